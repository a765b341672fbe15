import type { MailboxId, MailCorrectionId, MessageId, WorkspaceId } from '../ids.ts';
import type { WorkflowStart } from '../message.ts';

export type MailCorrectionInput = { workspaceId: WorkspaceId; correctionId: MailCorrectionId };

/** Starts the correction of what a mail was taken for. Corrections of one mail follow each other: they share the workflow's id. */
export function mailCorrectionStart(
  input: MailCorrectionInput & { messageId: MessageId; mailboxId: MailboxId; title: string },
): WorkflowStart {
  const { workspaceId, correctionId, messageId, mailboxId, title } = input;
  return {
    kind: 'start',
    name: 'mailCorrection',
    workflowId: `correction/${messageId}`,
    subjectId: correctionId,
    input: { workspaceId, correctionId } satisfies MailCorrectionInput,
    attributes: { WorkspaceId: workspaceId, MailboxId: mailboxId },
    summary: title,
    fairnessKey: workspaceId,
  };
}
