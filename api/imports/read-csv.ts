import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import {
  dataInHeader,
  type Encoding,
  foreignFormat,
  isGarbled,
  markedEncoding,
  sniffDelimiter,
} from '../../workflows/imports/dialect.calc.ts';
import { Refusal } from '../../workflows/refusal.ts';

const SAMPLE_BYTES = 65_536;
const MAX_COLUMNS = 200;
/** A row of more characters is one where a quote was left open. */
const MAX_ROW = 1_000_000;

export type CsvDialect = { encoding: Encoding; delimiter: string };
export type CsvFile = { dialect: CsvDialect; header: string[]; rows: AsyncIterable<string[]> };

const bad = (sentence: string) => new Refusal('bad-file', sentence, 'file');

/** Finds out how the file writes its characters: by its mark, or by whether all of it is good UTF-8. */
async function encodingOf(file: Blob, sample: Uint8Array): Promise<Encoding> {
  const marked = markedEncoding(sample);
  if (marked === 'utf-32')
    throw bad('The file is written in UTF-32. Save it as UTF-8, which every program can, and send it again.');
  if (marked && marked !== 'utf-8') return marked;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of Readable.fromWeb(file.stream() as never))
      decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The text of the file, piece by piece, without the line that only names the delimiter. */
async function* textOf(file: Blob, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let isFirst = true;
  for await (const chunk of Readable.fromWeb(file.stream() as never)) {
    const text = decoder.decode(chunk as Buffer, { stream: true }).replaceAll('\0', ''); // Postgres keeps no zero
    yield isFirst ? text.replace(/^sep=.\r?\n/i, '') : text;
    isFirst &&= text === '';
  }
  yield decoder.decode();
}

/** What the parser complains of, in words that lead to the place in the file. */
function sentenceOf({ code, lines }: CsvError & { lines?: number }): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `A quote that opens near line ${lines} is never closed, so the rest of the file is one cell. Close it, or take it out.`;
    case 'CSV_MAX_RECORD_SIZE':
      return `The row near line ${lines} has more than ${MAX_ROW} characters. Most likely a quote before it is never closed.`;
    case 'CSV_INVALID_CLOSING_QUOTE':
      return `In line ${lines} something follows a closing quote. Within quotes, write a quote twice: "".`;
    default:
      return `The file cannot be read at line ${lines}. Save it again as CSV from the program that made it.`;
  }
}

/** The rows of the file, the header first, each as long as it is. Empty lines are left out. */
async function* rowsOf(file: Blob, { encoding, delimiter }: CsvDialect): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: MAX_ROW,
  });
  const source = Readable.from(textOf(file, encoding));
  source.once('error', (error) => parser.destroy(error));
  try {
    for await (const row of source.pipe(parser)) yield row as string[];
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw bad(sentenceOf(error as CsvError));
    throw error;
  } finally {
    source.destroy();
  }
}

function checkHeader(header: string[]): string[] {
  const names = header.map((name) => name.trim());
  const data = dataInHeader(names);
  if (data !== null)
    throw bad(`The first line holds "${data}", so it is no header. Add a first line that names the columns.`);
  if (names.length > MAX_COLUMNS)
    throw bad(
      `The file has ${names.length} columns; ${MAX_COLUMNS} are allowed. Leave out those that you do not need.`,
    );
  return names.map((name, index) => (name || `Column ${index + 1}`).slice(0, 100));
}

/** Opens a file of people: finds its encoding and delimiter, and refuses by name what is no such file. */
export async function openCsv(file: Blob): Promise<CsvFile> {
  if (file.size === 0) throw bad('The file is empty. Send one with a header line and at least one row.');
  const sample = new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  const foreign = foreignFormat(sample);
  if (foreign) throw bad(`The file is ${foreign}, and no CSV. Save or export it as CSV (UTF-8), and send that.`);
  const encoding = await encodingOf(file, sample);
  const text = new TextDecoder(encoding).decode(sample, { stream: true });
  if (isGarbled(text))
    throw bad('The file is no text in UTF-8, UTF-16 or Windows-1252. Save it as CSV (UTF-8), and send it again.');
  const dialect = { encoding, delimiter: sniffDelimiter(text) };
  const rows = rowsOf(file, dialect);
  const { value: header } = await rows.next();
  if (!header) throw bad('The file holds nothing but empty lines. Send one with a header line and at least one row.');
  return { dialect, header: checkHeader(header), rows };
}
