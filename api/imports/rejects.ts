import type { ImportId } from '../../workflows/ids.ts';
import type { Context } from '../http/context.ts';
import { csvDownload } from '../http/csv-download.ts';
import { readImport } from './queries.ts';

const PAGE = 1_000;

/** The rows that are not taken, page by page, as the file had them, with their number and the reason behind. */
async function* rejectedRows({ inWorkspace }: Context, { importId, width }: { importId: ImportId; width: number }) {
  for (let after = 0; ; ) {
    const page = await inWorkspace((tx) =>
      tx.importReject.findMany({ where: { importId, row: { gt: after } }, orderBy: { row: 'asc' }, take: PAGE }),
    );
    for (const { row, reason, values } of page) {
      const cells = Array.from({ length: Math.max(width, values.length) }, (_, index) => values[index] ?? '');
      yield [...cells, row, reason];
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.row;
  }
}

/** The file of the rows that are not taken: mended, it can be imported again. */
export async function downloadRejects(context: Context, { importId }: { importId: ImportId }) {
  const { fileName, delimiter, columns } = await context.inWorkspace((tx) => readImport(tx, importId));
  return csvDownload({
    fileName: `${fileName.replace(/\.[a-z]{1,4}$/i, '')} - not imported.csv`,
    delimiter,
    header: [...columns, 'Row', 'Reason'],
    rows: rejectedRows(context, { importId, width: columns.length }),
  });
}
