import type { z } from 'zod';
import { placeProblem } from '../../workflows/mailboxes/holidays.calc.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { MailboxLimits } from '../contract/mailbox-settings.ts';
import { cleanSignature } from './signature.ts';

type Limits = Partial<z.output<typeof MailboxLimits>>;
type Place = { holidayCountry: string | null; holidayRegion: string | null };

/** The settings that decide when a mail may leave. */
const PLANNING = ['dailyLimit', 'minGapSeconds', 'timeZone', 'sendWindow', 'holidayCountry', 'holidayRegion'] as const;

/** The settings that were given, as the table takes them. A new country without a region forgets the old region. */
export function limitsOf(given: Limits, kept: Place = { holidayCountry: null, holidayRegion: null }) {
  const { displayName, signature, isActive, dailyLimit, minGapSeconds, timeZone, sendWindow } = given;
  const holidayCountry = given.holidayCountry === undefined ? kept.holidayCountry : given.holidayCountry;
  const isMoved = holidayCountry !== kept.holidayCountry;
  const holidayRegion = given.holidayRegion ?? (isMoved || given.holidayRegion === null ? null : kept.holidayRegion);
  const problem = placeProblem({ country: holidayCountry, region: holidayRegion });
  if (problem) throw new Refusal('bad-value', problem.sentence, problem.field);
  return {
    ...(displayName === undefined ? {} : { displayName: displayName || null }),
    ...(signature === undefined ? {} : { signature: signature && cleanSignature(signature) }),
    isActive,
    dailyLimit,
    minGapSeconds,
    timeZone,
    sendWindow,
    holidayCountry,
    holidayRegion,
  };
}

/** Whether what waits in a mailbox must be planned anew after this change. */
export const movesMails = (given: Limits): boolean => PLANNING.some((name) => given[name] !== undefined);
