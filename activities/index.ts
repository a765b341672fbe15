import type { Deps } from './deps.ts';
import { importActivities } from './imports.ts';
import { mailboxActivities } from './mailboxes.ts';
import { replyActivities } from './replies.ts';
import { sendingActivities } from './sending.ts';
import { sequenceActivities } from './sequences.ts';
import { upkeepActivities } from './upkeep.ts';
import { workspaceActivities } from './workspaces.ts';

/** Every activity that a worker runs. */
export const allActivities = (deps: Deps) => ({
  ...importActivities(deps),
  ...mailboxActivities(deps),
  ...replyActivities(deps),
  ...sendingActivities(deps),
  ...sequenceActivities(deps),
  ...upkeepActivities(deps),
  ...workspaceActivities(deps),
});

/** The activities of the queue `mail`: handovers to mail servers, which must not wait behind long jobs. */
export const mailActivities = (deps: Deps) => {
  const { takeStep } = sequenceActivities(deps);
  const { sendTestMail } = sendingActivities(deps);
  return { takeStep, sendTestMail };
};

/** The activities of the queue `listen`: each waits on a mail server for minutes, and takes no one's place while it does. */
export const listenActivities = (deps: Deps) => {
  const { awaitMail } = mailboxActivities(deps);
  return { awaitMail };
};
