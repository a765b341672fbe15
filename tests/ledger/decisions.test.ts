import { uuidv7 } from 'uuidv7';
import { expect, test } from 'vitest';
import { credentialsPlace } from '../../activities/clients/mail-clients.ts';
import { eventually } from '../helpers/engine.ts';
import { make } from '../helpers/make.ts';
import { withSmtpServer } from '../helpers/smtp-server.ts';
import { withPolicyScene } from '../sending/policy-scene.ts';

test(
  'a server that hangs up after the mail leaves its outcome open: the mailbox is asked again, then a person decides, and each workflow does it',
  { timeout: 150_000 },
  () =>
    withSmtpServer({ data: 'hang-up' }, (server) =>
      withPolicyScene(async ({ api, run, person, enroll, shownWhen }) => {
        const id = uuidv7();
        const at = { host: '127.0.0.1', port: server.port, security: 'none', user: 'robin' };
        const credentials = api.deps.box.seal({ smtpPassword: 'x', imapPassword: 'x' }, credentialsPlace(id));
        const { mailboxId, sequenceId, contactIds } = await run(async (tx) => ({
          mailboxId: await make.mailbox(tx, person, {
            id,
            provider: 'smtp',
            settings: { smtp: at, imap: at },
            credentials,
          }),
          sequenceId: await make.sequence(tx, person),
          contactIds: [await make.contact(tx, person), await make.contact(tx, person), await make.contact(tx, person)],
        }));
        await enroll({ sequenceId, mailboxId, contactIds });
        const asked = await Promise.all(
          contactIds.map((contactId) => shownWhen({ sequenceId, contactId }, ({ next }) => next.isAsked)),
        );
        expect(asked.map(({ next }) => next.holdCode)).toEqual([null, null, null]);
        expect(asked[0]?.next.at).toBeGreaterThan(Date.now() + 30_000);
        expect(await person.rpc.ledger.countUncertain()).toEqual({ count: 0 });

        await run((tx) => tx.outboundEmail.updateMany({ data: { asks: 3, askAt: new Date() } }));
        await Promise.all(
          asked.map(({ id: enrollmentId }) =>
            person.rpc.enrollments.commandEnrollment({
              enrollmentId,
              command: 'skip-wait',
            }),
          ),
        );
        const queue = await eventually(async () => {
          const { items } = await person.rpc.ledger.listUncertain({});
          return items.length === 3 && items;
        });
        server.script = {};
        const mailOf = (index: number) =>
          queue.filter(({ contact }) => contact?.id === contactIds[index]).map((mail) => mail.id);
        const { decideMails } = person.rpc.ledger;
        await decideMails({ outboundEmailIds: mailOf(0), decision: 'arrived' });
        await decideMails({ outboundEmailIds: mailOf(1), decision: 'again' });
        await decideMails({ outboundEmailIds: mailOf(2), decision: 'drop' });
        const ended = await Promise.all(
          contactIds.map((contactId) => shownWhen({ sequenceId, contactId }, ({ state }) => state === 'completed')),
        );
        expect(ended.map(({ steps }) => steps[0]?.mail?.state)).toEqual(['sent', 'sent', 'cancelled']);
        expect(server.mails).toHaveLength(1);
        expect(await person.rpc.ledger.countUncertain()).toEqual({ count: 0 });
      }),
    ),
);
