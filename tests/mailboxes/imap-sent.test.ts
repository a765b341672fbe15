import { describe, expect, test } from 'vitest';
import { whyNoDovecot, withDovecot } from '../helpers/dovecot.ts';
import { mailboxAt, mailToAda } from '../helpers/smtp-mailbox.ts';

const question = { messageId: '<one@acme.example>', draftId: null };

describe.skipIf(whyNoDovecot)(`the folder of sent mail${whyNoDovecot ? ` (skipped: ${whyNoDovecot})` : ''}`, () => {
  test('a copy of each sent mail is filed once, and found by its Message-ID', () =>
    withDovecot(async (dovecot) => {
      const provider = mailboxAt({ imap: dovecot.server });
      expect(await provider.findSent(question)).toEqual({ kind: 'unknown' });
      const mails = [mailToAda(), mailToAda({ messageId: '<two@acme.example>' })];
      await provider.fileSent(mails);
      await provider.fileSent(mails);
      const filed = await dovecot.mailsIn('Sent');
      expect(filed.map((raw) => /^Message-ID: (.*)\r$/m.exec(raw)?.[1])).toEqual(
        mails.map(({ messageId }) => messageId),
      );
      expect(await provider.findSent(question)).toEqual({ kind: 'sent' });
    }));

  test('what the server has filed itself is not filed again, and says that the mail left', () =>
    withDovecot(async (dovecot) => {
      const provider = mailboxAt({ imap: dovecot.server });
      dovecot.deliver('From: robin@acme.example\nMessage-ID: <one@acme.example>\n\nHi Ada.\n', 'Sent');
      expect(await provider.findSent(question)).toEqual({ kind: 'sent' });
      await provider.fileSent([mailToAda(), mailToAda({ messageId: '<two@acme.example>' })]);
      expect(await dovecot.mailsIn('Sent')).toHaveLength(2);
    }));

  test('the folder that the server marks is taken, whatever its name, and not one that is merely named so', () =>
    withDovecot(
      async (dovecot) => {
        await mailboxAt({ imap: dovecot.server }).fileSent([mailToAda()]);
        expect(await dovecot.mailsIn('Archive of mine')).toHaveLength(1);
        expect(await dovecot.mailsIn('Sent')).toHaveLength(0);
      },
      {
        folders: `mailbox Sent {
          auto = create
        }
        mailbox "Archive of mine" {
          auto = create
          special_use = \\Sent
        }`,
      },
    ));

  test.each([
    'Sent Items',
    'Gesendete Objekte',
    'Éléments envoyés',
    'Enviados',
    'Posta inviata',
    'Verzonden items',
    'Отправленные',
    '送信済みアイテム',
    '已发送',
  ])('where the server marks none, the folder is known by its name: %s', (name) =>
    withDovecot(
      async (dovecot) => {
        await mailboxAt({ imap: dovecot.server }).fileSent([mailToAda()]);
        expect(await dovecot.mailsIn(name)).toHaveLength(1);
      },
      { folders: `mailbox "${name}" {\n    auto = create\n  }` },
    ),
  );

  test('a mailbox without such a folder keeps no copies, and nobody is told that a mail left', () =>
    withDovecot(
      async (dovecot) => {
        const provider = mailboxAt({ imap: dovecot.server });
        await provider.fileSent([mailToAda()]);
        expect(await provider.findSent(question)).toEqual({ kind: 'unknown' });
      },
      { folders: '' },
    ));
});
