import { parse } from 'csv-parse/sync';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const DELIMITERS = [',', ';', '\t', '|'] as const;

const startsWith = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, index) => bytes[index] === byte);

/** What a file is that is surely no CSV, by its first bytes. */
export function foreignFormat(bytes: Uint8Array): string | null {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'an Excel workbook or a ZIP archive';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'an old Excel workbook';
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return 'a PDF';
  if (startsWith(bytes, 0x1f, 0x8b)) return 'a compressed file';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) || startsWith(bytes, 0xff, 0xd8, 0xff)) return 'a picture';
  const start = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 200))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (/^(<!doctype|<html|<\?xml)/i.test(start)) return 'a web page or XML';
  if (/^[[{]\s*["[{]/.test(start)) return 'JSON';
  return /^BEGIN:VCARD/i.test(start) ? 'a vCard' : null;
}

/** The encoding that the file's own mark names, or that its zero bytes give away; null where neither does. */
export function markedEncoding(bytes: Uint8Array): Encoding | 'utf-32' | null {
  if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, 0, 0, 0xfe, 0xff)) return 'utf-32';
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return 'utf-8';
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le';
  if (startsWith(bytes, 0xfe, 0xff)) return 'utf-16be';
  const [even, odd] = [0, 1].map((parity) => bytes.filter((byte, index) => byte === 0 && index % 2 === parity).length);
  const half = bytes.length / 2;
  if ((odd ?? 0) > half * 0.4 && (even ?? 0) < half * 0.1) return 'utf-16le';
  return (even ?? 0) > half * 0.4 && (odd ?? 0) < half * 0.1 ? 'utf-16be' : null;
}

/** Whether a text holds what no table of people holds: the file was read with the wrong encoding, or is no text. */
export const isGarbled = (text: string): boolean => /[^\P{Cc}\t\n\v\f\r]|\ufffd/u.test(text.replaceAll('\u001b', ''));

function rowsOf(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, to: 20 });
  } catch {
    return []; // a quote left open at the end of the sample is no reason to give the delimiter up: see below
  }
}

/** The first lines of a text, as many as are whole: a sample that ends within quotes is cut before them. */
function wholeLines(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).slice(0, 40);
  for (let count = lines.length; count > 0; count--) {
    const part = lines.slice(0, count).join('\n');
    if ((part.match(/"/g)?.length ?? 0) % 2 === 0) return part;
  }
  return '';
}

/** The delimiter by which the first rows fall into the most columns, and into the same number; a comma where there is one column only. */
export function sniffDelimiter(text: string): string {
  const named = /^sep=(.)\r?\n/i.exec(text)?.[1];
  if (named) return named;
  const sample = wholeLines(text);
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const rows = rowsOf(sample, delimiter);
    const width = rows[0]?.length ?? 0;
    if (width < 2) continue;
    const score = (rows.filter((row) => row.length === width).length / rows.length) * 100 + Math.min(width, 50) / 50;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

const isAddress = (cell: string) => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(cell.trim());

/** The cell by which the first row gives away that it holds data and no names: an address, or nothing but numbers. */
export function dataInHeader(header: string[]): string | null {
  const address = header.find(isAddress);
  if (address !== undefined) return address;
  return header.every((cell) => /^[-+]?\d+([.,]\d+)?$/.test(cell.trim())) ? (header[0] ?? null) : null;
}
