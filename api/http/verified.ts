import { Refusal } from '../../workflows/refusal.ts';
import type { Actor } from './context.ts';

/** Refuses a person whose mail address is not proven: they may look around, but not reach out to others. */
export function assertVerified(actor: Actor, what: string): void {
  if (actor.kind === 'person' && !actor.isVerified)
    throw new Refusal(
      'unverified',
      `Verify your address ${actor.email} before you ${what}: open the link in the mail that we sent, or have it sent again.`,
    );
}
