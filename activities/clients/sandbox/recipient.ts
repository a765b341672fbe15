import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import MimeNode from 'nodemailer/lib/mime-node';
import type { OpenedMail } from './opened-mail.ts';

/** A mail that answers another, with the envelope it comes in. */
export type AnswerMail = { raw: Buffer; messageId: string; subject: string; envelopeFrom: string };

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1) || 'example.com';
const newId = (address: string) => `<${randomUUID()}@${domainOf(address)}>`;
const quoted = (text: string) =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');

type Words = { subject: string; text: string; headers: Record<string, string>; envelopeFrom: string; at: number };

/** A mail from the recipient back to whoever wrote, in the same conversation. */
async function answer(sent: OpenedMail, { subject, text, headers, envelopeFrom, at }: Words): Promise<AnswerMail> {
  const messageId = newId(sent.to.address);
  const raw = await new MailComposer({
    messageId,
    from: sent.to,
    to: sent.from,
    subject,
    text,
    inReplyTo: sent.messageId ?? undefined,
    references: [...sent.references, ...(sent.messageId ? [sent.messageId] : [])],
    date: new Date(at),
    newline: 'windows',
    headers: { 'Return-Path': `<${envelopeFrom}>`, ...headers },
  })
    .compile()
    .build();
  return { raw, messageId, subject, envelopeFrom };
}

const day = (date: string | null) =>
  date === null || Number.isNaN(Date.parse(date))
    ? 'an earlier day'
    : new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(
        Date.parse(date),
      );

/** The recipient writes back, and quotes what they answer. */
export function composeReply(sent: OpenedMail, { text, at }: { text: string; at: number }): Promise<AnswerMail> {
  const subject = /^re:/i.test(sent.subject) ? sent.subject : `Re: ${sent.subject}`;
  const intro = `On ${day(sent.date)}, ${sent.from.name || sent.from.address} wrote:`;
  const body = `${text.trimEnd()}\n\n${intro}\n${quoted(sent.text)}\n`;
  return answer(sent, { subject, text: body, headers: {}, envelopeFrom: sent.to.address, at });
}

/** The recipient's mail program answers that they are away (RFC 3834). */
export function composeOutOfOffice(
  sent: OpenedMail,
  { until, at }: { until: string | null; at: number },
): Promise<AnswerMail> {
  const back = until ? ` until ${until}` : '';
  return answer(sent, {
    subject: `Automatic reply: ${sent.subject}`,
    text: `Thank you for your mail. I am out of the office${back} and will answer when I am back.\n\n${sent.to.name}\n`,
    headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' },
    envelopeFrom: '',
    at,
  });
}

type Part = { type: string; content: string };
type Report = { reportType: string; from: string; subject: string; parts: Part[]; at: number };

/** A report of a machine about a mail (RFC 6522). */
async function report(sent: OpenedMail, { reportType, from, subject, parts, at }: Report): Promise<AnswerMail> {
  const messageId = newId(from);
  const root = new MimeNode(`multipart/report; report-type=${reportType}`, { newline: 'windows' });
  root.setHeader([
    { key: 'Return-Path', value: '<>' },
    { key: 'From', value: from },
    { key: 'To', value: sent.from.address },
    { key: 'Subject', value: subject },
    { key: 'Date', value: new Date(at) },
    { key: 'Message-ID', value: messageId },
    { key: 'Auto-Submitted', value: 'auto-replied' },
  ]);
  for (const { type, content } of parts) {
    const part = root.createChild(type);
    part.setHeader('Content-Transfer-Encoding', '7bit'); // RFC 3464, 2.1: these parts are never encoded
    part.setContent(content);
  }
  return { raw: await root.build(), messageId, subject, envelopeFrom: '' };
}

const headersOf = (sent: OpenedMail): Part => ({ type: 'text/rfc822-headers', content: `${sent.head}\r\n` });
const fields = (...blocks: Record<string, string>[]) =>
  blocks
    .map((block) =>
      Object.entries(block)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join(''),
    )
    .join('\r\n');

const BOUNCES = {
  hard: { status: '5.1.1', answer: '550 5.1.1 No such user here', why: 'There is no such address here.' },
  soft: { status: '4.2.2', answer: '452 4.2.2 The mailbox is full', why: 'The mailbox is full.' },
} as const;

/** The recipient's server says that it could not deliver the mail (RFC 3464). */
export function composeBounce(
  sent: OpenedMail,
  { type, at }: { type: keyof typeof BOUNCES; at: number },
): Promise<AnswerMail> {
  const { status, answer: said, why } = BOUNCES[type];
  const host = `mx.${domainOf(sent.to.address)}`;
  const status3464 = fields(
    { 'Reporting-MTA': `dns; ${host}`, 'Arrival-Date': new Date(at).toUTCString() },
    {
      'Final-Recipient': `rfc822; ${sent.to.address}`,
      'Original-Recipient': `rfc822; ${sent.to.address}`,
      Action: 'failed',
      Status: status,
      'Remote-MTA': `dns; ${host}`,
      'Diagnostic-Code': `smtp; ${said}`,
    },
  );
  const text = `This is the mail system at ${host}.\r\n\r\nYour mail could not be delivered to ${sent.to.address}: ${why}\r\n`;
  return report(sent, {
    reportType: 'delivery-status',
    from: `Mail Delivery System <MAILER-DAEMON@${host}>`,
    subject: 'Undelivered Mail Returned to Sender',
    parts: [
      { type: 'text/plain; charset=us-ascii', content: text },
      { type: 'message/delivery-status', content: status3464 },
      headersOf(sent),
    ],
    at,
  });
}

/** The recipient pressed "spam", and their provider passes it on (RFC 5965). */
export function composeComplaint(sent: OpenedMail, { at }: { at: number }): Promise<AnswerMail> {
  const domain = domainOf(sent.to.address);
  const feedback = fields({
    'Feedback-Type': 'abuse',
    'User-Agent': 'Followthrough-Sandbox/1.0',
    Version: '1',
    'Original-Mail-From': `<${sent.from.address}>`,
    'Original-Rcpt-To': `<${sent.to.address}>`,
    'Arrival-Date': new Date(at).toUTCString(),
    'Reporting-MTA': `dns; mx.${domain}`,
  });
  const text = `This is a report about a mail that was called spam by its recipient at ${domain}.\r\n`;
  return report(sent, {
    reportType: 'feedback-report',
    from: `Feedback loop <feedback@${domain}>`,
    subject: `Complaint: ${sent.subject}`,
    parts: [
      { type: 'text/plain; charset=us-ascii', content: text },
      { type: 'message/feedback-report', content: feedback },
      headersOf(sent),
    ],
    at,
  });
}
