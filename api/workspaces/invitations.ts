import { noteAudit } from '../../prisma/audit.ts';
import { isDuplicate, type Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { type InvitationId, idOf, type WorkspaceId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { invitationMailStart } from '../../workflows/workspaces/messages.ts';
import { grantableRoles } from '../../workflows/workspaces/rules.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { invite as inviteContract } from '../contract/members.ts';
import type { Context } from '../http/context.ts';
import { assertVerified } from '../http/verified.ts';
import { personOf } from './account.ts';
import { assertSeat, lockPeople } from './plan.ts';

const GOOD_FOR_MS = 7 * 86_400_000;

type Mailed = { workspaceId: WorkspaceId; invitationId: InvitationId; expiresAt: Date };

const mail = (tx: Tx, { expiresAt, ...ids }: Mailed) =>
  tellWorkflows(tx, [invitationMailStart({ ...ids, expiresAt: expiresAt.getTime() })]);

async function assertNew(tx: Tx, email: string) {
  const member = await tx.membership.findFirst({
    where: { status: { not: 'removed' }, user: { email } },
    include: { user: { select: { name: true } } },
  });
  if (member)
    throw new Refusal(
      'already-exists',
      `${member.user.name} (${email}) is ${member.status === 'suspended' ? 'a suspended member: restore them' : 'a member already'}.`,
      'email',
    );
  // What ran out makes place for what is new.
  await tx.invitation.updateMany({
    where: { email, status: 'pending', expiresAt: { lte: new Date() } },
    data: { status: 'canceled' },
  });
}

/** Invites somebody by mail: the mail leaves by a workflow, whenever the mail server is there. */
export async function invite(
  context: Context,
  { email, role }: Given<typeof inviteContract>,
): Promise<Answer<typeof inviteContract>> {
  const { inWorkspace, workspaceId, by } = context;
  const { userId: inviterId } = personOf(context);
  assertVerified(context.actor, 'invite others');
  if (!grantableRoles(context.role).includes(role))
    throw new Refusal('forbidden', `Your role ${context.role} cannot give the role ${role}.`, 'role');
  const expiresAt = new Date(Date.now() + GOOD_FOR_MS);
  return inWorkspace(async (tx) => {
    const workspace = await lockPeople(tx);
    await assertNew(tx, email);
    await assertSeat(tx, workspace);
    const { id } = await tx.invitation.create({ data: { workspaceId, email, role, inviterId, expiresAt } });
    const invitationId = idOf<InvitationId>(id);
    await mail(tx, { workspaceId, invitationId, expiresAt });
    await noteAudit(tx, by, { action: 'invitation.sent', entityId: id, after: { email, role } });
    await noteEvents(tx, [{ type: 'member.changed', subjectId: id }]);
    return { invitationId };
  }).catch((error: unknown) => {
    if (!isDuplicate(error)) throw error;
    throw new Refusal('already-exists', `${email} is invited already. Send that invitation again.`, 'email');
  });
}

/** An invitation that nobody has answered or taken back. */
async function openOf(tx: Tx, invitationId: InvitationId) {
  const invitation = await tx.invitation.findFirst({ where: { id: invitationId } });
  if (!invitation) throw new Refusal('not-found', 'There is no such invitation in this workspace.', 'invitationId');
  if (invitation.status !== 'pending')
    throw new Refusal(
      'ended',
      `The invitation of ${invitation.email} is ${invitation.status} already.`,
      'invitationId',
    );
  return invitation;
}

/** Mails an invitation once more, good for as long as a new one. */
export async function resendInvitation(context: Context, { invitationId }: { invitationId: InvitationId }) {
  assertVerified(context.actor, 'invite others');
  const expiresAt = new Date(Date.now() + GOOD_FOR_MS);
  await context.inWorkspace(async (tx) => {
    const workspace = await lockPeople(tx);
    const invitation = await openOf(tx, invitationId);
    if (invitation.expiresAt <= new Date()) await assertSeat(tx, workspace);
    await tx.invitation.update({ where: { id: invitationId }, data: { expiresAt } });
    await mail(tx, { workspaceId: context.workspaceId, invitationId, expiresAt });
    const { email } = invitation;
    await noteAudit(tx, context.by, { action: 'invitation.resent', entityId: invitationId, after: { email } });
    await noteEvents(tx, [{ type: 'member.changed', subjectId: invitationId }]);
  });
}

/** Takes an invitation back: its link opens nothing any more. */
export async function cancelInvitation({ inWorkspace, by }: Context, { invitationId }: { invitationId: InvitationId }) {
  await inWorkspace(async (tx) => {
    await lockPeople(tx);
    const { email, role } = await openOf(tx, invitationId);
    await tx.invitation.update({ where: { id: invitationId }, data: { status: 'canceled' } });
    await noteAudit(tx, by, { action: 'invitation.canceled', entityId: invitationId, before: { email, role } });
    await noteEvents(tx, [{ type: 'member.changed', subjectId: invitationId }]);
  });
}
