import type { EndReason } from '../sequences/rules.ts';
import type { Role } from '../workspaces/rules.ts';
import { mayAct } from '../workspaces/rules.ts';

/** The role that may allow mail again: somebody who complained is not written to on a manager's word. */
export const roleToRemove = (reason: string): Role => (reason === 'complained' ? 'admin' : 'manager');

/** Whether a person may take an entry with this reason off the list. */
export const mayRemove = (role: Role, reason: string): boolean => mayAct(role, roleToRemove(reason));

/** How the enrollments of a person end who is put on the list. */
export function endReasonOf(reason: 'unsubscribed' | 'bounced' | 'complained' | 'manual'): EndReason {
  return reason === 'manual' ? 'stopped' : reason;
}
