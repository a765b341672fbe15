import type { Deps } from './deps.ts';
import { mailboxActivities } from './mailboxes.ts';
import { sequenceActivities } from './sequences.ts';

/** Every activity that a worker runs. */
export const allActivities = (deps: Deps) => ({
  ...mailboxActivities(deps),
  ...sequenceActivities(deps),
});

/** The activities of the queue `mail`: handovers to mail servers, which must not wait behind long jobs. */
export const mailActivities = (deps: Deps) => {
  const { takeStep } = sequenceActivities(deps);
  return { takeStep };
};
