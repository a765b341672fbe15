import { describe, expect, test } from 'vitest';
import { idOf, type SequenceId } from '../../workflows/ids.ts';
import { converse } from '../helpers/conversation.ts';
import { type Dovecot, whyNoDovecot, withDovecot } from '../helpers/dovecot.ts';
import { eventually } from '../helpers/engine.ts';
import { make } from '../helpers/make.ts';
import { type Postfix, whyNoPostfix, withPostfix } from '../helpers/postfix.ts';
import { type Product, withProduct } from '../helpers/product.ts';
import { mailboxRowAt } from '../helpers/smtp-mailbox.ts';
import { withSmtpServer } from '../helpers/smtp-server.ts';

type Lent = { product: Product; dovecot: Dovecot; postfix: Postfix };

/** Lends the whole product with a real Postfix and a real Dovecot beside it. */
const withServers = (work: (lent: Lent) => Promise<void>, configuration = '') =>
  withDovecot((dovecot) =>
    withPostfix(dovecot, { configuration }, (postfix) => withProduct((product) => work({ product, dovecot, postfix }))),
  );

const conversationAt = ({ product, dovecot, postfix }: Lent) =>
  converse(product, mailboxRowAt(product.api.deps.box, { smtp: postfix.server, imap: dovecot.server }));

describe.skipIf(whyNoPostfix)(
  `the product at a real Postfix${whyNoPostfix ? ` (skipped: ${whyNoPostfix})` : ''}`,
  () => {
    test(
      'whom Postfix does not know: its report comes back, is understood, and ends the enrollment',
      { timeout: 120_000 },
      () =>
        withServers(async (lent) => {
          const { enrollmentWhen, received, inWorkspace, enrollmentId } = await conversationAt(lent);
          const ended = await enrollmentWhen(({ state }) => state !== 'active', 60_000);
          expect(ended).toMatchObject({ state: 'bounced', contact: { bouncedAt: expect.any(Date) } });
          expect(await received(1)).toMatchObject([{ kind: 'bounce', enrollmentId }]);
          const [bounce] = await inWorkspace((tx) => tx.bounce.findMany());
          expect(bounce).toMatchObject({ recipient: ended.contact.email, type: 'hard', status: '5.1.1' });
          expect(
            await inWorkspace((tx) =>
              tx.outboundEmail.findMany({ where: { enrollmentId, state: { not: 'cancelled' } } }),
            ),
          ).toMatchObject([{ state: 'bounced', providerAnswer: expect.stringMatching(/^250 2\.0\.0 Ok: queued as/) }]);
        }),
    );

    test(
      'Postfix away: five mails wait in the ledger, and each leaves once when it is back; one copy of each is kept',
      { timeout: 240_000 },
      () =>
        withServers(async (lent) => {
          const { dovecot, postfix } = lent;
          await postfix.stop();
          const { person, mailboxId, inWorkspace } = await conversationAt(lent);
          const { sequenceId } = await inWorkspace((tx) => tx.enrollment.findFirstOrThrow());
          const contactIds = await inWorkspace((tx) =>
            Promise.all(Array.from({ length: 4 }, () => make.contact(tx, person))),
          );
          await person.rpc.enrolling.enroll({
            sequenceId: idOf<SequenceId>(sequenceId),
            mailboxId,
            selection: { kind: 'contacts', contactIds },
          });
          const mails = () => inWorkspace((tx) => tx.outboundEmail.findMany({ where: { isFollowUp: false } }));
          await eventually(async () => (await mails()).some(({ attempts }) => attempts > 0), 60_000);
          expect((await mails()).every(({ sentAt }) => sentAt === null)).toBe(true);

          await postfix.start();
          await eventually(async () => (await mails()).filter(({ state }) => state === 'sent').length === 5, 120_000);
          const accepted = postfix.log().match(/cleanup\[\d+\]: \w+: message-id=<.*>/g) ?? [];
          expect(accepted).toHaveLength(5);
          await eventually(async () => (await mails()).every(({ copyDueAt }) => copyDueAt === null), 100_000);
          const ids = (await dovecot.mailsIn('Sent')).map((raw) => /^Message-ID: (.*)\r$/m.exec(raw)?.[1]);
          expect(ids).toHaveLength(5);
          expect(new Set(ids)).toEqual(new Set((await mails()).map(({ messageId }) => messageId)));
        }, 'virtual_mailbox_maps = inline:{ robin@acme.example=robin/, @customer.example=ada/ }'),
    );
  },
);

describe.skipIf(whyNoDovecot)(
  `a server that loses its answer${whyNoDovecot ? ` (skipped: ${whyNoDovecot})` : ''}`,
  () => {
    test(
      'the mail is not sent again; it counts as sent as soon as the server has filed it itself',
      { timeout: 180_000 },
      () =>
        withSmtpServer({ data: 'lose-answer' }, (server) =>
          withDovecot((dovecot) =>
            withProduct(async (product) => {
              const smtp = { ...dovecot.server, port: server.port };
              const row = mailboxRowAt(product.api.deps.box, { smtp, imap: dovecot.server });
              const { inWorkspace, enrollmentId, enrollmentWhen } = await converse(product, row);
              const mailOf = () => inWorkspace((tx) => tx.outboundEmail.findFirstOrThrow({ where: { enrollmentId } }));
              await eventually(async () => (await mailOf()).state === 'uncertain', 60_000);
              dovecot.deliver(server.mails[0]?.raw ?? '', 'Sent');

              await enrollmentWhen(({ currentStep }) => currentStep === 1, 120_000);
              expect(await mailOf()).toMatchObject({ state: 'sent', attempts: 1, copyDueAt: null });
              expect(server.mails).toHaveLength(1);
              expect(await dovecot.mailsIn('Sent')).toHaveLength(1);
            }),
          ),
        ),
    );
  },
);
