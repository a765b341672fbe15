import PostalMime, { type Email } from 'postal-mime';
import type { MailFacts, ReportedRecipient } from '../../workflows/mailboxes/rules.ts';

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
  /** The Message-ID of the mail that a report is about. */
  reportedMessageId: string | null;
};

const MACHINE_PARTS =
  /^(message\/(delivery-status|feedback-report|rfc822|global|disposition-notification)|text\/rfc822-headers)/i;

const textOf = (content: ArrayBuffer | Uint8Array | string) =>
  typeof content === 'string' ? content : new TextDecoder('utf-8').decode(content);

/** Reads blocks of fields, as delivery reports and complaints have them: each block a recipient, or the report itself. */
function fieldBlocks(text: string): Record<string, string>[] {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/\n[ \t]+/g, ' ')
    .split(/\n{2,}/)
    .map((block) =>
      Object.fromEntries(
        block.split('\n').flatMap((line) => {
          const colon = line.indexOf(':');
          return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : [];
        }),
      ),
    );
}

/** The value of a field like `rfc822; ada@example.com`, without its type. */
const afterType = (value: string | undefined) => value?.replace(/^[^;]*;\s*/, '').trim() ?? null;

function recipientsOf(report: string): ReportedRecipient[] {
  return fieldBlocks(report).flatMap((block) => {
    const address = afterType(block['final-recipient']) ?? afterType(block['original-recipient']);
    if (!address) return [];
    return [
      {
        address,
        action: (block.action ?? 'failed').toLowerCase(),
        status: block.status?.split(/[\s(]/)[0] ?? null,
        diagnostic: afterType(block['diagnostic-code']),
      },
    ];
  });
}

const part = (email: Email, type: RegExp) => {
  const found = email.attachments.find(({ mimeType }) => type.test(mimeType));
  return found ? textOf(found.content) : null;
};

/** The Message-ID in the copy of the mail, or of its head, that a report carries. */
function reportedId(email: Email): string | null {
  const copy = part(email, /^(message\/(rfc822|global)|text\/rfc822-headers)/i) ?? '';
  return /^message-id:\s*(<[^<>\s]{1,500}>)/im.exec(copy)?.[1] ?? null;
}

const listOf = (header: string | undefined) => header?.match(/<[^<>\s]{1,500}>/g) ?? [];

/** Text as the database takes it: without the character that it cannot hold, and not without end. */
const tidy = (text: string, maxLength: number) => text.replaceAll('\0', '').slice(0, maxLength);

const MAX = { line: 1_000, text: 1_000_000, html: 2_000_000, addresses: 200, references: 100, attachments: 100 };
const YEAR_2200 = Date.UTC(2200);

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

function factsOf(email: Email, from: string | null): MailFacts {
  const headers = headersOf(email);
  const report = part(email, /^message\/delivery-status/i);
  const [feedback] = fieldBlocks(tidy(part(email, /^message\/feedback-report/i) ?? '', MAX.text));
  return {
    headers,
    subject: tidy(email.subject ?? '', MAX.line),
    from,
    isAnswer: Boolean(email.inReplyTo ?? email.references),
    reportType: /report-type="?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase() ?? null,
    recipients: report ? recipientsOf(tidy(report, MAX.text)) : [],
    feedbackType: feedback?.['feedback-type']?.toLowerCase() ?? null,
    reporter: feedback?.['user-agent'] ?? null,
    returnPath: headers['return-path'] ?? null,
  };
}

/** Reads a mail from its bytes. What cannot be read is left empty; it never throws for what somebody else wrote. */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  const email = await PostalMime.parse(raw, { forceRfc822Attachments: true }).catch(
    (): Email => ({ headers: [], headerLines: [], attachments: [] }),
  );
  const [address] = addressesOf(email.from && [email.from]);
  const sentAt = Date.parse(email.date ?? '');
  return {
    facts: factsOf(email, address ?? null),
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
    attachments: email.attachments
      .filter(({ mimeType }) => !MACHINE_PARTS.test(mimeType))
      .slice(0, MAX.attachments)
      .map(({ filename, mimeType, content }) => ({
        filename: filename && tidy(filename, MAX.line),
        contentType: tidy(mimeType, MAX.line),
        size: sizeOf(content),
      })),
    reportedMessageId: reportedId(email),
  };
}
