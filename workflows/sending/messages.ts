import type { ContactId, OutboundEmailId, WorkspaceId } from '../ids.ts';
import type { WorkflowStart } from '../message.ts';

/** A test mail, and the contact for whom it is filled in; without one it is filled in with made-up values. */
export type TestMailInput = { workspaceId: WorkspaceId; outboundEmailId: OutboundEmailId; contactId: ContactId | null };

export const testMailWorkflowId = (outboundEmailId: OutboundEmailId) => `test-mail/${outboundEmailId}`;

/** Starts the workflow that sends a person the mail of a step. */
export function testMailStart(input: TestMailInput & { mailboxId: string; title: string }): WorkflowStart {
  const { workspaceId, outboundEmailId, contactId, mailboxId, title } = input;
  return {
    kind: 'start',
    name: 'testMail',
    workflowId: testMailWorkflowId(outboundEmailId),
    subjectId: outboundEmailId,
    input: { workspaceId, outboundEmailId, contactId } satisfies TestMailInput,
    attributes: { WorkspaceId: workspaceId, MailboxId: mailboxId, RunState: 'active' },
    summary: title,
    fairnessKey: workspaceId,
  };
}
