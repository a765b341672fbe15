import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

type Csv = { fileName: string; delimiter?: string; header: string[]; rows: AsyncIterable<(string | number)[]> };

const asciiName = (name: string) => name.replaceAll(/[^\w. -]/g, '_');

/** A CSV that is sent while it is made. A spreadsheet opens it in the right encoding, and runs nothing in it as a formula. */
export function csvDownload({ fileName, delimiter = ',', header, rows }: Csv) {
  const stringifier = stringify({ bom: true, delimiter, escape_formulas: true, record_delimiter: 'windows' });
  async function* records() {
    yield header;
    yield* rows;
  }
  const source = Readable.from(records());
  source.once('error', (error) => stringifier.destroy(error));
  stringifier.once('close', () => source.destroy());
  return {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${asciiName(fileName)}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    },
    body: Readable.toWeb(source.pipe(stringifier)) as ReadableStream,
  };
}
