import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { noteAudit } from '../../prisma/audit.ts';
import { noteEvents } from '../../prisma/events.ts';
import { idOf, type WorkspaceId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { TRIAL } from '../../workflows/workspaces/rules.ts';
import type { Answer, Given } from '../contract/base.ts';
import type {
  createWorkspace as createContract,
  switchWorkspace as switchContract,
  updateWorkspace as updateContract,
} from '../contract/workspaces.ts';
import type { Context } from '../http/context.ts';
import { personOf } from './account.ts';
import { activate } from './active-workspace.ts';

const DAY_MS = 86_400_000;

const slugOf = (name: string) =>
  `${
    name
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40) || 'workspace'
  }-${randomBytes(3).toString('hex')}`;

/** Creates a workspace, on trial, with the asker as its owner, and makes it the active one. */
export async function createWorkspace(
  context: Context,
  { name, timeZone }: Given<typeof createContract>,
): Promise<Answer<typeof createContract>> {
  const person = personOf(context);
  const workspaceId = idOf<WorkspaceId>(uuidv7());
  return context.inSystem(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.workspace_id', ${workspaceId}, true)`;
    await tx.workspace.create({
      data: {
        id: workspaceId,
        name,
        slug: slugOf(name),
        timeZone,
        plan: TRIAL.plan,
        status: 'trial',
        trialEndsAt: new Date(Date.now() + TRIAL.days * DAY_MS),
      },
    });
    await tx.membership.create({ data: { workspaceId, userId: person.userId, role: 'owner' } });
    await activate(tx, person, workspaceId);
    await noteAudit(tx, context.by, { action: 'workspace.created', entityId: workspaceId, after: { name } });
    return { workspaceId };
  });
}

/** Makes another of the asker's workspaces the active one of this session. */
export async function switchWorkspace(context: Context, { workspaceId }: Given<typeof switchContract>): Promise<void> {
  const person = personOf(context);
  await context.inSystem(async (tx) => {
    const membership = await tx.membership.findFirst({
      where: { workspaceId, userId: person.userId, status: 'active', workspace: { deletedAt: null } },
    });
    if (!membership) throw new Refusal('not-found', 'You are in no such workspace.', 'workspaceId');
    await activate(tx, person, workspaceId);
  });
}

/** As the audit log keeps it: nothing is an empty text. */
const textOf = (value: unknown) => (typeof value === 'string' || typeof value === 'boolean' ? String(value) : '');

/** Changes what is known of the workspace; what is left out stays. */
export async function updateWorkspace(
  { inWorkspace, workspaceId, by }: Context,
  changes: Given<typeof updateContract>,
): Promise<void> {
  await inWorkspace(async (tx) => {
    const known: Record<string, unknown> = await tx.workspace.findFirstOrThrow();
    const fields = Object.entries(changes).filter(([field, value]) => value !== undefined && known[field] !== value);
    if (fields.length === 0) return;
    await tx.workspace.update({ where: { id: workspaceId }, data: Object.fromEntries(fields) });
    await noteAudit(tx, by, {
      action: 'workspace.changed',
      entityId: workspaceId,
      before: Object.fromEntries(fields.map(([field]) => [field, textOf(known[field])])),
      after: Object.fromEntries(fields.map(([field, value]) => [field, textOf(value)])),
    });
    await noteEvents(tx, [{ type: 'workspace.changed', subjectId: workspaceId }]);
  });
}
