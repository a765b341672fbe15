import { defineSignal } from '@temporalio/workflow';
import type { MailboxId, WorkspaceId } from '../ids.ts';
import type { WorkflowSignal, WorkflowStart } from '../message.ts';

/** Something came in, or the mailbox's settings changed: look now. */
export const mailArrived = defineSignal('mailArrived');
/** The mailbox was removed: watch it no longer. */
export const mailboxRemoved = defineSignal('mailboxRemoved');

export type MailboxWatchInput = { workspaceId: WorkspaceId; mailboxId: MailboxId };

export const mailboxWorkflowId = (mailboxId: string) => `mailbox/${mailboxId}`;

/** Starts the watch over a mailbox. */
export function mailboxStart({
  workspaceId,
  mailboxId,
  title,
}: {
  workspaceId: WorkspaceId;
  mailboxId: string;
  title: string;
}): WorkflowStart {
  return {
    kind: 'start',
    name: 'mailboxWatch',
    workflowId: mailboxWorkflowId(mailboxId),
    subjectId: mailboxId,
    input: { workspaceId, mailboxId },
    attributes: { WorkspaceId: workspaceId, MailboxId: mailboxId, RunState: 'active' },
    summary: `Watches ${title}`,
    fairnessKey: workspaceId,
  };
}

const signal = (mailboxId: string, name: string): WorkflowSignal => ({
  kind: 'signal',
  workflowId: mailboxWorkflowId(mailboxId),
  name,
});

/** Facts for the watch over a mailbox, as messages of the outbox. */
export const tellMailbox = {
  arrived: (mailboxId: string) => signal(mailboxId, mailArrived.name),
  removed: (mailboxId: string) => signal(mailboxId, mailboxRemoved.name),
};
