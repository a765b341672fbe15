import type { SystemDatabase } from '../../prisma/db.ts';

/** Where a new session begins: where the person was last, if they still belong there, else in their oldest workspace. */
export async function homeOf(
  system: SystemDatabase,
  user: { id: string; preferences: unknown },
): Promise<string | null> {
  const memberships = await system.membership.findMany({
    where: { userId: user.id, status: 'active', workspace: { deletedAt: null } },
    orderBy: { createdAt: 'asc' },
    select: { workspaceId: true },
    take: 1_000,
  });
  const { workspaceId: last } = user.preferences as { workspaceId?: string };
  return (memberships.find(({ workspaceId }) => workspaceId === last) ?? memberships[0])?.workspaceId ?? null;
}
