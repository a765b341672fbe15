import { expect, test } from 'vitest';
import { parseMail } from '../../activities/mailboxes/parse.ts';
import { understand } from '../../activities/mailboxes/understand.ts';

const MB = 1024 * 1024;
const HEAD =
  'From: MAILER-DAEMON@mx.example\r\nTo: robin@acme.example\r\nSubject: Undelivered Mail\r\nMIME-Version: 1.0\r\n';
const ENCODED = 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0\r\n';
const PARTS = `${HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n<ada@customer.example>: 550 5.1.1 User unknown\r\n--x\r\n`;
const FILE = `${PARTS}Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n`;

const read = async (raw: Buffer) => {
  const mail = await parseMail(raw);
  return { mail, ...understand(mail, { ownAddress: 'robin@acme.example', receivedAt: Date.now() }) };
};

test('of a mail of 50 MB the words are understood, and the attachment has its size', async () => {
  const raw = Buffer.from(`${FILE}${ENCODED.repeat((50 * MB) / ENCODED.length)}--x--\r\n`);
  const { mail, kind, recipients } = await read(raw);
  expect({ kind, recipients }).toMatchObject({ kind: 'bounce', recipients: [{ isHard: true }] });
  expect(mail.attachments).toMatchObject([{ filename: 'a.pdf', contentType: 'application/pdf' }]);
  const size = mail.attachments[0]?.size ?? 0;
  expect(Math.abs(size - (((50 * MB) / 78) * 76 * 3) / 4)).toBeLessThan(MB / 2);
}, 10_000);

test.each([
  { what: 'short lines', raw: () => `${HEAD}\r\n${'a\r\n'.repeat((50 * MB) / 3)}` },
  { what: 'one line', raw: () => `${HEAD}\r\n${'word '.repeat((50 * MB) / 5)}` },
  { what: 'recipients', raw: () => `${HEAD}\r\n${'ada@customer.example: 550 failed\r\n'.repeat((50 * MB) / 34)}` },
  {
    what: 'parts',
    raw: () => `${HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\n\r\na\r\n'.repeat((50 * MB) / 10)}`,
  },
  { what: 'empty lines', raw: () => '\r'.repeat(50 * MB) },
  { what: 'tags', raw: () => `${HEAD}Content-Type: text/html\r\n\r\n${'<div><script>'.repeat((50 * MB) / 13)}` },
])(
  '50 MB of $what are read in bounded time and memory',
  async ({ raw }) => {
    const bytes = Buffer.from(raw());
    const before = process.memoryUsage().rss;
    const { kind } = await read(bytes);
    expect(['bounce', 'unknown']).toContain(kind);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * MB);
  },
  20_000,
);
