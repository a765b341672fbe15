// Kills the worker at random while a crowd is carried through a sequence, and counts at the receiving side.
import { setTimeout as sleep } from 'node:timers/promises';
import MailComposer from 'nodemailer/lib/mail-composer';
import { headerOf } from '../activities/clients/mime.ts';
import { startSandboxServer } from '../activities/clients/sandbox/smtp-server.ts';
import { tellWorkflows } from '../prisma/outbox.ts';
import { tellMailbox } from '../workflows/mailboxes/messages.ts';
import { type Crowd, crowd, enrollCrowd } from './people.ts';
import { SECRET, type Stage, withStage } from './stage.ts';

const PEOPLE = Number(process.env.CHAOS_PEOPLE ?? 1_000);
const KILLS = Number(process.env.CHAOS_KILLS ?? 20);
const STEPS = [{ delayMinutes: 0 }, { delayMinutes: 0 }, { delayMinutes: 0 }];
/** Every tenth person answers the first mail. */
const isAnswering = (index: number) => index % 10 === 0;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Plays the people who answer: looks for their first mail and replies to it, as a mail server would deliver it. */
async function playAnswers({ db }: Stage, { workspaceId, contacts }: Crowd, isOver: () => boolean): Promise<number> {
  const answering = new Map(
    contacts.filter((_, index) => isAnswering(index)).map((contact) => [contact.email, contact]),
  );
  let answered = 0;
  while (!isOver() && answering.size > 0) {
    await sleep(300);
    await db.withWorkspace(workspaceId, async (tx) => {
      const sent = await tx.sandboxMessage.findMany({
        where: { folder: 'sent', envelopeTo: { hasSome: [...answering.keys()] } },
        take: 50,
      });
      for (const { mailboxId, messageId, envelopeTo, envelopeFrom } of sent) {
        const contact = answering.get(envelopeTo[0] ?? '');
        if (!contact || !messageId) continue;
        answering.delete(contact.email);
        answered += 1;
        const raw = await new MailComposer({
          from: contact.email,
          to: envelopeFrom ?? '',
          subject: 'Re: Question',
          inReplyTo: messageId,
          references: messageId,
          text: 'Yes, tell me more.',
        })
          .compile()
          .build();
        await tx.sandboxMessage.create({
          data: {
            workspaceId,
            mailboxId,
            folder: 'inbox',
            messageId: headerOf(raw, 'message-id'),
            raw: new Uint8Array(raw),
          },
        });
        await tellWorkflows(tx, [tellMailbox.arrived(mailboxId)]);
      }
    });
  }
  return answered;
}

const countEnded = ({ db }: Stage, { workspaceId }: Crowd) =>
  db.withWorkspace(workspaceId, (tx) => tx.enrollment.count({ where: { state: { notIn: ['active', 'paused'] } } }));

type Received = { to: string; mails: number; distinct: number };

/** What arrived, person by person: how many mails, and how many different ones. */
async function judge({ db }: Stage, { workspaceId, contacts }: Crowd) {
  return db.withWorkspace(workspaceId, async (tx) => {
    const received = await tx.$queryRaw<Received[]>`
      SELECT envelope_to[1] AS to, count(*)::int AS mails, count(DISTINCT message_id)::int AS distinct FROM sandbox_messages WHERE folder = 'sent' GROUP BY 1`;
    const byAddress = new Map(received.map((row) => [row.to, row]));
    const states = await tx.enrollment.groupBy({ by: ['state'], _count: true });
    const uncertain = await tx.outboundEmail.count({ where: { state: 'uncertain' } });
    const enrollments = await tx.enrollment.findMany({ select: { contactId: true, state: true } });
    const replied = new Set(enrollments.filter(({ state }) => state === 'replied').map(({ contactId }) => contactId));
    const lost = contacts.filter(
      ({ id, email }) => !replied.has(id) && (byAddress.get(email)?.distinct ?? 0) < STEPS.length,
    );
    return {
      received: received.reduce((sum, { mails }) => sum + mails, 0),
      twice: received.reduce((sum, { mails, distinct }) => sum + mails - distinct, 0),
      lost: lost.length,
      uncertain,
      states: Object.fromEntries(states.map(({ state, _count }) => [state, _count])),
    };
  });
}

await withStage(async (stage) => {
  const sandbox = await startSandboxServer({ db: stage.db, secret: SECRET, host: '127.0.0.1', port: 0 });
  const people = await crowd(stage, { people: PEOPLE, mailboxes: 10, steps: STEPS });
  const startedAt = Date.now();
  let worker = await stage.worker(sandbox.port);
  await enrollCrowd(stage, people);
  let isOver = false;
  const answers = playAnswers(stage, people, () => isOver);

  for (let kill = 1; kill <= KILLS; kill++) {
    await sleep(1_000 + Math.random() * 14_000);
    const ended = await countEnded(stage, people);
    worker.kill('SIGKILL');
    worker = await stage.worker(sandbox.port);
    say(`kill ${String(kill).padStart(2)} of ${KILLS}: ${ended} of ${PEOPLE} have ended`);
  }
  for (let ended = 0; ended < PEOPLE; ended = await countEnded(stage, people)) {
    await sleep(1_000);
    if (Date.now() - startedAt > 30 * 60_000) break;
  }
  isOver = true;
  const answered = await answers;
  const result = await judge(stage, people);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  say(`${PEOPLE} people, ${STEPS.length} steps, ${KILLS} kills of the worker, ${answered} answers, ${seconds} s`);
  say(
    `received ${result.received}, twice ${result.twice}, lost ${result.lost}, uncertain ${result.uncertain}, ended as ${JSON.stringify(result.states)}`,
  );
  say(
    JSON.stringify({
      chaos: 'sandbox',
      people: PEOPLE,
      steps: STEPS.length,
      kills: KILLS,
      answered,
      seconds,
      ...result,
    }),
  );
  await sandbox.close();
  process.exitCode = result.twice + result.lost + result.uncertain > 0 ? 1 : 0;
});
