import type { Tx } from './db.ts';
import type { Prisma } from './generated/client.ts';

/** Who did something that matters: a person, or a program with a key; neither is the product itself. */
export type AuditedBy = { userId: string | null; apiKeyId: string | null; ipAddress: string | null };

export type AuditNote = {
  /** The kind of thing and what was done to it, as `member.role-changed`. */
  action: `${string}.${string}`;
  entityId: string | null;
  before?: Prisma.InputJsonObject;
  after?: Prisma.InputJsonObject;
};

/** Notes for the audit log what was changed, in the transaction that changed it. Never give it a secret. */
export async function noteAudit(
  tx: Tx,
  { userId, apiKeyId, ipAddress }: AuditedBy,
  { action, ...note }: AuditNote,
): Promise<void> {
  const [workspace] = await tx.$queryRaw<{ id: string }[]>`SELECT current_workspace() AS id`;
  if (!workspace) throw new Error('An audit entry needs a workspace.');
  await tx.auditEntry.create({
    data: {
      workspaceId: workspace.id,
      userId,
      apiKeyId,
      ipAddress,
      action,
      entityType: action.slice(0, action.indexOf('.')),
      ...note,
    },
  });
}
