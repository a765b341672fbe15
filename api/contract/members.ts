import { z } from 'zod';
import { ROLES } from '../../workflows/workspaces/rules.ts';
import { Address } from './account.ts';
import { Done, Instant, oc, PageInput, pageOf } from './base.ts';
import { InvitationId, UserId } from './ids.ts';

const tags = ['Members'];
const managing = { role: 'admin', isForPeople: true } as const;

export const RoleName = z.enum(ROLES);
export const GivenRole = RoleName.exclude(['owner'], 'must be viewer, rep, manager or admin; ownership is transferred');

export const Member = z.object({
  userId: UserId,
  name: z.string(),
  email: z.string(),
  role: RoleName,
  status: z.enum(['active', 'suspended']),
  joinedAt: Instant,
});

export const Invitation = z.object({
  id: InvitationId,
  email: z.string(),
  role: RoleName,
  inviterName: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  isExpired: z.boolean(),
});

export const listMembers = oc
  .route({ method: 'GET', path: '/members', summary: 'List the people of the workspace, by name', tags })
  .input(PageInput)
  .output(pageOf(Member));

export const changeRole = oc
  .route({ method: 'PATCH', path: '/members/{userId}', summary: "Change a member's role", tags })
  .meta(managing)
  .input(z.object({ userId: UserId, role: GivenRole }))
  .output(Done);

export const suspendMember = oc
  .route({ method: 'POST', path: '/members/{userId}/suspend', summary: 'Shut a member out until restored', tags })
  .meta(managing)
  .input(z.object({ userId: UserId }))
  .output(Done);

export const restoreMember = oc
  .route({ method: 'POST', path: '/members/{userId}/restore', summary: 'Let a suspended member in again', tags })
  .meta(managing)
  .input(z.object({ userId: UserId }))
  .output(Done);

export const removeMember = oc
  .route({
    method: 'DELETE',
    path: '/members/{userId}',
    summary: 'Remove a member; what they made stays, their API keys stop',
    tags,
  })
  .meta(managing)
  .input(z.object({ userId: UserId }))
  .output(Done);

export const leaveWorkspace = oc
  .route({ method: 'POST', path: '/workspace/leave', summary: 'Leave the workspace', tags })
  .meta({ role: 'viewer', isForPeople: true })
  .output(Done);

export const transferOwnership = oc
  .route({
    method: 'POST',
    path: '/members/{userId}/make-owner',
    summary: 'Make another active member the owner, and yourself an admin',
    tags,
  })
  .meta({ role: 'owner', isForPeople: true })
  .input(z.object({ userId: UserId }))
  .output(Done);

export const listInvitations = oc
  .route({ method: 'GET', path: '/invitations', summary: 'List open invitations, the newest first', tags })
  .meta({ role: 'admin' })
  .input(PageInput)
  .output(pageOf(Invitation));

export const invite = oc
  .route({ method: 'POST', path: '/invitations', summary: 'Invite somebody by mail', tags })
  .meta({ ...managing, creates: true })
  .input(z.object({ email: Address, role: GivenRole.default('rep') }))
  .output(z.object({ invitationId: InvitationId }));

export const resendInvitation = oc
  .route({
    method: 'POST',
    path: '/invitations/{invitationId}/resend',
    summary: 'Mail an invitation once more, good for seven days from now',
    tags,
  })
  .meta(managing)
  .input(z.object({ invitationId: InvitationId }))
  .output(Done);

export const cancelInvitation = oc
  .route({ method: 'DELETE', path: '/invitations/{invitationId}', summary: 'Take an invitation back', tags })
  .meta(managing)
  .input(z.object({ invitationId: InvitationId }))
  .output(Done);

const Link = z.object({
  invitationId: InvitationId,
  token: z.string().min(1).max(200).meta({ description: 'The token of the link in the mail.' }),
});

export const readInvitation = oc
  .route({
    method: 'GET',
    path: '/invitations/{invitationId}',
    summary: 'What an invitation is to, for whoever has its link',
    tags,
  })
  .meta({ role: 'public' })
  .input(Link)
  .output(
    z.object({
      workspaceName: z.string(),
      inviterName: z.string(),
      email: z.string(),
      role: RoleName,
      state: z.enum(['open', 'accepted', 'canceled', 'expired']),
      hasAccount: z.boolean().meta({ description: 'Whether the invited address can sign in, or signs up first.' }),
    }),
  );

export const acceptInvitation = oc
  .route({
    method: 'POST',
    path: '/invitations/{invitationId}/accept',
    summary: 'Join a workspace, signed in with the invited address',
    tags,
  })
  .meta({ role: 'anyone', isForPeople: true })
  .input(Link)
  .output(Done);
