import { describe, expect, test } from 'vitest';
import type { MailProvider } from '../../activities/clients/mail-provider.ts';
import { handleStored } from '../../activities/mailboxes/receive.ts';
import { storeFetched } from '../../activities/mailboxes/store.ts';
import { withDatabase } from '../helpers/database.ts';
import { type Dovecot, whyNoDovecot, withDovecot } from '../helpers/dovecot.ts';
import { make } from '../helpers/make.ts';
import { mailboxAt } from '../helpers/smtp-mailbox.ts';

const MB = 1024 * 1024;
const mailOf = (subject: string, body = 'Hello.') =>
  `From: Ada <ada@customer.example>\nTo: robin@acme.example\nMessage-ID: <${subject}@customer.example>\nSubject: ${subject}\n\n${body}\n`;

type Row = { subject: string | null; externalId: string; isRead: boolean; kind: string; raw: number };
type Lent = {
  dovecot: Dovecot;
  provider: MailProvider;
  /** Fetches once, stores and sorts what came, and returns all that is stored. */
  look: () => Promise<Row[]>;
};

/** Lends a database with a mailbox in it that lies at a real Dovecot. */
const withMailbox = (work: (lent: Lent) => Promise<void>) =>
  withDovecot((dovecot) =>
    withDatabase(async (database) => {
      const { db } = database;
      const place = await make.workspace(database);
      const { workspaceId } = place;
      const mailboxId = await db.withWorkspace(workspaceId, (tx) => make.mailbox(tx, place));
      const provider = mailboxAt({ imap: dovecot.server });
      const look = async () => {
        const mailbox = await db.withWorkspace(workspaceId, (tx) =>
          tx.mailbox.findUniqueOrThrow({ where: { id: mailboxId } }),
        );
        await storeFetched(db, { workspaceId, mailboxId }, await provider.fetchSince(mailbox.syncCursor));
        expect((await handleStored(db, { workspaceId, mailboxId })).failed).toEqual([]);
        const rows = await db.withWorkspace(workspaceId, (tx) =>
          tx.emailMessage.findMany({ include: { body: true }, orderBy: { createdAt: 'asc' } }),
        );
        return rows.map(({ subject, externalId, isRead, kind, body }) => ({
          subject,
          externalId,
          isRead,
          kind,
          raw: body?.raw?.length ?? 0,
        }));
      };
      await look();
      await work({ dovecot, provider, look });
    }),
  );

describe.skipIf(whyNoDovecot)(`what IMAP brings is kept${whyNoDovecot ? ` (skipped: ${whyNoDovecot})` : ''}`, () => {
  test('mails that the server renumbers are kept once, with or without a Message-ID, and go by their new numbers', () =>
    withMailbox(async ({ dovecot, look }) => {
      dovecot.deliver(mailOf('named'));
      dovecot.deliver('From: Ada <ada@customer.example>\nSubject: nameless\n\nHello.\n');
      const before = await look();
      expect(before.map(({ subject }) => subject)).toEqual(['named', 'nameless']);
      await dovecot.stop();
      dovecot.forgetNumbers();
      await dovecot.start();
      dovecot.deliver(mailOf('new'));
      const after = await look();
      expect(after.map(({ subject }) => subject)).toEqual(['named', 'nameless', 'new']);
      expect(after[0]?.externalId).not.toBe(before[0]?.externalId);

      await dovecot.markRead('1:*');
      expect((await look()).map(({ isRead }) => isRead)).toEqual([true, true, true]);
    }));

  test(
    'a mail of 50 MB is sorted by its beginning; one that is cut off and one that is no mail are kept as they came',
    { timeout: 120_000 },
    () =>
      withMailbox(async ({ dovecot, look }) => {
        const head =
          'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nYes, gladly.\n--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n';
        const line = `${'QUJD'.repeat(19)}\n`;
        dovecot.deliver(
          mailOf('large').replace('\nHello.\n', '').replace('\n\n', `\n${head}`) + line.repeat((50 * MB) / line.length),
        );
        dovecot.deliver(mailOf('cut off').replace('\n\nHello.\n', `\n${head.slice(0, 90)}`));
        dovecot.deliver('\u0000\u0001\u0002 no header at all');
        dovecot.deliver(mailOf('after'));
        expect(await look()).toMatchObject([
          { subject: 'large', kind: 'human', raw: 5 * MB },
          { subject: 'cut off', raw: expect.any(Number) },
          { kind: 'unknown', raw: expect.any(Number) },
          { subject: 'after', kind: 'human' },
        ]);
      }),
  );
});
