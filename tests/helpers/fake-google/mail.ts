import { addressParser } from 'postal-mime';

export type Header = { name: string; value: string };

const END_OF_HEAD = '\r\n\r\n';

/** The headers of a mail, unfolded, in their order. */
export function headersOf(raw: Buffer): Header[] {
  const text = raw.toString('latin1');
  const end = text.indexOf(END_OF_HEAD);
  return text
    .slice(0, end === -1 ? undefined : end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon > 0 ? [{ name: line.slice(0, colon), value: line.slice(colon + 1).trim() }] : [];
    });
}

/** The value of a header, or null. */
export const headerIn = (raw: Buffer, name: string): string | null =>
  headersOf(raw).find((header) => header.name.toLowerCase() === name.toLowerCase())?.value ?? null;

/** The same mail with another value of a header, or without it. */
export function withHeader(raw: Buffer, name: string, value: string | null): Buffer {
  const text = raw.toString('latin1');
  const end = text.indexOf(END_OF_HEAD);
  const head = text.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' ');
  const rest = head.split('\r\n').filter((line) => !line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  const lines = value === null ? rest : [`${name}: ${value}`, ...rest];
  return Buffer.from(`${lines.join('\r\n')}${text.slice(end)}`, 'latin1');
}

/** The addresses in some headers of a mail. */
export const addressesIn = (raw: Buffer, names: string[]): string[] =>
  names.flatMap((name) =>
    addressParser(headerIn(raw, name) ?? '').flatMap((entry) =>
      'address' in entry && entry.address ? [entry.address.toLowerCase()] : [],
    ),
  );

/** A subject without the marks of an answer. */
export const bareSubject = (raw: Buffer) => (headerIn(raw, 'Subject') ?? '').replace(/^((re|fwd?):\s*)+/i, '').trim();
