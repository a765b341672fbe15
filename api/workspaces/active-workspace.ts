import type { Tx } from '../../prisma/db.ts';
import type { UserId, WorkspaceId } from '../../workflows/ids.ts';
import type { Context, Person } from '../http/context.ts';
import { homeOf } from './home-workspace.ts';

/** Makes a workspace the one that this session's requests are about, and the one to begin with next time. */
export async function activate(tx: Tx, { userId, sessionId }: Person, workspaceId: WorkspaceId): Promise<void> {
  await tx.session.update({ where: { id: sessionId }, data: { activeWorkspaceId: workspaceId } });
  await tx.$executeRaw`UPDATE users SET preferences = preferences || jsonb_build_object('workspaceId', ${workspaceId}::text) WHERE id = ${userId}::uuid`;
}

/** Leads the sessions of a person who no longer belongs to a workspace to another of theirs, where there is one. */
export async function leadAway({ system }: Context['deps'], userId: UserId, workspaceId: WorkspaceId): Promise<void> {
  const user = await system.user.findUniqueOrThrow({ where: { id: userId } });
  await system.session.updateMany({
    where: { userId, activeWorkspaceId: workspaceId },
    data: { activeWorkspaceId: await homeOf(system, user) },
  });
}
