import { type ApiKeyId, idOf, type UserId, type WorkspaceId } from '../../workflows/ids.ts';
import { lesserRole, ROLES, type Role } from '../../workflows/workspaces/rules.ts';
import { hashOf } from './api-key.ts';
import type { Actor, ApiDeps, Nobody, RequestContext } from './context.ts';

/** Who does not say who they are. */
export const nobody: Nobody = { kind: 'nobody', workspaceId: null, role: null };

/** A key's last use is kept to the minute: a write per request would make its row the busiest of the database. */
const USE_MS = 60_000;

const roleOf = (text: string | undefined): Role | null => ROLES.find((role) => role === text) ?? null;

/** The key of `Authorization: Bearer ft_...`, where there is one. */
const bearerOf = (headers: Headers) => /^Bearer (ft_\S{1,200})$/i.exec(headers.get('authorization') ?? '')?.[1];

async function keyActor({ system }: ApiDeps, key: string): Promise<Actor> {
  const now = new Date();
  const found = await system.apiKey.findUnique({
    where: { secretHash: hashOf(key) },
    select: { id: true, workspaceId: true, createdById: true, role: true, expiresAt: true, lastUsedAt: true },
  });
  if (!found || (found.expiresAt && found.expiresAt <= now)) return nobody;
  const { workspaceId, createdById: userId } = found;
  const maker = await system.membership.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } });
  const [role, makerRole] = [roleOf(found.role), roleOf(maker?.role)];
  if (maker?.status !== 'active' || !role || !makerRole) return nobody;
  const staleAt = new Date(now.getTime() - USE_MS);
  if (!found.lastUsedAt || found.lastUsedAt < staleAt)
    await system.apiKey.updateMany({ where: { id: found.id }, data: { lastUsedAt: now } });
  return {
    kind: 'key',
    apiKeyId: idOf<ApiKeyId>(found.id),
    workspaceId: idOf<WorkspaceId>(workspaceId),
    role: lesserRole(role, makerRole),
  };
}

type Asking = Pick<RequestContext, 'deps' | 'headers'> & Partial<RequestContext>;

async function personActor({ deps: { auth, system }, headers, setCookies }: Asking): Promise<Actor> {
  if (!headers.has('cookie')) return nobody;
  const { response: found, headers: answer } = await auth.api.getSession({ headers, returnHeaders: true });
  setCookies?.(answer.getSetCookie()); // a session that is used lasts longer
  if (!found) return nobody;
  const { session, user } = found;
  const workspaceId = session.activeWorkspaceId ?? null;
  const membership = workspaceId
    ? await system.membership.findUnique({
        where: { workspaceId_userId: { workspaceId, userId: user.id } },
        select: { role: true, status: true },
      })
    : null;
  const isMember = membership?.status === 'active';
  return {
    kind: 'person',
    userId: idOf<UserId>(user.id),
    sessionId: session.id,
    email: user.email,
    isVerified: user.emailVerified,
    workspaceId: isMember && workspaceId ? idOf<WorkspaceId>(workspaceId) : null,
    role: isMember ? roleOf(membership.role) : null,
  };
}

/** Who sends a request: by an API key, or by a session's cookie. A key that does not work is nobody's, whatever cookie comes with it. */
export function actorOf(context: Asking): Promise<Actor> {
  const key = bearerOf(context.headers);
  return key ? keyActor(context.deps, key) : personActor(context);
}
