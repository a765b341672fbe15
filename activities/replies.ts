import type { MailCorrectionInput } from '../workflows/replies/messages.ts';
import type { Deps } from './deps.ts';
import { applyCorrection } from './mailboxes/correct.ts';

export type ReplyActivities = ReturnType<typeof replyActivities>;
export const replyActivities = ({ db }: Pick<Deps, 'db'>) => ({
  /** Corrects what a mail was taken for, with all that followed. Repeating it changes nothing more. */
  correctMail: ({ workspaceId, correctionId }: MailCorrectionInput): Promise<void> =>
    db.withWorkspace(workspaceId, (tx) => applyCorrection(tx, correctionId)),
});
