import { expect, test } from 'vitest';
import { type OpenedMail, openMail } from '../../activities/clients/sandbox/opened-mail.ts';
import {
  composeBounce,
  composeComplaint,
  composeOutOfOffice,
  composeReply,
} from '../../activities/clients/sandbox/recipient.ts';
import { composeMail } from '../../activities/clients/smtp/compose.ts';
import { parseMail } from '../../activities/mailboxes/parse.ts';
import { understand } from '../../activities/mailboxes/understand.ts';

const AT = Date.UTC(2026, 10, 21, 12);
const OURS = 'robin@acme.example';

/** A mail of ours as it lies open at its recipient's. */
const opened = async (): Promise<OpenedMail> =>
  openMail(
    await composeMail({
      messageId: '<two@acme.example>',
      from: { name: 'Robin Rep', address: OURS },
      to: { name: 'Zoë Müller', address: 'zoe@customer.example' },
      subject: 'Wie läuft es – «Frage»?',
      text: 'Hallo Zoë,\n\nwie läuft es?\n',
      html: '<p>Hallo <a href="https://acme.example/a">hier</a></p><img src="https://acme.example/t/o/x.gif" alt="">',
      inReplyTo: '<one@acme.example>',
      references: ['<one@acme.example>'],
      unsubscribeUrl: 'https://acme.example/u/token',
      sentAt: AT,
    }),
  );

/** What our side reads of an answer. */
const read = async (raw: Buffer) => {
  const mail = await parseMail(raw);
  const classified = understand(mail, { ownAddress: OURS, receivedAt: AT });
  return { mail, classified, text: raw.toString() };
};

test('a mail lies open with its words, its links, its picture and its way out', async () => {
  expect(await opened()).toMatchObject({
    subject: 'Wie läuft es – «Frage»?',
    from: { name: 'Robin Rep', address: OURS },
    to: { name: 'Zoë Müller', address: 'zoe@customer.example' },
    links: [{ url: 'https://acme.example/a', label: 'hier' }],
    images: ['https://acme.example/t/o/x.gif'],
    unsubscribeUrl: 'https://acme.example/u/token',
  });
});

test('a reply is a person, in the conversation, and quotes what it answers', async () => {
  const { raw, messageId } = await composeReply(await opened(), { text: 'Gerne, ab Montag.', at: AT });
  const { mail, classified } = await read(raw);
  expect(classified.kind).toBe('human');
  expect(mail).toMatchObject({
    messageId,
    subject: 'Re: Wie läuft es – «Frage»?',
    inReplyTo: '<two@acme.example>',
    references: ['<one@acme.example>', '<two@acme.example>'],
    from: { address: 'zoe@customer.example', name: 'Zoë Müller' },
    to: [OURS],
  });
  expect(mail.text).toContain('Gerne, ab Montag.');
  expect(mail.text).toContain('> Hallo Zoë,');
});

test('an out-of-office is an automatic reply, and says until when', async () => {
  const { raw } = await composeOutOfOffice(await opened(), { until: '2026-12-03', at: AT });
  const { mail, classified } = await read(raw);
  expect(classified).toMatchObject({ kind: 'auto_reply', rule: 'rfc3834-auto-submitted' });
  expect(mail.inReplyTo).toBe('<two@acme.example>');
  expect(classified.away?.until).toBe(Date.UTC(2026, 11, 4));
});

test('an out-of-office without a date says none', async () => {
  const { raw } = await composeOutOfOffice(await opened(), { until: null, at: AT });
  expect((await read(raw)).classified.away).toMatchObject({ until: null });
});

test.each([
  { type: 'hard' as const, status: '5.1.1', isHard: true, category: 'invalid_email' },
  { type: 'soft' as const, status: '4.2.2', isHard: false, category: 'mailbox_full' },
])('a $type bounce is a delivery report (RFC 3464) about the mail', async ({ type, status, isHard, category }) => {
  const { raw } = await composeBounce(await opened(), { type, at: AT });
  const { mail, classified, text } = await read(raw);
  expect(classified).toMatchObject({
    kind: 'bounce',
    rule: 'rfc3464-failed',
    confidence: 1,
    recipients: [{ address: 'zoe@customer.example', action: 'failed', status, isHard, category }],
    original: { messageId: '<two@acme.example>' },
  });
  expect(mail.facts).toMatchObject({ reportType: 'delivery-status', returnPath: '<>' });
  expect(text).toMatch(/^Content-Type: multipart\/report; report-type=delivery-status;\r\n\s+boundary=/m);
  expect(text).toMatch(
    /^Content-Type: message\/delivery-status\r\nContent-Transfer-Encoding: 7bit\r\n\r\nReporting-MTA: dns; mx\.customer\.example\r\n/m,
  );
  expect(text).toMatch(/^Content-Type: text\/rfc822-headers\r\n/m);
});

test('a complaint is a feedback report (RFC 5965) about the mail', async () => {
  const { raw } = await composeComplaint(await opened(), { at: AT });
  const { classified, text } = await read(raw);
  expect(classified).toMatchObject({
    kind: 'complaint',
    rule: 'rfc5965',
    confidence: 1,
    feedbackType: 'abuse',
    reporter: 'Followthrough-Sandbox/1.0',
    original: { messageId: '<two@acme.example>' },
  });
  expect(text).toMatch(
    /^Content-Type: message\/feedback-report\r\nContent-Transfer-Encoding: 7bit\r\n\r\nFeedback-Type: abuse\r\n/m,
  );
});
