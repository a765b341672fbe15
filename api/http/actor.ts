import { idOf, type UserId, type WorkspaceId } from '../../workflows/ids.ts';
import { ROLES, type Role } from '../../workflows/workspaces/rules.ts';
import type { Actor, ApiDeps } from './context.ts';

const roleOf = (text: unknown): Role | null => ROLES.find((role) => role === text) ?? null;

/** The key of `Authorization: Bearer ft_...`, where there is one. */
const bearerOf = (headers: Headers) => /^Bearer (ft_\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];

async function keyActor({ auth }: ApiDeps, key: string): Promise<Actor | null> {
  const { valid, key: found } = await auth.api.verifyApiKey({ body: { key } });
  const role = roleOf(found?.metadata?.role);
  if (!valid || !found || !role) return null;
  return { kind: 'key', apiKeyId: found.id, workspaceId: idOf<WorkspaceId>(found.referenceId), role };
}

async function personActor({ auth, system }: ApiDeps, headers: Headers): Promise<Actor | null> {
  const session = await auth.api.getSession({ headers });
  if (!session) return null;
  const userId = idOf<UserId>(session.user.id);
  const workspaceId = session.session.activeOrganizationId ?? null;
  const membership = workspaceId
    ? await system.membership.findUnique({
        where: { workspaceId_userId: { workspaceId, userId } },
        select: { role: true, status: true },
      })
    : null;
  const isMember = membership?.status === 'active';
  return {
    kind: 'person',
    userId,
    isVerified: session.user.emailVerified,
    workspaceId: isMember && workspaceId ? idOf<WorkspaceId>(workspaceId) : null,
    role: isMember ? roleOf(membership.role) : null,
  };
}

/** Who sends a request: by an API key, or by a session's cookie. Null for nobody that we know. */
export function actorOf(deps: ApiDeps, headers: Headers): Promise<Actor | null> {
  const key = bearerOf(headers);
  return key ? keyActor(deps, key) : personActor(deps, headers);
}
