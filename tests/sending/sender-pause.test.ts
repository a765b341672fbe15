import { uuidv7 } from 'uuidv7';
import { expect, test } from 'vitest';
import { credentialsPlace } from '../../activities/clients/mail-clients.ts';
import type { ContactId, EnrollmentId, SequenceId } from '../../workflows/ids.ts';
import { make } from '../helpers/make.ts';
import { type TestSmtpServer, withSmtpServer } from '../helpers/smtp-server.ts';
import { type PolicyScene, type Shown, withPolicyScene } from './policy-scene.ts';

const MINUTE = 60_000;

/** A mailbox that sends by this server, as its row. */
function mailboxAt({ api }: PolicyScene, { port }: TestSmtpServer, email: string) {
  const id = uuidv7();
  const at = { host: '127.0.0.1', port, security: 'none', user: 'robin' };
  return {
    ...{ id, email, provider: 'smtp' as const, settings: { smtp: at, imap: at } },
    credentials: api.deps.box.seal({ smtpPassword: 'x', imapPassword: 'x' }, credentialsPlace(id)),
  };
}

/** Lends a sequence that writes by a server which says this to every sender. */
const withServer = (
  said: string,
  work: (lent: PolicyScene & { server: TestSmtpServer; sequenceId: SequenceId }) => Promise<void>,
) =>
  withSmtpServer({ mailFrom: said }, (server) =>
    withPolicyScene(async (scene) => {
      const sequenceId = await scene.run((tx) => make.sequence(tx, scene.person));
      await work({ ...scene, server, sequenceId });
    }),
  );

const isKept = ({ next }: Shown) => next.refusal !== null && (next.at ?? 0) > Date.now() + MINUTE;
const isDone = ({ state }: Shown) => state === 'completed';

/** Lets the time of the probe come. */
const comeTo = async ({ run, person }: PolicyScene, enrollmentIds: EnrollmentId[]) => {
  await run((tx) => tx.senderPause.updateMany({ data: { probeAt: new Date() } }));
  await Promise.all(
    enrollmentIds.map((enrollmentId) =>
      person.rpc.enrollments.commandEnrollment({ enrollmentId, command: 'skip-wait' }),
    ),
  );
};

test(
  'a server that will not send for a mailbox shuts it; nobody is marked, and one mail after the other leaves once it will',
  { timeout: 120_000 },
  () =>
    withServer('421 4.7.0 Too many messages from you, come back later', async (scene) => {
      const { run, person, server, sequenceId, enroll, shownWhen } = scene;
      const { mailboxId, contactIds } = await run(async (tx) => ({
        mailboxId: await make.mailbox(tx, person, mailboxAt(scene, server, 'robin@acme.example')),
        contactIds: [await make.contact(tx, person), await make.contact(tx, person)],
      }));
      const when = (contactId: ContactId, is: (shown: Shown) => boolean) => shownWhen({ sequenceId, contactId }, is);
      await enroll({ sequenceId, mailboxId, contactIds });
      const kept = await Promise.all(contactIds.map((contactId) => when(contactId, isKept)));
      expect(kept.map(({ next, state }) => ({ state, holdCode: next.holdCode }))).toEqual([
        { state: 'active', holdCode: null },
        { state: 'active', holdCode: null },
      ]);
      expect(kept[0]?.next.refusal).toMatch(/^robin@acme.example is paused: The server refused .*Too many messages/);
      const mailbox = await person.rpc.mailboxes.getMailbox({ mailboxId });
      expect(mailbox).toMatchObject({ pause: { scope: 'mailbox' }, health: { state: 'paused' } });
      expect(mailbox.pause?.probeAt).toBeGreaterThan(Date.now() + 3 * MINUTE);
      expect(await run((tx) => tx.suppression.count())).toBe(0);
      expect(await run((tx) => tx.contact.count({ where: { bouncedAt: { not: null } } }))).toBe(0);
      const waiting = await run((tx) => tx.outboundEmail.findMany({ select: { state: true, attempts: true } }));
      expect(waiting).toEqual([
        { state: 'reserved', attempts: 0 },
        { state: 'reserved', attempts: 0 },
      ]);

      server.script = {};
      const ids = kept.map(({ id }) => id);
      await comeTo(scene, ids.slice(0, 1));
      await when(contactIds[0] as ContactId, isDone);
      expect(await run((tx) => tx.senderPause.count())).toBe(0);
      expect(await person.rpc.mailboxes.getMailbox({ mailboxId })).toMatchObject({
        pause: null,
        health: { state: 'ok' },
      });
      await comeTo(scene, ids.slice(1));
      await when(contactIds[1] as ContactId, isDone);
      expect(server.mails).toHaveLength(2);
    }),
);

test(
  'a refused domain shuts all of its mailboxes and no others, and a failed probe doubles the pause',
  { timeout: 120_000 },
  () =>
    withServer('550 5.7.26 This mail has been blocked because the sender is unauthenticated (DMARC)', async (scene) => {
      const { run, person, server, sequenceId, enroll, shownWhen } = scene;
      const { refused, sibling, stranger, contacts } = await run(async (tx) => ({
        refused: await make.mailbox(tx, person, mailboxAt(scene, server, 'robin@acme.example')),
        sibling: await make.mailbox(tx, person, { email: 'kim@acme.example' }),
        stranger: await make.mailbox(tx, person, { email: 'kim@other.example' }),
        contacts: [
          await make.contact(tx, person),
          await make.contact(tx, person),
          await make.contact(tx, person),
        ] as const,
      }));
      const when = (contactId: ContactId, is: (shown: Shown) => boolean) => shownWhen({ sequenceId, contactId }, is);
      const [first, second, third] = contacts;
      await enroll({ sequenceId, mailboxId: refused, contactIds: [first] });
      const { id } = await when(first, isKept);
      await enroll({ sequenceId, mailboxId: sibling, contactIds: [second] });
      const ofSibling = await when(second, isKept);
      expect(ofSibling.next.refusal).toMatch(/^Every mailbox of acme.example is paused: /);
      await enroll({ sequenceId, mailboxId: stranger, contactIds: [third] });
      await when(third, isDone);

      await comeTo(scene, [id]);
      await when(first, ({ refusals }) => refusals.length === 2);
      const [pause] = await run((tx) => tx.senderPause.findMany());
      expect(pause).toMatchObject({ scope: 'domain', key: 'acme.example', failures: 2, probeMailId: null });
      const waitMs = (pause?.probeAt.getTime() ?? 0) - Date.now();
      expect(waitMs).toBeGreaterThan(9 * MINUTE);
      expect(waitMs).toBeLessThanOrEqual(10 * MINUTE);
    }),
);
