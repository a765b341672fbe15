import { checkAddress } from '../contacts/contact-values.calc.ts';

export type SuppressionReason = 'unsubscribed' | 'bounced' | 'complained' | 'manual';

/** An address, or a whole domain, in lower case. */
export type Entry = { kind: 'address' | 'domain'; value: string };
export type Refused = { text: string; reason: string };

const DOMAIN = /^(?:\*?@)?((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,63})$/u;

/** What one piece of text names: an address, bare or as `Ada <ada@example.com>`, or a domain as `example.com` or `@example.com`. */
export function readEntry(given: string): Entry | Refused {
  const text = (/<([^<>]+)>/.exec(given)?.[1] ?? given).trim().replace(/^mailto:/i, '');
  const domain = DOMAIN.exec(text)?.[1];
  if (domain) return { kind: 'domain', value: domain.toLowerCase() };
  const checked = checkAddress(text);
  return checked.kind === 'ok'
    ? { kind: 'address', value: checked.value.toLowerCase() }
    : { text: given.trim().slice(0, 100), reason: 'neither an address as ada@example.com nor a domain as example.com' };
}

/** The pieces of a pasted text: lines, commas and semicolons part them, and blanks where no name stands before an address. */
export const piecesOf = (text: string): string[] =>
  text
    .split(/[\n\r,;]+/)
    .flatMap((piece) => (/<[^<>]+>/.test(piece) ? [piece] : piece.split(/\s+/)))
    .map((piece) => piece.trim())
    .filter(Boolean);

const REASONS: [RegExp, SuppressionReason][] = [
  [/unsub|opt.?out|abgemeldet|abmeld/i, 'unsubscribed'],
  [/bounce|invalid|undeliver|unzustellbar/i, 'bounced'],
  [/complain|spam|abuse|beschwerde/i, 'complained'],
  [/manual|manuell/i, 'manual'],
];

/** The reason that a cell names, in the words of other products; null where it names none. */
export const reasonIn = (text: string): SuppressionReason | null =>
  REASONS.find(([pattern]) => pattern.test(text))?.[1] ?? null;

const HEADERS = {
  address: /^(e.?mail|mail|adress|address|recipient|empf|domain)/i,
  reason: /^(reason|grund|status|type|typ)$/i,
  note: /^(note|notiz|comment|kommentar|bemerkung)/i,
};

/** The columns of a suppression file: by their names, or for the addresses by what the first rows hold. -1 where there is none. */
export function suppressionColumns(header: string[], firstRows: string[][]) {
  const named = (pattern: RegExp) => header.findIndex((name) => pattern.test(name.trim()));
  const holding = header.findIndex((_, index) => firstRows.some((row) => row[index]?.includes('@')));
  const address = named(HEADERS.address);
  return { address: address === -1 ? holding : address, reason: named(HEADERS.reason), note: named(HEADERS.note) };
}
