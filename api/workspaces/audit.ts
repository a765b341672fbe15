import type { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { AuditItem, listAudit as contract } from '../contract/workspaces.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';

const withPerson = { user: { select: { name: true } } } satisfies Prisma.AuditEntryInclude;
type Row = Prisma.AuditEntryGetPayload<{ include: typeof withPerson }>;

const objectOf = (json: unknown) =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Record<string, unknown>) : null;

function itemOf({ user, createdAt, ...row }: Row, keyNames: Map<string, string>): z.input<typeof AuditItem> {
  const { id, action, entityType, entityId, userId, apiKeyId, before, after, ipAddress } = row;
  return {
    id,
    at: createdAt.getTime(),
    action,
    entityType,
    entityId,
    byKind: userId ? 'person' : apiKeyId ? 'key' : 'product',
    byName: userId
      ? (user?.name ?? 'A former member')
      : apiKeyId
        ? (keyNames.get(apiKeyId) ?? 'A revoked key')
        : 'Followthrough',
    before: objectOf(before),
    after: objectOf(after),
    ipAddress,
  };
}

/** A page of the audit log, the newest first. */
export function listAudit(
  { inWorkspace }: Context,
  { cursor, limit, userId }: Given<typeof contract>,
): Promise<Answer<typeof contract>> {
  const [before] = cursor ? unpackCursor(cursor) : [];
  return inWorkspace(async (tx) => {
    const rows = await tx.auditEntry.findMany({
      where: { ...(before ? { id: { lt: String(before) } } : {}), ...(userId ? { userId } : {}) },
      orderBy: { id: 'desc' },
      take: limit + 1,
      include: withPerson,
    });
    const ids = rows.flatMap(({ apiKeyId }) => apiKeyId ?? []);
    const keys = ids.length === 0 ? [] : await tx.apiKey.findMany({ where: { id: { in: ids } } });
    const names = new Map(keys.map(({ id, name }) => [id, name]));
    return cutPage(
      rows.map((row) => itemOf(row, names)),
      limit,
      ({ id }) => [id],
    );
  });
}
