import { expect, test } from 'vitest';
import { parseMail } from '../../activities/mailboxes/parse.ts';
import { understand } from '../../activities/mailboxes/understand.ts';
import { sortMail } from '../../workflows/replies/sort.calc.ts';

const AT = Date.UTC(2026, 10, 21, 12);
const sorted = async (lines: string[]) =>
  sortMail((await parseMail(Buffer.from(lines.join('\n')))).facts, 'robin@acme.example');
const understood = async (lines: string[]) =>
  understand(await parseMail(Buffer.from(lines.join('\n'))), { ownAddress: 'robin@acme.example', receivedAt: AT });

/** A report in the standard's form (RFC 3464), with these blocks for its recipients. */
const report = (blocks: string[][], head: string[] = []) => [
  ...head,
  'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
  'To: robin@acme.example',
  'Subject: Undelivered Mail Returned to Sender',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="x"',
  '',
  '--x',
  'Content-Type: text/plain',
  '',
  'This is the mail system.',
  '--x',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mx.example',
  'Original-Envelope-Id: send-17',
  '',
  ...blocks.flatMap((block) => [...block, '']),
  '--x',
  'Content-Type: text/rfc822-headers',
  '',
  'Message-ID: <one@acme.example>',
  'To: ada@customer.example',
  '--x--',
];
const recipient = (address: string, action: string, said: string) => [
  `Final-Recipient: rfc822; ${address}`,
  `Action: ${action}`,
  `Status: ${/\d\.\d\.\d/.exec(said)?.[0]}`,
  `Diagnostic-Code: smtp; ${said}`,
];
const GONE = recipient('ada@customer.example', 'failed', '550 5.1.1 User unknown');
const FULL = recipient('bob@customer.example', 'failed', '552 5.2.2 Mailbox full');
const THERE = recipient('eve@customer.example', 'delivered', '250 2.1.5 Ok');
const LATE = recipient('ada@customer.example', 'delayed', '451 4.4.1 Try again');

test('each failed recipient of a report is a row of its own; who got it is none', async () => {
  const { kind, recipients } = await sorted(report([GONE, FULL, THERE]));
  expect(kind).toBe('bounce');
  expect(recipients).toMatchObject([
    {
      address: 'ada@customer.example',
      status: '5.1.1',
      replyCode: '550',
      isHard: true,
      category: 'invalid_email',
      fault: 'recipient',
    },
    { address: 'bob@customer.example', status: '5.2.2', replyCode: '552', isHard: false, category: 'mailbox_full' },
  ]);
});

test('recipients that no empty line parts are rows of their own too', async () => {
  const { recipients } = await sorted(report([[...GONE, ...FULL]]));
  expect(recipients.map(({ reason }) => reason)).toEqual(['userunknown', 'mailboxfull']);
});

test('a report says which mail it is about', async () => {
  expect((await understood(report([GONE]))).original).toEqual({
    messageId: '<one@acme.example>',
    envelopeId: 'send-17',
  });
});

test('a delay is a bounce that is never hard, and a confirmation of delivery is none', async () => {
  expect(await sorted(report([LATE]))).toMatchObject({
    kind: 'bounce',
    rule: 'rfc3464-delayed',
    recipients: [{ isHard: false }],
  });
  expect(await sorted(report([THERE]))).toMatchObject({ kind: 'delivered' });
});

test('a report is a bounce though it calls itself an automatic reply', async () => {
  expect(await sorted(report([GONE], ['Auto-Submitted: auto-replied']))).toMatchObject({ kind: 'bounce' });
});

test('a report that reports another is read to the one inside', async () => {
  const inner = report([GONE]);
  const { kind, recipients } = await sorted([
    'From: MAILER-DAEMON@gateway.example',
    'Subject: Returned mail',
    'Content-Type: multipart/mixed; boundary="outer"',
    '',
    '--outer',
    'Content-Type: message/rfc822',
    '',
    ...inner,
    '--outer--',
  ]);
  expect(kind).toBe('bounce');
  expect(recipients).toMatchObject([{ address: 'ada@customer.example', isHard: true }]);
});

const complaint = (fields: string[]) => [
  'From: feedback@provider.example',
  'Subject: Fw: Hello',
  'Content-Type: multipart/report; report-type=feedback-report; boundary="x"',
  '',
  '--x',
  'Content-Type: message/feedback-report',
  '',
  ...fields,
  '',
  '--x',
  'Content-Type: message/rfc822',
  '',
  'Message-ID: <one@acme.example>',
  '',
  'Undelivered mail: 550 5.1.1 user unknown',
  '--x--',
];

test('a complaint has its kind, its reporter and the mail that it is about', async () => {
  expect(await understood(complaint(['Feedback-Type: abuse', 'User-Agent: Loop/1.0']))).toMatchObject({
    kind: 'complaint',
    feedbackType: 'abuse',
    reporter: 'Loop/1.0',
    original: { messageId: '<one@acme.example>' },
    recipients: [],
  });
});

test('a report that a mail is no spam is no complaint', async () => {
  expect(await sorted(complaint(['Feedback-Type: not-spam']))).toMatchObject({
    kind: 'unknown',
    rule: 'rfc5965-not-spam',
  });
});

test('a provider that passes a complaint on without the machine-readable part is understood', async () => {
  expect(
    await sorted([
      'From: staff@hotmail.com',
      'Subject: complaint about message from 192.0.2.1',
      'Content-Type: message/rfc822',
      '',
      'X-HmXmrOriginalRecipient: ada@customer.example',
      'Message-ID: <one@acme.example>',
      '',
      'Hello',
    ]),
  ).toMatchObject({ kind: 'complaint', feedbackType: 'abuse' });
});

test('a mail that a mail program sends to unsubscribe is an opt-out', async () => {
  expect(
    await sorted([
      'From: ada@customer.example',
      'To: out@acme.example',
      'Subject: unsubscribe',
      'Auto-Submitted: auto-replied',
      '',
      '',
    ]),
  ).toMatchObject({
    kind: 'complaint',
    feedbackType: 'opt-out',
  });
});

test.each([
  { subject: 'Abwesenheitsnotiz: Hallo' },
  { subject: 'Réponse automatique : Bonjour' },
  { subject: 'Respuesta automática: Hola' },
  { subject: 'Automatisch antwoord: Hallo' },
  { subject: 'Automaattinen vastaus: Hei' },
  { subject: 'Automatyczna odpowiedź: Cześć' },
  { subject: 'Автоматический ответ: Привет' },
  { subject: '自動応答: こんにちは' },
  { subject: '自动答复: 你好' },
  { subject: '자동 회신: 안녕하세요' },
])('$subject is an automatic reply without any header', async ({ subject }) => {
  const encoded = `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
  expect(await sorted(['From: ada@customer.example', `Subject: ${encoded}`, '', 'x'])).toMatchObject({
    kind: 'auto_reply',
  });
});

test.each([
  { header: 'X-Autoreply: yes', kind: 'auto_reply' },
  { header: 'Precedence: auto_reply', kind: 'auto_reply' },
  { header: 'Auto-Submitted: auto-generated', kind: 'auto_reply' },
  { header: 'Auto-Submitted: no', kind: 'human' },
  { header: 'List-Id: <news.example>', kind: 'unknown' },
])('with $header it is $kind', async ({ header, kind }) => {
  expect(await sorted(['From: ada@customer.example', 'Subject: Hello', header, '', 'x'])).toMatchObject({ kind });
});

test.each([
  { name: 'nothing', lines: [], rule: 'not-readable-empty' },
  { name: 'no head', lines: ['%PDF-1.7 \u0000\u0001'], rule: 'not-readable-no-header' },
  { name: 'no sender', lines: ['Subject: Hello', '', 'Hello'], rule: 'without-sender' },
])('a mail with $name is not understood, and says so', async ({ lines, rule }) => {
  expect(await sorted(lines)).toMatchObject({ kind: 'unknown', rule });
});

test('a person who writes nothing but "unsubscribe" in the subject asks for no more mail; an answer to such a subject does not', async () => {
  const mail = (subject: string) => ['From: ada@customer.example', `Subject: ${subject}`, '', 'Thank you.'];
  expect((await understood(mail('Please unsubscribe me'))).reply?.optOut).toMatchObject({ language: 'en' });
  expect((await understood(mail('Re: Please unsubscribe me'))).reply?.optOut).toBeNull();
});
