import type { InvitationId, WorkspaceId } from '../ids.ts';
import type { WorkflowStart } from '../message.ts';

export type InvitationMailInput = { workspaceId: WorkspaceId; invitationId: InvitationId };

/** Starts the mailing of an invitation; `expiresAt` tells a repeated mailing from the one before. */
export const invitationMailStart = ({
  expiresAt,
  ...input
}: InvitationMailInput & { expiresAt: number }): WorkflowStart => ({
  kind: 'start',
  name: 'invitationMail',
  workflowId: `invitation/${input.invitationId}/${expiresAt}`,
  subjectId: input.invitationId,
  input,
  attributes: { WorkspaceId: input.workspaceId },
  summary: 'Mails an invitation',
  fairnessKey: input.workspaceId,
});
