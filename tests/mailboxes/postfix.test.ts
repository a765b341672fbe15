import { describe, expect, test, vi } from 'vitest';
import type { MailProvider, OutgoingMail } from '../../activities/clients/mail-provider.ts';
import { parseMail } from '../../activities/mailboxes/parse.ts';
import { type Dovecot, withDovecot } from '../helpers/dovecot.ts';
import { type Postfix, whyNoPostfix, withPostfix } from '../helpers/postfix.ts';
import type { PostfixOptions } from '../helpers/postfix-configuration.ts';
import { inOneStep } from '../helpers/send-options.ts';
import { mailboxAt, mailToAda } from '../helpers/smtp-mailbox.ts';
import { withSmtpServer } from '../helpers/smtp-server.ts';

type Lent = { provider: MailProvider; postfix: Postfix; dovecot: Dovecot };

/** Lends robin's mailbox at a real Postfix and a real Dovecot. */
const withMailbox = (work: (lent: Lent) => Promise<void>, options: PostfixOptions = {}) =>
  withDovecot((dovecot) =>
    withPostfix(dovecot, options, async (postfix) => {
      const provider = mailboxAt({ smtp: postfix.server, imap: dovecot.server, password: dovecot.password });
      await work({ provider, postfix, dovecot });
      await provider.close();
    }),
  );

/** The next mails of an inbox, as soon as one is there. */
const nextMails = (provider: MailProvider, cursor: unknown) =>
  vi.waitFor(
    async () => {
      const { mails } = await provider.fetchSince(cursor);
      expect(mails).not.toEqual([]);
      return mails;
    },
    { timeout: 10_000, interval: 200 },
  );

const refusals: { why: string; mail: Partial<OutgoingMail>; is: object; configuration?: string }[] = [
  {
    why: 'an unknown recipient is the recipient, for good',
    mail: { to: { address: 'nobody@refused.example' } },
    is: { fault: 'recipient', isPermanent: true, code: '5.1.1' },
  },
  {
    why: 'a busy mailbox is the recipient, for now',
    mail: { to: { address: 'busy@refused.example' } },
    is: { fault: 'recipient', isPermanent: false, code: '4.2.1' },
  },
  {
    why: 'a policy against us is the sender',
    mail: { to: { address: 'policy@refused.example' } },
    is: { fault: 'sender', scope: 'mailbox', isPermanent: true, code: '5.7.1' },
  },
  {
    why: 'a mail above the size that it announces is the content, and is not handed over',
    mail: { text: 'x'.repeat(50_000) },
    is: { fault: 'content', isPermanent: true, code: '5.3.4' },
    configuration: 'message_size_limit = 20000',
  },
  {
    why: 'a refused From is the sender',
    mail: { from: { address: 'ben@acme.example' } },
    is: { fault: 'sender', scope: 'mailbox', isPermanent: true, code: '5.7.1' },
    configuration: `smtpd_sender_login_maps = inline:{ ben@acme.example=ben }
smtpd_sender_restrictions = reject_sender_login_mismatch`,
  },
  {
    why: 'greylisting is the recipient, for as long as the server says',
    mail: {},
    is: { fault: 'recipient', isPermanent: false, code: '4.7.1', retryAfterMs: 300_000 },
    configuration:
      'smtpd_recipient_restrictions = check_recipient_access inline:{ {ada@customer.example = 450 4.7.1 Greylisted, try again in 300 seconds} }',
  },
];

describe.skipIf(whyNoPostfix)(`a real Postfix${whyNoPostfix ? ` (skipped: ${whyNoPostfix})` : ''}`, () => {
  test('a mail goes out by SMTP, through Postfix and Dovecot, and comes in by IMAP, as it was', () =>
    withMailbox(async ({ provider, postfix, dovecot }) => {
      const ada = mailboxAt({ imap: { ...dovecot.server, user: 'ada' } });
      const { cursor } = await ada.fetchSince(null);
      const sent = mailToAda({ subject: 'Grüße aus Köln', text: 'Hi Ada.\n.\nFrom here ☕' });
      expect(await provider.send(sent, inOneStep)).toMatchObject({
        kind: 'accepted',
        answer: expect.stringMatching(/^250 2\.0\.0 Ok: queued as \w+$/),
      });
      const [mail] = await nextMails(ada, cursor);
      expect(await parseMail(mail?.raw ?? Buffer.of())).toMatchObject({
        messageId: '<one@acme.example>',
        subject: 'Grüße aus Köln',
        text: expect.stringContaining('Hi Ada.\n.\nFrom here ☕'),
      });
      expect(postfix.queue()).toEqual([]);
    }));

  test('whom Postfix does not know comes back as its delivery report, with the Message-ID in it', () =>
    withMailbox(async ({ provider }) => {
      const { cursor } = await provider.fetchSince(null);
      const gone = mailToAda({ to: { address: 'gone@customer.example' } });
      expect(await provider.send(gone, inOneStep)).toMatchObject({ kind: 'accepted' });
      const [report] = await nextMails(provider, cursor);
      const raw = report?.raw.toString() ?? '';
      expect(raw).toMatch(/^Final-Recipient: rfc822; gone@customer\.example\r\n[\s\S]*^Status: 5\.1\.1\r$/m);
      expect(raw).toContain('Message-ID: <one@acme.example>');
    }));

  test.each(refusals)('$why', ({ mail, is, configuration = '' }) =>
    withMailbox(
      async ({ provider, postfix }) => {
        expect(await provider.send(mailToAda(mail), inOneStep)).toMatchObject({ kind: 'refused', ...is });
        expect(postfix.queue()).toEqual([]);
      },
      { configuration },
    ),
  );

  test('twenty mails at once share three connections, each in one envelope that does not wait for its answers', () =>
    withMailbox(async ({ provider, postfix }) => {
      const mails = Array.from({ length: 20 }, (_, number) => mailToAda({ messageId: `<${number}@acme.example>` }));
      const outcomes = await Promise.all(mails.map((mail) => provider.send(mail, inOneStep)));
      expect(outcomes.map(({ kind }) => kind)).toEqual(mails.map(() => 'accepted'));
      await provider.close();
      const signedOff = () => [...postfix.log().matchAll(/disconnect from .* auth=1 mail=(\d+)/g)];
      await vi.waitFor(() => expect(signedOff()).toHaveLength(3));
      expect(signedOff().reduce((sum, [, count]) => sum + Number(count), 0)).toBe(20);
    }));

  test('those in copy have it though the one whom it is for was refused: it is not tried again', () =>
    withMailbox(async ({ provider, dovecot }) => {
      const ada = mailboxAt({ imap: { ...dovecot.server, user: 'ada' } });
      const { cursor } = await ada.fetchSince(null);
      const mail = mailToAda({ to: { address: 'busy@refused.example' }, bcc: ['ada@customer.example'] });
      expect(await provider.send(mail, inOneStep)).toMatchObject({
        kind: 'refused',
        fault: 'recipient',
        isPermanent: true,
        answer: expect.stringMatching(/^450 4\.2\.1 .* \(those in copy have got it\)$/),
      });
      expect(await nextMails(ada, cursor)).toHaveLength(1);
    }));

  test('one that hangs after the final dot leaves it unknown, and so does its silence when it is asked', () =>
    withSmtpServer(
      { data: 'silence' },
      (filter) =>
        withMailbox(
          async ({ provider }) => {
            const givenUp = new AbortController();
            const sending = provider.send(mailToAda(), { ...inOneStep, signal: givenUp.signal });
            await vi.waitFor(() => expect(filter.silences).toBe(1), { timeout: 10_000 });
            givenUp.abort();
            expect(await sending).toMatchObject({
              kind: 'unknown',
              sentence: expect.stringContaining('took the mail and did not answer'),
            });
            const asked = await provider.findSent({ messageId: '<one@acme.example>', draftId: null });
            expect(asked).toEqual({ kind: 'unknown' });
            expect(filter.silences).toBe(1);
          },
          { configuration: `smtpd_proxy_filter = 127.0.0.1:${filter.port}` },
        ),
      { authOptional: true },
    ));
});
