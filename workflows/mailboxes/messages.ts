import { defineSignal } from '@temporalio/workflow';
import type { MailboxId, WorkspaceId } from '../ids.ts';
import type { WorkflowSignal, WorkflowStart } from '../message.ts';

/** Something came in, or the mailbox's settings changed: look now. */
export const mailArrived = defineSignal('mailArrived');
/** The mailbox's limits changed: plan what waits in it anew. */
export const limitsChanged = defineSignal('limitsChanged');
/** The mailbox was removed: its people go to another one, where one was named, and it is watched no longer. */
export const mailboxRemoved = defineSignal<[Removal]>('mailboxRemoved');

export type MailboxWatchInput = { workspaceId: WorkspaceId; mailboxId: MailboxId };
export type Removal = { moveTo: MailboxId | null };

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

const signal = (mailboxId: string, name: string, input?: unknown): WorkflowSignal => ({
  kind: 'signal',
  workflowId: mailboxWorkflowId(mailboxId),
  name,
  input,
});

/** Facts for the watch over a mailbox, as messages of the outbox. */
export const tellMailbox = {
  arrived: (mailboxId: string) => signal(mailboxId, mailArrived.name),
  limitsChanged: (mailboxId: string) => signal(mailboxId, limitsChanged.name),
  removed: (mailboxId: string, removal: Removal) => signal(mailboxId, mailboxRemoved.name, removal),
};
