import { noteAudit } from '../../prisma/audit.ts';
import { noteEvents } from '../../prisma/events.ts';
import { type ApiKeyId, idOf } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { grantableRoles } from '../../workflows/workspaces/rules.ts';
import type { createApiKey as createContract } from '../contract/api-keys.ts';
import type { Answer, Given } from '../contract/base.ts';
import { newApiKey } from '../http/api-key.ts';
import type { Context } from '../http/context.ts';
import { personOf } from './account.ts';
import { assertApi } from './plan.ts';

/** Creates an API key; its secret is in the answer and nowhere else. */
export async function createApiKey(
  context: Context,
  { name, role, expiresAt }: Given<typeof createContract>,
): Promise<Answer<typeof createContract>> {
  const { inWorkspace, workspaceId, by } = context;
  const { userId: createdById } = personOf(context);
  if (!grantableRoles(context.role).includes(role))
    throw new Refusal('forbidden', `A key may do no more than you: your role is ${context.role}.`, 'role');
  if (expiresAt !== undefined && expiresAt <= Date.now())
    throw new Refusal('ended', 'The key would have expired already. Give an instant to come, or none.', 'expiresAt');
  const { key, ...kept } = newApiKey();
  return inWorkspace(async (tx) => {
    assertApi(await tx.workspace.findFirstOrThrow());
    const { id } = await tx.apiKey.create({
      data: { workspaceId, createdById, name, role, ...kept, expiresAt: expiresAt ? new Date(expiresAt) : null },
    });
    await noteAudit(tx, by, { action: 'api-key.created', entityId: id, after: { name, role, start: kept.start } });
    await noteEvents(tx, [{ type: 'member.changed', subjectId: id }]);
    return { apiKeyId: idOf<ApiKeyId>(id), key };
  });
}

/** Stops an API key for good. */
export async function revokeApiKey({ inWorkspace, by }: Context, { apiKeyId }: { apiKeyId: ApiKeyId }): Promise<void> {
  await inWorkspace(async (tx) => {
    const found = await tx.apiKey.findFirst({ where: { id: apiKeyId } });
    if (!found) throw new Refusal('not-found', 'There is no such API key in this workspace.', 'apiKeyId');
    await tx.apiKey.delete({ where: { id: apiKeyId } });
    const { name, role, start } = found;
    await noteAudit(tx, by, { action: 'api-key.revoked', entityId: apiKeyId, before: { name, role, start } });
    await noteEvents(tx, [{ type: 'member.changed', subjectId: apiKeyId }]);
  });
}
