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
  return /^message-id:\s*(<[^>]+>)/im.exec(copy)?.[1] ?? null;
}

const listOf = (header: string | undefined) => header?.match(/<[^<>\s]+>/g) ?? [];

/** Reads a mail from its bytes. What cannot be read is left empty; it never throws for what somebody else wrote. */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  const email = await PostalMime.parse(raw, { forceRfc822Attachments: true }).catch(
    (): Email => ({ headers: [], headerLines: [], attachments: [] }),
  );
  const headers: Record<string, string> = {};
  for (const { key, value } of email.headers) headers[key] ??= value;
  const report = part(email, /^message\/delivery-status/i);
  const feedback = part(email, /^message\/feedback-report/i);
  const from =
    email.from && 'address' in email.from && email.from.address
      ? { address: email.from.address.toLowerCase(), name: email.from.name }
      : null;
  const addresses = (list: Email['to']) =>
    (list ?? []).flatMap((entry) => ('address' in entry && entry.address ? [entry.address.toLowerCase()] : []));
  const sentAt = email.date ? Date.parse(email.date) : Number.NaN;
  return {
    facts: {
      headers,
      subject: email.subject ?? '',
      reportType: /report-type="?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase() ?? null,
      recipients: report ? recipientsOf(report) : [],
      feedbackType: feedback ? (fieldBlocks(feedback)[0]?.['feedback-type']?.toLowerCase() ?? 'abuse') : null,
      returnPath: headers['return-path'] ?? null,
    },
    messageId: email.messageId ?? null,
    inReplyTo: listOf(email.inReplyTo)[0] ?? null,
    references: listOf(email.references),
    subject: email.subject ?? '',
    from,
    to: addresses(email.to),
    cc: addresses(email.cc),
    replyTo: addresses(email.replyTo)[0] ?? null,
    text: email.text ?? '',
    html: email.html ?? null,
    sentAt: Number.isNaN(sentAt) ? null : sentAt,
    attachments: email.attachments
      .filter(({ mimeType }) => !MACHINE_PARTS.test(mimeType))
      .map(({ filename, mimeType, content }) => ({
        filename,
        contentType: mimeType,
        size: typeof content === 'string' ? content.length : content.byteLength,
      })),
    reportedMessageId: reportedId(email),
  };
}
