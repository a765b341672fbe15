const CR = 13;
const LF = 10;
/** What is read of one mail. Above it, the rest is left away: reading costs memory by the line. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_LINES = 1_000_000;
/** The line that a mail file of Unix puts above the head. */
const MBOX_LINE = /^From [^\n]*\n/;

/** Where the line after the last one that is read begins. */
function endOf(raw: Uint8Array): number {
  const limit = Math.min(raw.length, MAX_BYTES);
  let lines = 0;
  for (let at = raw.indexOf(LF); at >= 0 && at < limit; at = raw.indexOf(LF, at + 1)) {
    lines += 1;
    if (lines === MAX_LINES) return at + 1;
  }
  return limit;
}

/** Whether a mail ends its lines as very old Macs did. */
const endsLinesByCr = (raw: Uint8Array) => {
  const head = raw.subarray(0, 65_536);
  return head.includes(CR) && !head.includes(LF);
};

/** A mail's bytes with lines that end in LF alone or CR LF, from its first header on, and no more than can be read in bounded time. */
export function evenLines(raw: Uint8Array): Uint8Array {
  const lined = endsLinesByCr(raw) ? raw.slice(0, MAX_BYTES).map((byte) => (byte === CR ? LF : byte)) : raw;
  const start = lined.findIndex((byte) => byte !== CR && byte !== LF);
  const opening = new TextDecoder('latin1').decode(lined.subarray(Math.max(start, 0), Math.max(start, 0) + 1_000));
  const from = Math.max(start, 0) + (MBOX_LINE.exec(opening)?.[0].length ?? 0);
  return lined.subarray(from, endOf(lined));
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
const LINE_ENDS = /^\/?(br|p|div|tr|li|h[1-6]|td|pre|table|blockquote)\b/i;
const UNSEEN = /^(style|script|head|title)\b/i;

const characterOf = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ');

const unescaped = (text: string) =>
  text.replaceAll(/&(#x?[\da-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole;
    return characterOf(name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
  });

/** The words of a notice in HTML, line by line. Rough on purpose: what a person wrote goes through a real converter. */
export function plainText(html: string): string {
  const [first = '', ...pieces] = html.split('<');
  const lines = [first];
  let unseen: string | null = null;
  for (const piece of pieces) {
    const end = piece.indexOf('>');
    if (unseen && piece.toLowerCase().startsWith(`/${unseen}`)) unseen = null;
    else if (!unseen) unseen = UNSEEN.exec(piece)?.[1]?.toLowerCase() ?? null;
    if (unseen) continue;
    lines.push(LINE_ENDS.test(piece) ? '\n' : '', end < 0 ? piece : piece.slice(end + 1).replaceAll(/\s+/g, ' '));
  }
  return unescaped(lines.join(''));
}
