import { noteAudit } from '../../prisma/audit.ts';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { idOf, type WorkspaceId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { isInvitationToken } from '../../workflows/workspaces/invitation-token.calc.ts';
import type { Answer, Given } from '../contract/base.ts';
import {
  type acceptInvitation as acceptContract,
  RoleName,
  type readInvitation as readContract,
} from '../contract/members.ts';
import type { Context, Person } from '../http/context.ts';
import { personOf } from './account.ts';
import { activate } from './active-workspace.ts';
import { lockPeople } from './plan.ts';

/** The invitation of a link; who does not have the link learns nothing, not even that it exists. */
async function linked({ deps }: Context, { invitationId, token }: Given<typeof acceptContract>) {
  const invitation = isInvitationToken(deps.linkSecret, invitationId, token)
    ? await deps.system.invitation.findUnique({
        where: { id: invitationId },
        include: { workspace: { select: { name: true, deletedAt: true } }, inviter: { select: { name: true } } },
      })
    : null;
  if (!invitation || invitation.workspace.deletedAt)
    throw new Refusal('not-found', 'This invitation does not exist. Open the link of the mail again.', 'invitationId');
  return invitation;
}
type Linked = Awaited<ReturnType<typeof linked>>;

function stateOf({ status, expiresAt }: Linked): Answer<typeof readContract>['state'] {
  if (status === 'accepted') return 'accepted';
  if (status !== 'pending') return 'canceled';
  return expiresAt <= new Date() ? 'expired' : 'open';
}

/** What an invitation is to, for whoever has its link. */
export async function readInvitation(
  context: Context,
  input: Given<typeof readContract>,
): Promise<Answer<typeof readContract>> {
  const invitation = await linked(context, input);
  const { email, role, workspace, inviter } = invitation;
  const account = await context.deps.system.user.findUnique({ where: { email }, select: { id: true } });
  return {
    email,
    workspaceName: workspace.name,
    inviterName: inviter.name,
    role: RoleName.parse(role),
    state: stateOf(invitation),
    hasAccount: account !== null,
  };
}

async function assertAcceptable(invitation: Linked, person: Person) {
  const { email, inviter } = invitation;
  if (email.toLowerCase() !== person.email.toLowerCase())
    throw new Refusal(
      'forbidden',
      `This invitation is for ${email}, and you are signed in as ${person.email}. Sign out, and sign in as ${email}.`,
    );
  const state = stateOf(invitation);
  if (state === 'expired' || state === 'canceled')
    throw new Refusal(
      'ended',
      `This invitation ${state === 'expired' ? 'is older than seven days' : 'was taken back'}. Ask ${inviter.name} for a new one.`,
    );
}

async function join(tx: Tx, { id, workspaceId, inviterId, createdAt, email, ...row }: Linked, context: Context) {
  const { userId } = personOf(context);
  await lockPeople(tx);
  const { count } = await tx.invitation.updateMany({ where: { id, status: 'pending' }, data: { status: 'accepted' } });
  const where = { workspaceId_userId: { workspaceId, userId } };
  const known = await tx.membership.findUnique({ where });
  const isNew = count > 0 && (!known || known.status === 'removed');
  if (!isNew && known?.status !== 'active')
    throw new Refusal('ended', 'This invitation was used already, and you are no longer a member. Ask for a new one.');
  if (!isNew) return; // a second click
  const role = RoleName.parse(row.role);
  const given = { role, status: 'active' as const, invitedById: inviterId, invitedAt: createdAt };
  await tx.membership.upsert({ where, create: { workspaceId, userId, ...given }, update: given });
  await noteAudit(tx, context.by, { action: 'member.joined', entityId: userId, after: { email, role } });
  await noteEvents(tx, [{ type: 'member.changed', subjectId: userId }]);
}

/** Joins the workspace of an invitation. Its link came by mail, so that it proves the address as well. */
export async function acceptInvitation(context: Context, input: Given<typeof acceptContract>): Promise<void> {
  const person = personOf(context);
  const invitation = await linked(context, input);
  await assertAcceptable(invitation, person);
  const workspaceId = idOf<WorkspaceId>(invitation.workspaceId);
  await context.deps.db.withWorkspace(workspaceId, (tx) => join(tx, invitation, context));
  await context.inSystem(async (tx) => {
    await tx.user.update({ where: { id: person.userId }, data: { emailVerified: true } });
    await activate(tx, person, workspaceId);
  });
}
