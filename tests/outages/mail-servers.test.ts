import { describe, expect, test } from 'vitest';
import { openMail } from '../../activities/clients/sandbox/opened-mail.ts';
import { composeReply } from '../../activities/clients/sandbox/recipient.ts';
import { type Conversation, converse } from '../helpers/conversation.ts';
import { type Dovecot, whyNoDovecot, withDovecot } from '../helpers/dovecot.ts';
import { eventually } from '../helpers/engine.ts';
import { type Product, withProduct } from '../helpers/product.ts';
import { mailboxRowAt } from '../helpers/smtp-mailbox.ts';
import { startSmtpServer, type TestSmtpServer } from '../helpers/smtp-server.ts';

type Servers = { dovecot: Dovecot; smtp: TestSmtpServer };

/** A mailbox at these servers, as its row. */
const mailboxAt = ({ api }: Product, { dovecot, smtp }: Servers) =>
  mailboxRowAt(api.deps.box, { smtp: { ...dovecot.server, port: smtp.port }, imap: dovecot.server });

/** Lends the whole product with real mail servers beside it. */
const withServers = (work: (lent: Servers & { product: Product }) => Promise<void>) =>
  withDovecot((dovecot) =>
    withProduct(async (product) => {
      const smtp = await startSmtpServer();
      try {
        await work({ dovecot, smtp, product });
      } finally {
        await smtp.close();
      }
    }),
  );

type Health = { state: string; sentence: string | null };
const healthWhen = (
  { person, mailboxId }: Pick<Conversation, 'person' | 'mailboxId'>,
  is: (health: Health) => boolean,
) =>
  eventually(async () => {
    const { health } = await person.rpc.mailboxes.getMailbox({ mailboxId });
    return is(health) && health;
  }, 100_000);

describe.skipIf(whyNoDovecot)(`real mail servers${whyNoDovecot ? ` (skipped: ${whyNoDovecot})` : ''}`, () => {
  test(
    'SMTP down: the health says so, the mail waits, and leaves once when the server is back',
    { timeout: 180_000 },
    () =>
      withServers(async ({ dovecot, smtp, product }) => {
        await smtp.close();
        const conversation = await converse(product, mailboxAt(product, { dovecot, smtp }));
        const { inWorkspace, enrollmentId, enrollmentWhen } = conversation;
        const health = await healthWhen(conversation, ({ state }) => state !== 'ok');
        expect(health).toMatchObject({
          state: 'failing',
          sentence: `The SMTP server 127.0.0.1:${smtp.port} could not be reached: nothing answers at that port. Check host, port and security, and whether this machine may connect to it.`,
        });
        const mailOf = () => inWorkspace((tx) => tx.outboundEmail.findFirstOrThrow({ where: { enrollmentId } }));
        expect(await eventually(async () => (await mailOf()).state === 'reserved' && mailOf())).toMatchObject({
          attempts: 1,
          slotAt: expect.any(Date),
        });
        expect(await enrollmentWhen(() => true)).toMatchObject({ state: 'active', currentStep: 0, attention: null });

        const back = await startSmtpServer({}, { port: smtp.port });
        await eventually(async () => back.mails.length > 0, 100_000);
        await enrollmentWhen(({ currentStep }) => currentStep === 1);
        await healthWhen(conversation, ({ state }) => state === 'ok');
        expect(back.mails).toHaveLength(1);
        expect(await mailOf()).toMatchObject({ state: 'sent', attempts: 2 });
        await eventually(async () => (await dovecot.mailsIn('Sent')).length > 0, 100_000);
        expect(await dovecot.mailsIn('Sent')).toHaveLength(1);
        await back.close();
      }),
  );

  test('IMAP down: the health says so, and replies are found when the server is back', { timeout: 180_000 }, () =>
    withServers(async ({ dovecot, smtp, product }) => {
      const conversation = await converse(product, mailboxAt(product, { dovecot, smtp }));
      const { person, mailboxId, enrollmentWhen, received } = conversation;
      await enrollmentWhen(({ currentStep }) => currentStep === 1);
      await healthWhen(conversation, ({ state }) => state === 'ok');
      await dovecot.stop();
      const health = await healthWhen(conversation, ({ state }) => state !== 'ok');
      expect(health).toMatchObject({
        state: 'failing',
        sentence: expect.stringMatching(/^The IMAP server 127\.0\.0\.1:\d+ could not be reached: /),
      });

      await dovecot.start();
      const sent = await openMail(Buffer.from(smtp.mails[0]?.raw ?? ''));
      const reply = await composeReply(sent, { text: 'Gladly.', at: Date.now() });
      dovecot.deliver(reply.raw.toString());
      expect(await person.rpc.mailboxes.testMailbox({ mailboxId })).toMatchObject({ isUsable: true });
      expect(await enrollmentWhen(({ state }) => state !== 'active')).toMatchObject({ state: 'replied' });
      expect(await received(1)).toMatchObject([{ kind: 'human' }]);
      await healthWhen(conversation, ({ state }) => state === 'ok');
    }),
  );
});
