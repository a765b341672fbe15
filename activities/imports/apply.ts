import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { ImportJob } from '../../prisma/generated/client.ts';
import { type RowPlan, readRow } from '../../workflows/imports/row.calc.ts';
import { type ImportKind, type ImportMode, stateDuring } from '../../workflows/imports/rules.ts';
import { claimRows, type NumberedRow, type Reject } from './claims.ts';
import { countsOf, type Judgement, judgeRows } from './judge.ts';
import { knownContacts } from './known.ts';
import { destinationOf, rowPlanOf } from './plan.ts';
import { tagsByName } from './tags.ts';
import { writePage } from './write.ts';

export type Progress = { doneRows: number; totalRows: number; hasMore: boolean };
type Chunk = { number: number; firstRow: number; rows: string[][] };

const nextChunk = (tx: Tx, importId: string) =>
  tx.$queryRaw<Chunk[]>`
    SELECT number, first_row AS "firstRow", rows FROM import_chunks
    WHERE import_id = ${importId}::uuid AND applied_at IS NULL ORDER BY number LIMIT 1`;

/** Reads the rows of a chunk, and sorts out those that say something wrong. */
function readChunk({ firstRow, rows }: Chunk, plan: RowPlan): { good: NumberedRow[]; rejects: Reject[] } {
  const good: NumberedRow[] = [];
  const rejects: Reject[] = [];
  for (const [index, cells] of rows.entries()) {
    const row = firstRow + index;
    const read = readRow(cells, plan);
    if ('reason' in read) rejects.push({ row, cells, ...read });
    else good.push({ row, cells, read });
  }
  return { good, rejects };
}

/** How many of these rows are about people who get no mail. */
async function countMuted(tx: Tx, { creates, updates }: Judgement): Promise<number> {
  const emails = [...creates, ...updates].flatMap(({ read }) => (read.values.email ? [read.values.email] : []));
  const addresses = emails.flatMap((email) => [email, email.slice(email.lastIndexOf('@') + 1)]);
  const found = await tx.$queryRaw<{ address: string }[]>`
    SELECT address::text AS address FROM suppressions
    WHERE address = ANY(${[...new Set(addresses)]}::citext[]) AND scope IN ('workspace', 'domain') AND (expires_at IS NULL OR expires_at > now())`;
  const muted = new Set(found.map(({ address }) => address.toLowerCase()));
  return emails.filter((email) => {
    const [address, domain] = [email.toLowerCase(), email.slice(email.lastIndexOf('@') + 1).toLowerCase()];
    return muted.has(address) || muted.has(domain);
  }).length;
}

async function keepRejects(tx: Tx, importId: string, rejects: Reject[]) {
  if (rejects.length === 0) return;
  const rows = rejects.map(({ cells, ...reject }) => ({ ...reject, values: cells }));
  await tx.$executeRaw`
    INSERT INTO import_rejects (workspace_id, import_id, row, code, field, reason, values)
    SELECT current_workspace(), ${importId}::uuid, row, code, field, reason, values
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS rejects (row int, code text, field text, reason text, values text[])`;
}

/** Judges a chunk, and writes it where this is a run. */
async function takeChunk(tx: Tx, job: ImportJob, { chunk, kind }: { chunk: Chunk; kind: ImportKind }) {
  const plan = await rowPlanOf(tx, job);
  const { listId, tagIds } = await destinationOf(tx, job);
  const { good, rejects } = readChunk(chunk, plan);
  const { first, duplicates } = await claimRows(tx, job.id, good);
  const isRun = kind === 'run';
  const tags = await tagsByName(tx, first, { mayCreate: isRun });
  const tagsOf = ({ read }: NumberedRow) => [
    ...new Set([...tagIds, ...read.tags.map((tag) => tags.get(tag.toLowerCase()) ?? null)]),
  ];
  const contacts = await knownContacts(tx, {
    upsertKey: job.upsertKey,
    rows: first.map(({ read }) => read),
    listId,
    tagIds: [...new Set([...tagIds, ...tags.values()])],
    isForWriting: isRun,
  });
  const judgement = judgeRows(first, contacts, { plan, mode: job.mode as ImportMode, listId, tagsOf });
  judgement.rejects.push(...rejects, ...duplicates);
  await keepRejects(tx, job.id, judgement.rejects);
  if (isRun) await writePage(tx, job, { judgement, listId, tagsOf: (row) => tagsOf(row).filter((id) => id !== null) });
  return { ...countsOf(judgement), mutedRows: await countMuted(tx, judgement) };
}

/** Takes the next chunk of an import in one transaction with its counts, so that a repeated call takes the one after it. Nothing is left either where nobody wants it any more. */
export async function takeNextChunk(
  tx: Tx,
  { importId, kind }: { importId: string; kind: ImportKind },
): Promise<Progress> {
  await tx.$queryRaw`SELECT 1 FROM import_jobs WHERE id = ${importId}::uuid FOR UPDATE`;
  const job = await tx.importJob.findUnique({ where: { id: importId } });
  if (job?.state !== stateDuring(kind))
    return { doneRows: job?.doneRows ?? 0, totalRows: job?.totalRows ?? 0, hasMore: false };
  const [chunk] = await nextChunk(tx, importId);
  if (!chunk) return { doneRows: job.doneRows, totalRows: job.totalRows, hasMore: false };

  const counts = await takeChunk(tx, job, { chunk, kind });
  await tx.$executeRaw`UPDATE import_chunks SET applied_at = now() WHERE import_id = ${importId}::uuid AND number = ${chunk.number}`;
  const added = Object.entries({ doneRows: chunk.rows.length, ...counts }).map(([name, count]) => [
    name,
    { increment: count },
  ]);
  const { doneRows, totalRows } = await tx.importJob.update({
    where: { id: importId },
    data: Object.fromEntries(added),
  });
  await noteEvents(tx, [{ type: 'import.progressed', subjectId: importId }]);
  return { doneRows, totalRows, hasMore: doneRows < totalRows };
}
