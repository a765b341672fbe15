import { describe, expect, test } from 'vitest';
import { type Dovecot, whyNoDovecot, withDovecot } from '../helpers/dovecot.ts';
import { mailboxAt } from '../helpers/smtp-mailbox.ts';

const never = new AbortController().signal;
const mailOf = (subject: string) =>
  `From: Ada <ada@customer.example>\nTo: robin@acme.example\nMessage-ID: <${subject}@customer.example>\nSubject: ${subject}\n\nHello.\n`;
const subjectsOf = (mails: { raw: Buffer }[]) => mails.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw.toString())?.[1]);

const providerOf = ({ server, password }: Pick<Dovecot, 'server' | 'password'>) =>
  mailboxAt({ imap: server, password });

describe.skipIf(whyNoDovecot)(`IMAP against a real Dovecot${whyNoDovecot ? ` (skipped: ${whyNoDovecot})` : ''}`, () => {
  test('what came before the mailbox was connected is not ours; what comes after is fetched once, in order', () =>
    withDovecot(async (dovecot) => {
      const provider = providerOf(dovecot);
      dovecot.deliver(mailOf('before'));
      const first = await provider.fetchSince({});
      expect(first).toMatchObject({ mails: [], hasMore: false });

      dovecot.deliver(mailOf('one'));
      dovecot.deliver(mailOf('two'));
      const second = await provider.fetchSince(first.cursor);
      expect(subjectsOf(second.mails)).toEqual(['one', 'two']);
      expect(second.mails.map(({ mayBeKnown }) => mayBeKnown)).toEqual([false, false]);
      expect(await provider.fetchSince(second.cursor)).toMatchObject({ mails: [], hasMore: false });
    }));

  test('many mails come page by page, none twice and none lost', () =>
    withDovecot(async (dovecot) => {
      const provider = providerOf(dovecot);
      const start = await provider.fetchSince(null);
      dovecot.deliverMany(120, (number) => mailOf(`mail-${number}`));
      const pages = [await provider.fetchSince(start.cursor)];
      pages.push(await provider.fetchSince(pages[0]?.cursor));
      pages.push(await provider.fetchSince(pages[1]?.cursor));
      expect(pages.map(({ mails, hasMore }) => [mails.length, hasMore])).toEqual([
        [50, true],
        [50, true],
        [20, false],
      ]);
      expect(new Set(pages.flatMap(({ mails }) => subjectsOf(mails))).size).toBe(120);
    }));

  test('a server that renumbers its mails is read again from the day before the last look, and marks what may be known', () =>
    withDovecot(async (dovecot) => {
      const provider = providerOf(dovecot);
      const start = await provider.fetchSince(null);
      dovecot.deliver(mailOf('known'));
      const before = await provider.fetchSince(start.cursor);
      await dovecot.stop();
      dovecot.forgetNumbers();
      await dovecot.start();
      dovecot.deliver(mailOf('new'));
      const after = await provider.fetchSince(before.cursor);
      expect(subjectsOf(after.mails)).toEqual(['known', 'new']);
      expect(after.mails.every(({ mayBeKnown }) => mayBeKnown)).toBe(true);
      expect(after.mails[0]?.externalId).not.toBe(before.mails[0]?.externalId);
      expect(await provider.fetchSince(after.cursor)).toMatchObject({ mails: [] });
    }));

  test('listening ends as soon as a mail comes', () =>
    withDovecot(async (dovecot) => {
      const provider = providerOf(dovecot);
      const { cursor } = await provider.fetchSince(null);
      const startedAt = Date.now();
      const heard = provider.awaitMail(cursor, { forMs: 30_000, signal: never });
      await new Promise((resolve) => setTimeout(resolve, 500)); // it listens by now; a mail before that is the next test's
      dovecot.deliver(mailOf('now'));
      await heard;
      expect(Date.now() - startedAt).toBeLessThan(5_000);
      expect(subjectsOf((await provider.fetchSince(cursor)).mails)).toEqual(['now']);
    }));

  test('a mail that came between the last look and the listening ends it at once', () =>
    withDovecot(async (dovecot) => {
      const provider = providerOf(dovecot);
      const { cursor } = await provider.fetchSince(null);
      dovecot.deliver(mailOf('in between'));
      const startedAt = Date.now();
      await provider.awaitMail(cursor, { forMs: 30_000, signal: never });
      expect(Date.now() - startedAt).toBeLessThan(5_000);
    }));

  test('listening ends when it is given up', () =>
    withDovecot(async (dovecot) => {
      const provider = providerOf(dovecot);
      const { cursor } = await provider.fetchSince(null);
      const givenUp = new AbortController();
      const startedAt = Date.now();
      setTimeout(() => givenUp.abort(), 500);
      await provider.awaitMail(cursor, { forMs: 30_000, signal: givenUp.signal });
      expect(Date.now() - startedAt).toBeLessThan(5_000);
    }));

  test('listening ends when the server goes', () =>
    withDovecot(async (dovecot) => {
      const provider = providerOf(dovecot);
      const { cursor } = await provider.fetchSince(null);
      const startedAt = Date.now();
      const listening = provider.awaitMail(cursor, { forMs: 50_000, signal: never });
      setTimeout(() => void dovecot.stop(), 500);
      await listening;
      expect(Date.now() - startedAt).toBeLessThan(30_000); // Dovecot says goodbye to who is signed in after ten seconds
    }));

  test('a refused password and a server that is away are told apart, in words', () =>
    withDovecot(async (dovecot) => {
      const wrong = providerOf({ ...dovecot, password: 'wrong' });
      const refused = await wrong.fetchSince(null).catch(wrong.reportOf);
      expect(refused).toMatchObject({
        code: 'auth',
        sentence: expect.stringContaining(
          `The IMAP server 127.0.0.1:${dovecot.server.port} refused the user or the password`,
        ),
      });
      await dovecot.stop();
      const provider = providerOf(dovecot);
      expect(await provider.fetchSince(null).catch(provider.reportOf)).toMatchObject({
        code: 'unreachable',
        sentence: expect.stringContaining('nothing answers at that port'),
      });
      expect(await provider.findSent({ messageId: '<one@acme.example>', draftId: null })).toEqual({ kind: 'unknown' });
    }));
});
