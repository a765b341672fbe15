import { noteAudit } from '../../prisma/audit.ts';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { UserId } from '../../workflows/ids.ts';
import { Refusal, type RefusalCode } from '../../workflows/refusal.ts';
import { type MemberChange, type MemberProblem, memberProblem } from '../../workflows/workspaces/rules.ts';
import type { Given } from '../contract/base.ts';
import { type changeRole as changeRoleContract, RoleName } from '../contract/members.ts';
import type { Context } from '../http/context.ts';
import { personOf } from './account.ts';
import { leadAway } from './active-workspace.ts';
import { assertSeat, lockPeople } from './plan.ts';

const SENTENCES: Record<MemberProblem, [code: RefusalCode, sentence: (name: string) => string]> = {
  'owner-stays': [
    'last-owner',
    (name) => `${name} is the owner. Ownership must be transferred to somebody else first.`,
  ],
  'not-yours': ['forbidden', (name) => `Your role does not let you manage ${name}. Ask an admin or the owner.`],
  'not-oneself': ['forbidden', () => 'You cannot do this to yourself. To go, leave the workspace.'],
  'role-not-grantable': ['forbidden', () => 'You can give the roles up to your own, and ownership is transferred.'],
  'owner-only': ['forbidden', () => 'Only the owner can transfer ownership.'],
};

const withName = { user: { select: { name: true } } } satisfies Prisma.MembershipInclude;

/** A member who has not left; removed ones are history. */
async function memberOf(tx: Tx, userId: UserId) {
  const member = await tx.membership.findFirst({ where: { userId, status: { not: 'removed' } }, include: withName });
  if (!member) throw new Refusal('not-found', 'There is no such member in this workspace.', 'userId');
  return { ...member, role: RoleName.parse(member.role), name: member.user.name };
}
type MemberRow = Awaited<ReturnType<typeof memberOf>>;

const GONE = { suspend: 'suspended', remove: 'removed', leave: 'removed' } as const;

function dataOf(change: MemberChange): Prisma.MembershipUpdateInput {
  switch (change.kind) {
    case 'role':
      return { role: change.role };
    case 'make-owner':
      return { role: 'owner' };
    case 'restore':
      return { status: 'active' };
    default:
      return { status: GONE[change.kind] };
  }
}

async function assertFits(tx: Tx, { status, name }: MemberRow, { kind }: MemberChange) {
  if (kind === 'make-owner' && status !== 'active')
    throw new Refusal('not-ready', `${name} is suspended, and cannot be the owner. Restore ${name} first.`, 'userId');
  if (kind === 'suspend' && status === 'suspended')
    throw new Refusal('ended', `${name} is suspended already.`, 'userId');
  if (kind !== 'restore') return;
  if (status === 'active') throw new Refusal('ended', `${name} is not suspended.`, 'userId');
  await assertSeat(tx, await tx.workspace.findFirstOrThrow());
}

const ACTIONS = {
  role: 'member.role-changed',
  'make-owner': 'member.made-owner',
  suspend: 'member.suspended',
  restore: 'member.restored',
  remove: 'member.removed',
  leave: 'member.left',
} as const;

/** Changes one member, if the asker may: one change of the workspace's people at a time, each in the audit log. */
async function changeMember(context: Context, userId: UserId, change: MemberChange): Promise<void> {
  const self = personOf(context).userId;
  await context.inWorkspace(async (tx) => {
    await lockPeople(tx);
    const [actor, member] = [await memberOf(tx, self), await memberOf(tx, userId)];
    const problem = memberProblem({ role: actor.role, isThemselves: self === userId }, member.role, change);
    if (problem) {
      const [code, sentence] = SENTENCES[problem];
      throw new Refusal(code, sentence(member.name), 'userId');
    }
    await assertFits(tx, member, change);
    if (change.kind === 'make-owner') await tx.membership.update({ where: { id: actor.id }, data: { role: 'admin' } });
    const data = dataOf(change);
    await tx.membership.update({ where: { id: member.id }, data });
    await noteAudit(tx, context.by, {
      action: ACTIONS[change.kind],
      entityId: userId,
      before: { name: member.name, role: member.role, status: member.status },
      after: { ...data } as Prisma.InputJsonObject,
    });
    await noteEvents(tx, [{ type: 'member.changed', subjectId: userId }]);
  });
  if (change.kind in GONE) await leadAway(context.deps, userId, context.workspaceId);
}

type OfMember = { userId: UserId };

export const changeRole = (context: Context, { userId, role }: Given<typeof changeRoleContract>) =>
  changeMember(context, userId, { kind: 'role', role });
export const suspendMember = (context: Context, { userId }: OfMember) =>
  changeMember(context, userId, { kind: 'suspend' });
export const restoreMember = (context: Context, { userId }: OfMember) =>
  changeMember(context, userId, { kind: 'restore' });
export const removeMember = (context: Context, { userId }: OfMember) =>
  changeMember(context, userId, { kind: 'remove' });
export const transferOwnership = (context: Context, { userId }: OfMember) =>
  changeMember(context, userId, { kind: 'make-owner' });
export const leaveWorkspace = (context: Context) => changeMember(context, personOf(context).userId, { kind: 'leave' });
