import type { z } from 'zod';
import type { ApiKeyItem, listApiKeys as keysContract } from '../contract/api-keys.ts';
import type { Answer, Given } from '../contract/base.ts';
import {
  type listInvitations as invitationsContract,
  type listMembers as membersContract,
  RoleName,
} from '../contract/members.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';

/** A page of the workspace's people, by name. */
export async function listMembers(
  { inWorkspace }: Context,
  { cursor, limit }: Given<typeof membersContract>,
): Promise<Answer<typeof membersContract>> {
  const [name, id] = cursor ? unpackCursor(cursor) : [];
  const rows = await inWorkspace((tx) =>
    tx.membership.findMany({
      where: {
        status: { not: 'removed' },
        ...(cursor
          ? {
              OR: [
                { user: { name: { gt: String(name) } } },
                { user: { name: String(name) }, userId: { gt: String(id) } },
              ],
            }
          : {}),
      },
      orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
      take: limit + 1,
      include: { user: { select: { name: true, email: true } } },
    }),
  );
  const members = rows.map(({ userId, user, role, status, createdAt }) => ({
    userId,
    ...user,
    role: RoleName.parse(role),
    status: status === 'suspended' ? ('suspended' as const) : ('active' as const),
    joinedAt: createdAt.getTime(),
  }));
  return cutPage(members, limit, (member) => [member.name, member.userId]);
}

/** A page of the invitations that nobody has answered, the newest first. */
export async function listInvitations(
  { inWorkspace }: Context,
  { cursor, limit }: Given<typeof invitationsContract>,
): Promise<Answer<typeof invitationsContract>> {
  const [before] = cursor ? unpackCursor(cursor) : [];
  const rows = await inWorkspace((tx) =>
    tx.invitation.findMany({
      where: { status: 'pending', ...(before ? { id: { lt: String(before) } } : {}) },
      orderBy: { id: 'desc' },
      take: limit + 1,
      include: { inviter: { select: { name: true } } },
    }),
  );
  const invitations = rows.map(({ id, email, role, inviter, createdAt, expiresAt }) => ({
    id,
    email,
    role: RoleName.parse(role),
    inviterName: inviter.name,
    createdAt: createdAt.getTime(),
    expiresAt: expiresAt.getTime(),
    isExpired: expiresAt <= new Date(),
  }));
  return cutPage(invitations, limit, ({ id }) => [id]);
}

type KeyState = z.input<typeof ApiKeyItem>['state'];

function stateOf(expiresAt: Date | null, makerStatus: string | undefined): KeyState {
  if (expiresAt && expiresAt <= new Date()) return 'expired';
  return makerStatus === 'active' ? 'active' : 'stopped';
}

/** A page of the API keys, the newest first; never what they are. */
export async function listApiKeys(
  { inWorkspace, workspaceId }: Context,
  { cursor, limit }: Given<typeof keysContract>,
): Promise<Answer<typeof keysContract>> {
  const [before] = cursor ? unpackCursor(cursor) : [];
  const rows = await inWorkspace((tx) =>
    tx.apiKey.findMany({
      where: before ? { id: { lt: String(before) } } : {},
      orderBy: { id: 'desc' },
      take: limit + 1,
      include: {
        createdBy: { select: { name: true, memberships: { where: { workspaceId }, select: { status: true } } } },
      },
    }),
  );
  const keys = rows.map(({ id, name, role, start, createdById, createdBy, ...row }) => ({
    id,
    name,
    role: RoleName.parse(role),
    start,
    createdById,
    createdByName: createdBy.name,
    createdAt: row.createdAt.getTime(),
    lastUsedAt: row.lastUsedAt?.getTime() ?? null,
    expiresAt: row.expiresAt?.getTime() ?? null,
    state: stateOf(row.expiresAt, createdBy.memberships[0]?.status),
  }));
  return cutPage(keys, limit, ({ id }) => [id]);
}
