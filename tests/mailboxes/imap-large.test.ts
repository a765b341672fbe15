import { describe, expect, test, vi } from 'vitest';
import { whyNoDovecot, withDovecot } from '../helpers/dovecot.ts';
import { mailboxAt } from '../helpers/smtp-mailbox.ts';

const MB = 1024 * 1024;
const mailOf = (subject: string, body = 'Hello.') =>
  `From: Ada <ada@customer.example>\nTo: robin@acme.example\nMessage-ID: <${subject}@customer.example>\nSubject: ${subject}\n\n${body}\n`;

/** A mail with an attachment of so many bytes, as mail programs write it. */
const withAttachment = (subject: string, bytes: number) => {
  const line = `${'QUJD'.repeat(19)}\n`;
  return mailOf(subject).replace(
    '\n\nHello.\n',
    `\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee what is attached.\n--b\nContent-Type: application/pdf; name=offer.pdf\nContent-Transfer-Encoding: base64\n\n${line.repeat(bytes / line.length)}--b--\n`,
  );
};

/** What the server says that each session read and was sent. */
const LOGGED =
  'imap_logout_format = read=%i sent=%o headers=%{fetch_hdr_count} bodies=%{fetch_body_count} body-bytes=%{fetch_body_bytes}';
const sessions = (log: string) =>
  [...log.matchAll(/read=(\d+) sent=(\d+) headers=(\d+) bodies=(\d+) body-bytes=(\d+)/g)].map((found) => ({
    read: Number(found[1]),
    sent: Number(found[2]),
    bodies: Number(found[3]) + Number(found[4]),
    bytes: Number(found[5]),
  }));

/** The most memory that this process has taken in while `work` ran. */
async function grownBy(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 10);
  await work().finally(() => clearInterval(timer));
  return Math.max(most, process.memoryUsage().rss) - before;
}

describe.skipIf(whyNoDovecot)(`large mailboxes and mails${whyNoDovecot ? ` (skipped: ${whyNoDovecot})` : ''}`, () => {
  test('of 100,000 old mails none is read at the first look, and the next new one is seen', { timeout: 180_000 }, () =>
    withDovecot(
      async (dovecot) => {
        dovecot.deliverMany(100_000, (number) => mailOf(`old-${number}`));
        const provider = mailboxAt({ imap: dovecot.server });
        const grown = await grownBy(async () => {
          const first = await provider.fetchSince({});
          expect(first).toMatchObject({ mails: [], hasMore: false });
          dovecot.deliver(mailOf('new'));
          const second = await provider.fetchSince(first.cursor);
          expect(second.mails.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw.toString())?.[1])).toEqual(['new']);
        });
        await vi.waitFor(() => expect(sessions(dovecot.log())).toHaveLength(2));
        const [looked, fetched] = sessions(dovecot.log());
        expect(looked?.bodies).toBe(0);
        expect(looked?.sent).toBeLessThan(5_000); // bytes, of which most greet
        expect(fetched?.bodies).toBe(1);
        expect(grown).toBeLessThan(50 * MB);
      },
      { configuration: LOGGED },
    ),
  );

  test('of a mail of 50 MB only the beginning is read', { timeout: 120_000 }, () =>
    withDovecot(
      async (dovecot) => {
        const provider = mailboxAt({ imap: dovecot.server });
        const { cursor } = await provider.fetchSince({});
        dovecot.deliver(withAttachment('large', 50 * MB));
        dovecot.deliver(mailOf('after it'));
        const grown = await grownBy(async () => {
          const { mails } = await provider.fetchSince(cursor);
          expect(mails.map(({ raw }) => raw.length)).toEqual([5 * MB, expect.any(Number)]);
          expect(mails[0]?.raw.toString('latin1', 0, 1_000)).toContain('See what is attached.');
        });
        await vi.waitFor(() => expect(sessions(dovecot.log())).toHaveLength(2));
        expect(sessions(dovecot.log())[1]?.sent).toBeLessThan(6 * MB);
        expect(grown).toBeLessThan(60 * MB);
      },
      { configuration: LOGGED },
    ),
  );

  test('long mails come in small pages, each once', { timeout: 120_000 }, () =>
    withDovecot(async (dovecot) => {
      const provider = mailboxAt({ imap: dovecot.server });
      const start = await provider.fetchSince({});
      dovecot.deliverMany(7, (number) => withAttachment(`large-${number}`, 6 * MB));
      const pages = [await provider.fetchSince(start.cursor)];
      pages.push(await provider.fetchSince(pages[0]?.cursor));
      pages.push(await provider.fetchSince(pages[1]?.cursor));
      expect(pages.map(({ mails, hasMore }) => [mails.length, hasMore])).toEqual([
        [3, true],
        [3, true],
        [1, false],
      ]);
    }),
  );

  test('a mail that is cut off, and one that is no mail, arrive byte by byte, and those after them too', () =>
    withDovecot(async (dovecot) => {
      const provider = mailboxAt({ imap: dovecot.server });
      const { cursor } = await provider.fetchSince({});
      const cutOff = withAttachment('cut off', 4_000).slice(0, 600);
      dovecot.deliver(cutOff);
      dovecot.deliver('\u0000\u0001 no header\n--b\n=?utf-8?B?%%%?=');
      dovecot.deliver(mailOf('after'));
      const { mails } = await provider.fetchSince(cursor);
      expect(mails.map(({ raw }) => raw.toString().replaceAll('\r\n', '\n').trim())).toEqual([
        cutOff.trim(),
        expect.stringContaining('no header\n--b\n=?utf-8?B?%%%?='),
        mailOf('after').trim(),
      ]);
    }));
});
