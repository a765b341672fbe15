import type { Answer } from '../contract/base.ts';
import type { getMe as contract } from '../contract/workspaces.ts';
import type { Context } from '../http/context.ts';

/** Who asks: the person, the workspace that is active, and the others they belong to. */
export async function getMe({ deps, actor, role }: Context): Promise<Answer<typeof contract>> {
  const { system, isDemo, temporalUiUrl, temporalNamespace } = deps;
  const shared = { isDemo, temporalUiUrl, temporalNamespace };
  const workspace = actor.workspaceId && (await system.workspace.findUnique({ where: { id: actor.workspaceId } }));
  const active = workspace
    ? { id: workspace.id, name: workspace.name, slug: workspace.slug, timeZone: workspace.timeZone, role }
    : null;
  if (actor.kind === 'key') return { ...shared, user: null, workspace: active, workspaces: [] };
  const user = await system.user.findUniqueOrThrow({
    where: { id: actor.userId },
    include: {
      memberships: {
        where: { status: 'active' },
        include: { workspace: { select: { id: true, name: true } } },
        orderBy: { createdAt: 'asc' },
      },
    },
  });
  return {
    ...shared,
    user: { id: user.id, name: user.name, email: user.email, isVerified: user.emailVerified, timeZone: user.timeZone },
    workspace: active,
    workspaces: user.memberships.map(({ workspace: { id, name }, role: held }) => ({
      id,
      name,
      role: held as Answer<typeof contract>['workspaces'][number]['role'],
    })),
  };
}
