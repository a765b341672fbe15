import PostalMime, { type Email } from 'postal-mime';
import type { MailFacts } from '../../workflows/replies/rules.ts';
import { plainText, skim } from './mail-bytes.ts';

/** A mail that came in, read. */
export type ParsedMail = {
  facts: MailFacts;
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  subject: string;
  from: { address: string; name: string } | null;
  to: string[];
  cc: string[];
  replyTo: string | null;
  text: string;
  html: string | null;
  sentAt: number | null;
  attachments: { filename: string | null; contentType: string; size: number }[];
};

const MACHINE_PARTS =
  /^(message\/(delivery-status|feedback-report|rfc822|global|disposition-notification)|text\/rfc822-headers)/i;
const STATUS_PART = /^message\/(global-)?delivery-status/i;
const FEEDBACK_PART = /^message\/feedback-report/i;
const RETURNED_PART = /^(message\/(rfc822|global)(-headers)?$|text\/rfc822-headers)/i;
/** A returned mail that is itself a report: a gateway wrapped what another server said. */
const WRAPPED_REPORT = /^(content-type:[^\n]*(\n[ \t][^\n]*)*report-type="?delivery-status|from:[^\n]*mailer-daemon)/im;

const NO_MAIL: Email = { headers: [], headerLines: [], attachments: [] };
const MAX = { line: 1_000, text: 1_000_000, html: 2_000_000, addresses: 200, references: 100, attachments: 100 };
const YEAR_2200 = Date.UTC(2200);

const textOf = (content: ArrayBuffer | Uint8Array | string) =>
  typeof content === 'string' ? content : new TextDecoder('utf-8').decode(content.slice(0, MAX.text));

/** Text as the database takes it: without the character that it cannot hold, and not without end. */
const tidy = (text: string, maxLength: number) => text.replaceAll('\0', '').slice(0, maxLength);

const partsOf = (email: Email, type: RegExp) =>
  email.attachments
    .filter(({ mimeType }) => type.test(mimeType))
    .slice(0, 20)
    .map(({ content }) => tidy(textOf(content), MAX.text));

const listOf = (header: string | undefined) => header?.slice(0, 100_000).match(/<[^<>\s]{1,500}>/g) ?? [];

function addressesOf(list: Email['to']): string[] {
  const found = (list ?? []).flatMap((entry) => ('address' in entry && entry.address ? [entry.address] : []));
  return found.slice(0, MAX.addresses).map((address) => tidy(address.toLowerCase(), MAX.line));
}

function headersOf(email: Email): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { key, value } of email.headers) headers[key] ??= tidy(value, 10_000);
  return headers;
}

const sizeOf = (content: ArrayBuffer | Uint8Array | string) =>
  typeof content === 'string' ? content.length : content.byteLength;

/** Four characters carry three bytes, and two of 78 end the line. */
const ENCODED = (3 / 4) * (76 / 78);

/** Whether just so much of an attachment was read as is read of a long one. */
const isSkimmed = (size: number) =>
  [200, 14_000].some((lines) => [60, 64, 68, 72, 76].includes((size * 4) / 3 / lines));

/** The attachments by name and size; the parts of a report are none. */
function attachmentsOf(email: Email, leftAway: number[]): ParsedMail['attachments'] {
  const rest = [...leftAway];
  return email.attachments
    .map(({ filename, mimeType, content }) => {
      const unread = isSkimmed(sizeOf(content)) ? (rest.shift() ?? 0) : 0;
      const size = sizeOf(content) + Math.round(unread * ENCODED);
      return { filename: filename && tidy(filename, MAX.line), contentType: tidy(mimeType, MAX.line), size };
    })
    .filter(({ contentType }) => !MACHINE_PARTS.test(contentType))
    .slice(0, MAX.attachments);
}

/** What somebody reads of a mail: its text, else its HTML, else the body as it stands where its parts cannot be told apart. */
function readable(email: Email, raw: Uint8Array): string {
  const text = tidy(email.text ?? '', MAX.text);
  if (text.trim()) return text;
  if (email.html) return tidy(plainText(email.html.slice(0, MAX.html)), MAX.text);
  if (email.attachments.length > 0) return '';
  const body = textOf(raw).replaceAll('\r\n', '\n');
  return tidy(body.slice(body.indexOf('\n\n') + 1), MAX.text);
}

function troubleOf(raw: Uint8Array, email: Email): MailFacts['trouble'] {
  if (raw.length === 0) return 'empty';
  if (email === NO_MAIL) return 'unreadable';
  const known = email.headers.some(({ key }) => /^(from|to|subject|date|received|return-path|message-id)$/.test(key));
  return known ? null : 'no-header';
}

const read = (raw: Uint8Array) => PostalMime.parse(raw, { forceRfc822Attachments: true }).catch(() => NO_MAIL);

type Report = Pick<MailFacts, 'text' | 'statusParts' | 'returned'>;

/** What a report says, looked for in the report that it wraps where it says nothing itself. */
async function reportOf(email: Email, raw: Uint8Array, depth: number): Promise<Report> {
  const statusParts = partsOf(email, STATUS_PART);
  const returned = partsOf(email, RETURNED_PART)[0] ?? null;
  const report = { text: readable(email, raw), statusParts, returned };
  const head = returned?.slice(0, 20_000).split(/\n\r?\n/, 1)[0] ?? '';
  if (statusParts.length > 0 || !returned || depth > 2 || !WRAPPED_REPORT.test(head.replaceAll('\r', '')))
    return report;
  const { bytes } = skim(new TextEncoder().encode(returned));
  const inner = await reportOf(await read(bytes), bytes, depth + 1);
  return { ...inner, text: `${report.text}\n\n${inner.text}` };
}

async function factsOf(email: Email, raw: Uint8Array, from: string | null): Promise<MailFacts> {
  const headers = headersOf(email);
  const { text, statusParts, returned } = await reportOf(email, raw, 0);
  return {
    headers,
    subject: tidy(email.subject ?? '', MAX.line),
    from,
    isAnswer: Boolean(email.inReplyTo ?? email.references),
    returnPath: headers['return-path'] ?? null,
    reportType: /report-type="?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase() ?? null,
    text,
    statusParts,
    feedbackPart: partsOf(email, FEEDBACK_PART)[0] ?? null,
    returned,
    trouble: troubleOf(raw, email),
  };
}

/** Reads a mail from its bytes. What cannot be read is left empty; it never throws for what somebody else wrote. */
export async function parseMail(received: Uint8Array): Promise<ParsedMail> {
  const { bytes: raw, leftAway } = skim(received);
  const email = await read(raw);
  const [address] = addressesOf(email.from && [email.from]);
  const sentAt = Date.parse(email.date ?? '');
  return {
    facts: await factsOf(email, raw, address ?? null),
    messageId: listOf(email.messageId)[0] ?? null,
    inReplyTo: listOf(email.inReplyTo)[0] ?? null,
    references: listOf(email.references).slice(-MAX.references),
    subject: tidy(email.subject ?? '', MAX.line),
    from: address ? { address, name: tidy(email.from?.name ?? '', MAX.line) } : null,
    to: addressesOf(email.to),
    cc: addressesOf(email.cc),
    replyTo: addressesOf(email.replyTo)[0] ?? null,
    text: tidy(email.text ?? '', MAX.text),
    html: email.html ? tidy(email.html, MAX.html) : null,
    sentAt: sentAt > 0 && sentAt < YEAR_2200 ? sentAt : null,
    attachments: attachmentsOf(email, leftAway),
  };
}
