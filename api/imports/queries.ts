import { activeCustomFields } from '../../prisma/custom-fields.ts';
import type { Tx } from '../../prisma/db.ts';
import type { ImportId } from '../../workflows/ids.ts';
import { isSkip, type RejectCode } from '../../workflows/imports/rules.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Answer, Given } from '../contract/base.ts';
import type {
  getImport as getContract,
  listImports as listContract,
  listImportRejects as rejectsContract,
  summarizeImportRejects as summaryContract,
} from '../contract/imports.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';
import { detailOf, type ImportRow, itemOf, withMaker } from './import-item.ts';

/** Reads an import of this workspace, or refuses. */
export async function readImport(tx: Tx, importId: ImportId): Promise<ImportRow> {
  const row = await tx.importJob.findUnique({ where: { id: importId }, include: withMaker });
  if (!row) throw new Refusal('not-found', 'There is no such import in this workspace.', 'importId');
  return row;
}

/** A page of imports, the newest first. */
export function listImports({ inWorkspace }: Context, { cursor, limit }: Given<typeof listContract>) {
  const [at, id] = cursor ? unpackCursor(cursor) : [];
  const createdAt = new Date(Number(at ?? 0));
  const beyond = { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: String(id) } }] };
  return inWorkspace(async (tx) => {
    const rows = await tx.importJob.findMany({
      where: cursor ? beyond : {},
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      include: withMaker,
    });
    return cutPage(rows.map(itemOf), limit, (item) => [item.createdAt, item.id]);
  });
}

/** One import with its columns, its mapping and where columns may go. */
export function getImport({ inWorkspace }: Context, { importId }: Given<typeof getContract>) {
  return inWorkspace(async (tx): Promise<Answer<typeof getContract>> => {
    const row = await readImport(tx, importId);
    return detailOf(row, await activeCustomFields(tx));
  });
}

/** A page of the rows that are not taken, in the order of the file. */
export function listRejects(
  { inWorkspace }: Context,
  { importId, code, field, cursor, limit }: Given<typeof rejectsContract>,
) {
  const [after = 0] = cursor ? unpackCursor(cursor) : [];
  return inWorkspace(async (tx): Promise<Answer<typeof rejectsContract>> => {
    await readImport(tx, importId);
    const rows = await tx.importReject.findMany({
      where: { importId, row: { gt: Number(after) }, ...(code ? { code } : {}), ...(field ? { field } : {}) },
      orderBy: { row: 'asc' },
      take: limit + 1,
    });
    const items = rows.map((row) => ({ ...row, isSkip: isSkip(row.code as RejectCode) }));
    return cutPage(items, limit, ({ row }) => [row]);
  });
}

/** How many rows are not taken, by reason, the most first; each with one reason as an example. */
export function summarizeRejects({ inWorkspace }: Context, { importId }: Given<typeof summaryContract>) {
  return inWorkspace(async (tx): Promise<Answer<typeof summaryContract>> => {
    await readImport(tx, importId);
    const rows = await tx.$queryRaw<{ code: RejectCode; field: string | null; rows: number; example: string }[]>`
      SELECT code, field, count(*)::int AS rows, (array_agg(reason ORDER BY row))[1] AS example
      FROM import_rejects WHERE import_id = ${importId}::uuid GROUP BY code, field ORDER BY count(*) DESC, code LIMIT 100`;
    return { items: rows.map((row) => ({ ...row, isSkip: isSkip(row.code) })) };
  });
}
