import { proxyActivities } from '@temporalio/workflow';
import type { WorkspaceActivities } from '../../activities/workspaces.ts';
import { quick } from '../timeouts.ts';
import type { InvitationMailInput } from './messages.ts';

const { mailInvitation } = proxyActivities<WorkspaceActivities>(quick);

/** Mails an invitation, however long the mail server is away. */
export async function invitationMail(input: InvitationMailInput): Promise<void> {
  await mailInvitation.executeWithOptions({ summary: 'Mail the invitation' }, [input]);
}
