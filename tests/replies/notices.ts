import type { Notice } from './notice.ts';
import { GATEWAY_NOTICES } from './notices-of-gateways.ts';
import { OFFICE_NOTICES } from './notices-of-offices.ts';
import { POSTFIX_AND_EXIM_NOTICES } from './notices-of-postfix-and-exim.ts';
import { PROVIDER_NOTICES } from './notices-of-providers.ts';
import { UNIX_NOTICES } from './notices-of-unix.ts';

/** Failures in the words of every mail system that is known here. */
export const NOTICES: readonly Notice[] = [
  ...UNIX_NOTICES,
  ...POSTFIX_AND_EXIM_NOTICES,
  ...OFFICE_NOTICES,
  ...GATEWAY_NOTICES,
  ...PROVIDER_NOTICES,
];
