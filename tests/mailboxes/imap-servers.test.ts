import { describe, expect, test } from 'vitest';
import { type Dovecot, type DovecotOptions, whyNoDovecot, withDovecot } from '../helpers/dovecot.ts';
import { mailboxAt } from '../helpers/smtp-mailbox.ts';

const never = new AbortController().signal;
const mailOf = (subject: string) =>
  `From: Ada <ada@customer.example>\nTo: robin@acme.example\nMessage-ID: <${subject}@customer.example>\nSubject: ${subject}\n\nHello.\n`;
const subjectsOf = (mails: { raw: Buffer }[]) => mails.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw.toString())?.[1]);

/** Lends a mailbox that has been looked at, with three mails in it. */
const withThreeMails = (
  work: (lent: { dovecot: Dovecot; provider: ReturnType<typeof mailboxAt>; cursor: unknown }) => Promise<void>,
  options: DovecotOptions = {},
) =>
  withDovecot(async (dovecot) => {
    const provider = mailboxAt({ imap: dovecot.server });
    dovecot.deliver(mailOf('not ours'));
    const { cursor } = await provider.fetchSince({});
    dovecot.deliverMany(3, (number) => mailOf(`mail-${number}`));
    const fetched = await provider.fetchSince(cursor);
    expect(fetched.mails.map(({ isRead }) => isRead)).toEqual([false, false, false]);
    await work({ dovecot, provider, cursor: fetched.cursor });
  }, options);

/** What a server says that it can: all that it can, but for some. */
const canAllBut = (...missing: string[]) => ({
  configuration: `imap_capability = ${['IMAP4rev1', 'IDLE', 'NAMESPACE', 'ENABLE', 'CONDSTORE', 'ESEARCH', 'UIDPLUS', 'LIST-EXTENDED', 'SPECIAL-USE', 'LITERAL+'].filter((word) => !missing.includes(word)).join(' ')}`,
});

describe.skipIf(whyNoDovecot)(`IMAP servers of many kinds${whyNoDovecot ? ` (skipped: ${whyNoDovecot})` : ''}`, () => {
  test('what is read in another program is told once, of our mails alone', () =>
    withThreeMails(async ({ dovecot, provider, cursor }) => {
      await dovecot.markRead('1:3');
      const { changes, ...second } = await provider.fetchSince(cursor);
      expect(changes).toEqual([
        { externalId: expect.stringMatching(/^imap\/\d+\/2$/), isRead: true },
        { externalId: expect.stringMatching(/^imap\/\d+\/3$/), isRead: true },
      ]);
      expect(second.mails).toEqual([]);
      expect((await provider.fetchSince(second.cursor)).changes).toEqual([]);
    }));

  test('a mail that was read before it was fetched is read', () =>
    withThreeMails(async ({ dovecot, provider, cursor }) => {
      dovecot.deliver(mailOf('read at once'));
      await dovecot.markRead('5');
      expect((await provider.fetchSince(cursor)).mails).toMatchObject([{ isRead: true }]);
    }));

  test('a server that counts no changes is not asked for them, and mail comes in all the same', () =>
    withThreeMails(
      async ({ dovecot, provider, cursor }) => {
        await dovecot.markRead('1:3');
        dovecot.deliver(mailOf('new'));
        const { mails, changes } = await provider.fetchSince(cursor);
        expect(subjectsOf(mails)).toEqual(['new']);
        expect(changes).toEqual([]);
      },
      canAllBut('CONDSTORE', 'ENABLE'),
    ));

  test('a server that cannot tell of new mail is left alone for the time, and asked then', () =>
    withThreeMails(async ({ dovecot, provider, cursor }) => {
      const startedAt = Date.now();
      const waiting = provider.awaitMail(cursor, { forMs: 6_000, signal: never });
      await new Promise((resolve) => setTimeout(resolve, 3_000)); // what came before it looks is seen at once
      dovecot.deliver(mailOf('new'));
      await waiting;
      expect(Date.now() - startedAt).toBeGreaterThan(5_900);
      expect(subjectsOf((await provider.fetchSince(cursor)).mails)).toEqual(['new']);
    }, canAllBut('IDLE')));

  test('a server that is killed while it is listened to ends the listening; when it is back nothing is missed and nothing comes twice', () =>
    withThreeMails(async ({ dovecot, provider, cursor }) => {
      const startedAt = Date.now();
      const listening = provider.awaitMail(cursor, { forMs: 50_000, signal: never });
      await new Promise((resolve) => setTimeout(resolve, 500));
      await dovecot.kill();
      await listening;
      expect(Date.now() - startedAt).toBeLessThan(10_000);
      expect(await provider.fetchSince(cursor).catch(provider.reportOf)).toMatchObject({ code: 'unreachable' });

      dovecot.deliver(mailOf('meanwhile'));
      await dovecot.start();
      const back = await provider.fetchSince(cursor);
      expect(subjectsOf(back.mails)).toEqual(['meanwhile']);
      const again = provider.awaitMail(back.cursor, { forMs: 30_000, signal: never });
      await new Promise((resolve) => setTimeout(resolve, 500));
      dovecot.deliver(mailOf('later'));
      await again;
      expect(subjectsOf((await provider.fetchSince(back.cursor)).mails)).toEqual(['later']);
    }));

  test('a server that renumbers its mails while some wait to be fetched loses none of them', () =>
    withThreeMails(async ({ dovecot, provider, cursor }) => {
      dovecot.deliverMany(60, (number) => mailOf(`waiting-${number}`));
      const first = await provider.fetchSince(cursor);
      expect([first.mails.length, first.hasMore]).toEqual([50, true]);
      await dovecot.stop();
      dovecot.forgetNumbers();
      await dovecot.start();
      const second = await provider.fetchSince(first.cursor);
      const third = await provider.fetchSince(second.cursor);
      const seen = subjectsOf([...first.mails, ...second.mails, ...third.mails]);
      expect(new Set(seen)).toEqual(
        new Set([
          ...Array.from({ length: 60 }, (_, number) => `waiting-${number}`),
          ...['mail-0', 'mail-1', 'mail-2', 'not ours'],
        ]),
      );
      expect([...second.mails, ...third.mails].every(({ mayBeKnown }) => mayBeKnown)).toBe(true);
    }));
});
