import { Refusal } from '../../workflows/refusal.ts';
import { reasonIn, type SuppressionReason, suppressionColumns } from '../../workflows/suppressions/entries.calc.ts';
import type { Given } from '../contract/base.ts';
import type { importSuppressions as contract } from '../contract/suppressions.ts';
import type { Context } from '../http/context.ts';
import { openCsv } from '../imports/read-csv.ts';
import { addEntries, NOTHING, type Outcome, sumOf, type Wanted } from './add.ts';

const PAGE = 5_000;

async function* pagesOf(rows: AsyncIterable<string[]>): AsyncGenerator<string[][]> {
  let page: string[][] = [];
  for await (const row of rows) {
    page.push(row);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

type Columns = ReturnType<typeof suppressionColumns>;

function wantedOf(row: string[], { columns, reason }: { columns: Columns; reason: SuppressionReason }): Wanted[] {
  const text = row[columns.address]?.trim();
  if (!text) return [];
  return [
    {
      text,
      reason: reasonIn(row[columns.reason] ?? '') ?? reason,
      note: row[columns.note]?.trim().slice(0, 500) || null,
    },
  ];
}

/** Puts the addresses of a CSV on the list: all of them, or none where the file cannot be read. */
export async function importSuppressions(
  { inWorkspace, userId }: Context,
  { query: { reason }, body }: Given<typeof contract>,
): Promise<Outcome> {
  const { header, rows } = await openCsv(body);
  return inWorkspace(async (tx) => {
    let columns: Columns | null = null;
    let outcome: Outcome = NOTHING;
    for await (const page of pagesOf(rows)) {
      columns ??= suppressionColumns(header, page.slice(0, 20));
      const { address } = columns;
      if (address === -1)
        throw new Refusal(
          'bad-file',
          `No column holds addresses; there are ${header.join(', ')}. Name one "Email".`,
          'file',
        );
      const wanted = page.flatMap((row) =>
        wantedOf(row, { columns: columns ?? { address, reason: -1, note: -1 }, reason }),
      );
      outcome = sumOf(outcome, await addEntries(tx, wanted, { source: 'import', createdById: userId }));
    }
    if (!columns) throw new Refusal('bad-file', 'The file has a header line and no row under it.', 'file');
    return outcome;
  });
}
