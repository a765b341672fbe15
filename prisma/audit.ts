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
export const noteAudit = (tx: Tx, by: AuditedBy, note: AuditNote): Promise<void> => noteAudits(tx, by, [note]);

/** The same for many changes at once. */
export async function noteAudits(
  tx: Tx,
  { userId, apiKeyId, ipAddress }: AuditedBy,
  notes: AuditNote[],
): Promise<void> {
  const [workspace] = await tx.$queryRaw<{ id: string }[]>`SELECT current_workspace() AS id`;
  if (!workspace) throw new Error('An audit entry needs a workspace.');
  await tx.auditEntry.createMany({
    data: notes.map(({ action, ...note }) => ({
      workspaceId: workspace.id,
      userId,
      apiKeyId,
      ipAddress,
      action,
      entityType: action.slice(0, action.indexOf('.')),
      ...note,
    })),
  });
}
