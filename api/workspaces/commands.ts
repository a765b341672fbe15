import { randomBytes } from 'node:crypto';
import { idOf, type WorkspaceId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { isTimeZone } from '../../workflows/sending/day.calc.ts';
import type { Given } from '../contract/base.ts';
import type { createWorkspace as createContract } from '../contract/workspaces.ts';
import type { Context } from '../http/context.ts';

const slugOf = (name: string) =>
  `${
    name
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40) || 'workspace'
  }-${randomBytes(3).toString('hex')}`;

/** Creates a workspace with the asker as its owner, and makes it the active one. */
export async function createWorkspace(
  { deps, headers, actor }: Context,
  { name, timeZone }: Given<typeof createContract>,
) {
  if (actor.kind !== 'person')
    throw new Refusal('forbidden', 'An API key belongs to a workspace and cannot create another. Sign in as a person.');
  if (!isTimeZone(timeZone))
    throw new Refusal(
      'not-found',
      `"${timeZone}" is not a time zone. Give an IANA name, as Europe/Berlin.`,
      'timeZone',
    );
  const created = await deps.auth.api.createOrganization({ body: { name, slug: slugOf(name) }, headers });
  if (!created) throw new Error('better-auth created no workspace');
  await deps.system.workspace.update({ where: { id: created.id }, data: { timeZone } });
  return { workspaceId: idOf<WorkspaceId>(created.id) };
}

/** Makes another of the asker's workspaces the active one of this session. */
export async function switchWorkspace({ deps, headers, actor }: Context, workspaceId: WorkspaceId) {
  const membership =
    actor.kind === 'person' &&
    (await deps.system.membership.findUnique({ where: { workspaceId_userId: { workspaceId, userId: actor.userId } } }));
  if (!membership || membership.status !== 'active')
    throw new Refusal('not-found', 'You are in no such workspace.', 'workspaceId');
  await deps.auth.api.setActiveOrganization({ body: { organizationId: workspaceId }, headers });
}
