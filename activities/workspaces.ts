import { invitationToken } from '../workflows/workspaces/invitation-token.calc.ts';
import type { InvitationMailInput } from '../workflows/workspaces/messages.ts';
import type { Deps } from './deps.ts';

export type WorkspaceActivities = ReturnType<typeof workspaceActivities>;
export const workspaceActivities = ({ system, mailer, linkSecret, publicUrl }: Deps) => ({
  /** Mails an invitation that is still open. A retry may mail it twice, which does no harm: the link is the same. */
  async mailInvitation({ workspaceId, invitationId }: InvitationMailInput): Promise<void> {
    const invitation = await system.invitation.findFirst({
      where: { id: invitationId, workspaceId },
      include: { workspace: { select: { name: true } }, inviter: { select: { name: true } } },
    });
    if (invitation?.status !== 'pending' || invitation.expiresAt <= new Date()) return;
    const { email, inviter, workspace } = invitation;
    await mailer.send({
      to: email,
      subject: `${inviter.name} invites you to ${workspace.name}`,
      heading: `Join ${workspace.name}`,
      paragraph: `${inviter.name} invites you to the workspace "${workspace.name}" on Followthrough. The invitation is good for seven days.`,
      action: {
        label: 'See the invitation',
        url: `${publicUrl}/invitations/${invitationId}?token=${invitationToken(linkSecret, invitationId)}`,
      },
    });
  },
});
