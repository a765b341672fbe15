import { uuidv7 } from 'uuidv7';
import { activeCustomFields } from '../../prisma/custom-fields.ts';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { type ImportId, idOf } from '../../workflows/ids.ts';
import { suggestDateOrder, suggestMapping } from '../../workflows/imports/columns.calc.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Given } from '../contract/base.ts';
import type { createImport as contract } from '../contract/imports.ts';
import type { Context } from '../http/context.ts';
import { openCsv } from './read-csv.ts';

/** A chunk is one transaction of a run. */
const CHUNK_ROWS = 1_000;
const MAX_ROWS = 1_000_000;
const SAMPLES = 3;
const SAMPLE_LENGTH = 80;
const HEADER_ROWS = 1;
/** What a cut can leave of an emoji: Postgres takes it in no JSON. */
const HALF_A_SIGN = /[\ud800-\udbff]$/;

type Stored = { totalRows: number; samples: string[][] };

/** Up to so many different values of each column, for people to tell by what it holds. */
function takeSamples(samples: string[][], row: string[]) {
  for (const [index, found] of samples.entries()) {
    const text = (row[index] ?? '').trim().slice(0, SAMPLE_LENGTH).replace(HALF_A_SIGN, '');
    if (text && found.length < SAMPLES && !found.includes(text)) found.push(text);
  }
}

/** Keeps the rows of a file in pages, so that a run takes them one page at a time. */
async function storeRows(
  tx: Tx,
  importId: string,
  file: { header: string[]; rows: AsyncIterable<string[]> },
): Promise<Stored> {
  const samples = file.header.map((): string[] => []);
  let chunk: string[][] = [];
  let [number, totalRows] = [0, 0];
  const flush = async () => {
    await tx.$executeRaw`INSERT INTO import_chunks (workspace_id, import_id, number, first_row, rows)
      VALUES (current_workspace(), ${importId}::uuid, ${number}, ${totalRows - chunk.length + HEADER_ROWS + 1}, ${JSON.stringify(chunk)}::jsonb)`;
    number += 1;
    chunk = [];
  };
  for await (const row of file.rows) {
    totalRows += 1;
    if (totalRows > MAX_ROWS)
      throw new Refusal('too-large', `The file has more than ${MAX_ROWS.toLocaleString('en')} rows. Split it.`, 'file');
    if (totalRows <= CHUNK_ROWS) takeSamples(samples, row);
    chunk.push(row);
    if (chunk.length === CHUNK_ROWS) await flush();
  }
  if (chunk.length > 0) await flush();
  if (totalRows === 0)
    throw new Refusal(
      'bad-file',
      'The file has a header line and no row under it. There is nothing to import.',
      'file',
    );
  return { totalRows, samples };
}

/** Reads an uploaded file, keeps its rows, and suggests where its columns go. */
export async function createImport(
  { inWorkspace, workspaceId, userId }: Context,
  { query: { fileName }, body }: Given<typeof contract>,
): Promise<{ importId: ImportId }> {
  const file = await openCsv(body);
  return inWorkspace(async (tx) => {
    const importId = uuidv7();
    const { encoding, delimiter } = file.dialect;
    await tx.importJob.create({
      data: { id: importId, workspaceId, createdById: userId, fileName, fileBytes: body.size, encoding, delimiter },
    });
    const { totalRows, samples } = await storeRows(tx, importId, file);
    const columns = file.header.map((name, index) => ({ name, samples: samples[index] ?? [] }));
    await tx.importJob.update({
      where: { id: importId },
      data: {
        totalRows,
        columns: file.header,
        samples,
        mapping: suggestMapping(columns, await activeCustomFields(tx)),
        dateOrder: suggestDateOrder(columns),
        decimalMark: delimiter === ';' ? 'comma' : 'point', // the semicolon comes from where the comma is taken
      },
    });
    await noteEvents(tx, [{ type: 'import.progressed', subjectId: importId }]);
    return { importId: idOf<ImportId>(importId) };
  });
}
