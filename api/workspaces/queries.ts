import type { Answer } from '../contract/base.ts';
import { RoleName } from '../contract/members.ts';
import { type getMe as meContract, type readWorkspace as readContract } from '../contract/workspaces.ts';
import type { Context } from '../http/context.ts';
import { limitsOfRow, seatsTaken } from './plan.ts';

/** Who asks: the person, the workspace that is active, and the others they belong to. */
export async function getMe({ deps, actor, role }: Context): Promise<Answer<typeof meContract>> {
  const { system, isDemo, temporalUiUrl, temporalNamespace } = deps;
  const shared = { isDemo, temporalUiUrl, temporalNamespace };
  const workspace = actor.workspaceId && (await system.workspace.findUnique({ where: { id: actor.workspaceId } }));
  const active = workspace
    ? { id: workspace.id, name: workspace.name, slug: workspace.slug, timeZone: workspace.timeZone, role }
    : null;
  if (actor.kind !== 'person') return { ...shared, user: null, workspace: active, workspaces: [] };
  const { memberships, ...user } = await system.user.findUniqueOrThrow({
    where: { id: actor.userId },
    include: {
      memberships: {
        where: { status: 'active', workspace: { deletedAt: null } },
        include: { workspace: { select: { id: true, name: true } } },
        orderBy: { createdAt: 'asc' },
        take: 1_000,
      },
    },
  });
  return {
    ...shared,
    user: { id: user.id, name: user.name, email: user.email, isVerified: user.emailVerified, timeZone: user.timeZone },
    workspace: active,
    workspaces: memberships.map(({ workspace: { id, name }, role: held }) => ({
      id,
      name,
      role: RoleName.parse(held),
    })),
  };
}

/** The active workspace, with what its plan allows and how much of it is taken. */
export function readWorkspace({ inWorkspace }: Context): Promise<Answer<typeof readContract>> {
  return inWorkspace(async (tx) => {
    const workspace = await tx.workspace.findFirstOrThrow();
    return {
      ...workspace,
      createdAt: workspace.createdAt.getTime(),
      trialEndsAt: workspace.trialEndsAt?.getTime() ?? null,
      limits: limitsOfRow(workspace),
      seatsTaken: await seatsTaken(tx),
    };
  });
}
