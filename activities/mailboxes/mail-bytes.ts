const CR = 13;
const LF = 10;
/** What is read of one mail, beside attachments. Reading costs time by the byte and memory by the line. */
const MAX_BYTES = 8 * 1024 * 1024;
const MAX_LINES = 100_000;
/** How many lines of an encoded part are read: of text about a megabyte, of a file what tells that it is one. */
const MAX_ENCODED = { text: 14_000, file: 200 };
/** The line that a mail file of Unix puts above the head. */
const MBOX_LINE = /^From [^\n]*\n/;
const ENCODED_LINE = /^[A-Za-z0-9+/=]{60,78}\r?\n?$/;

/** A mail with what is needed of it. */
export type SkimmedMail = {
  bytes: Uint8Array;
  /** The bytes that were left away of each long attachment, in their order. */
  leftAway: number[];
};

/** Whether a mail ends its lines as very old Macs did. */
const endsLinesByCr = (raw: Buffer) => {
  const head = raw.subarray(0, 65_536);
  return head.includes(CR) && !head.includes(LF);
};

/** Lines that end in LF, from the first header on. */
function withLines(raw: Uint8Array): Buffer {
  const given = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const lined = endsLinesByCr(given)
    ? Buffer.from(given.subarray(0, MAX_BYTES).toString('latin1').replaceAll('\r', '\n'), 'latin1')
    : given;
  const opening = lined.subarray(0, 2_000).toString('latin1');
  const blank = /^[\r\n]*/.exec(opening)?.[0].length ?? 0;
  return lined.subarray(blank + (MBOX_LINE.exec(opening.slice(blank))?.[0].length ?? 0));
}

/** A mail without the inside of its attachments, and no more of it than can be read in bounded time and memory. */
export function skim(raw: Uint8Array): SkimmedMail {
  const whole = withLines(raw);
  const kept: Buffer[] = [];
  const leftAway: number[] = [];
  let [from, lines, size, run, limit] = [0, 0, 0, 0, MAX_ENCODED.text];
  for (let at = 0; at < whole.length && lines < MAX_LINES && size < MAX_BYTES; ) {
    const end = whole.indexOf(LF, at) + 1 || whole.length;
    const isShort = end - at <= 200;
    const line = isShort ? whole.toString('latin1', at, end) : '';
    run = isShort && ENCODED_LINE.test(line) ? run + 1 : 0;
    if (/^content-type:/i.test(line))
      limit = /text|message|multipart/i.test(line) ? MAX_ENCODED.text : MAX_ENCODED.file;
    if (run > limit) {
      if (run === limit + 1) {
        kept.push(whole.subarray(from, at));
        leftAway.push(0);
      }
      leftAway.push((leftAway.pop() ?? 0) + (end - at));
      from = end;
    } else {
      lines += 1;
      size += end - at;
    }
    at = end;
    if (at === whole.length || lines >= MAX_LINES || size >= MAX_BYTES) kept.push(whole.subarray(from, at));
  }
  const bytes = leftAway.length > 0 ? Buffer.concat(kept) : (kept[0] ?? whole.subarray(0, 0));
  return { bytes: bytes.subarray(0, MAX_BYTES), leftAway };
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
