// What the engine does in a second, beside a plain mailer to the same sink in the same run; and what it costs.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { eventCosts } from './history.ts';
import { type Crowd, crowd, enrollCrowd } from './people.ts';
import { countingSink, type Sink } from './sink.ts';
import { type Stage, withStage } from './stage.ts';

const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 500);
const SLEEPERS = Number(process.env.BENCH_SLEEPERS ?? 10_000);
const REFERENCE_MAILS = 2_000;
const say = (line: string) => process.stdout.write(`${line}\n`);
const perSecond = (count: number, ms: number) => Math.round((count / ms) * 10_000) / 10;

/** Plain pooled nodemailer, ten connections, a mail of 2 kB: what a mailer without any promise does. */
async function reference(sink: Sink): Promise<number> {
  const transport = createTransport({
    pool: true,
    host: '127.0.0.1',
    port: sink.port,
    ignoreTLS: true,
    maxConnections: 10,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const html = `<p>${'Hello. '.repeat(280)}</p>`;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: REFERENCE_MAILS }, (_, index) =>
      transport.sendMail({ from: 'rep@acme.example', to: `person${index}@customer.example`, subject: 'Hello', html }),
    ),
  );
  const rate = perSecond(REFERENCE_MAILS, performance.now() - startedAt);
  transport.close();
  return rate;
}

const pendingStarts = ({ system }: Stage) => system.workflowMessage.count();
const count = ({ db }: Stage, { workspaceId }: Crowd, state: 'active' | 'completed') =>
  db.withWorkspace(workspaceId, (tx) => tx.enrollment.count({ where: { state } }));

async function until(isDone: () => Promise<boolean>, everyMs = 200) {
  while (!(await isDone())) await sleep(everyMs);
}

const memoryMb = (pid: number | undefined) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);

/** Three mails to each person, without waits: the ledger at full speed. */
async function ledgerRate(
  stage: Stage,
  sink: Sink,
): Promise<{ mails: number; mailsPerSecond: number; costs: Awaited<ReturnType<typeof eventCosts>> }> {
  const people = await crowd(stage, {
    people: PEOPLE,
    mailboxes: 5,
    steps: [{ delayMinutes: 0 }, { delayMinutes: 0 }, { delayMinutes: 0 }],
  });
  const before = sink.count();
  const startedAt = performance.now();
  await enrollCrowd(stage, people);
  await until(async () => (await count(stage, people, 'completed')) === PEOPLE);
  const mails = sink.count() - before;
  return {
    mails,
    mailsPerSecond: perSecond(mails, performance.now() - startedAt),
    costs: await eventCosts(stage, people),
  };
}

/** People who wait a day for their first mail: how fast they start, and what they cost the worker while they sleep. */
async function sleepers(
  stage: Stage,
  pid: number | undefined,
): Promise<{ startsPerSecond: number; memory: { sleepers: number; mb: number }[] }> {
  const memory = [{ sleepers: 0, mb: memoryMb(pid) }];
  let startMs = 0;
  for (const part of [1, 2, 3, 4]) {
    const people = await crowd(stage, { people: SLEEPERS / 4, mailboxes: 10, steps: [{ delayMinutes: 24 * 60 }] });
    const startedAt = performance.now();
    await enrollCrowd(stage, people);
    await until(
      async () => (await count(stage, people, 'active')) === SLEEPERS / 4 && (await pendingStarts(stage)) === 0,
    );
    startMs += performance.now() - startedAt;
    await sleep(3_000); // the last of them fall asleep
    memory.push({ sleepers: (SLEEPERS / 4) * part, mb: memoryMb(pid) });
  }
  return { startsPerSecond: perSecond(SLEEPERS, startMs), memory };
}

await withStage(async (stage) => {
  const sink = await countingSink();
  const worker = await stage.worker(sink.port);
  const rates = [await reference(sink)];
  const ledger = await ledgerRate(stage, sink);
  rates.push(await reference(sink));
  const plain = Math.round((rates[0] ?? 0) / 2 + (rates[1] ?? 0) / 2);
  say(`plain pooled nodemailer     ${plain} mails/s (${rates.join(' before, ')} after), the same sink, the same run`);
  say(
    `through ledger and engine   ${ledger.mailsPerSecond} mails/s (${ledger.mails} mails), ${(ledger.mailsPerSecond / plain).toFixed(3)} of plain`,
  );
  say(
    `per mail                    ${ledger.costs.activitiesPerMail} activities, ${ledger.costs.eventsPerMail} history events without a wait; ${ledger.costs.eventsPerWaitAndSend} per wait-and-send step (at most 11)`,
  );
  const asleep = await sleepers(stage, worker.pid);
  say(`enrollments started         ${asleep.startsPerSecond} per second`);
  say(
    `worker's memory             ${asleep.memory.map(({ sleepers: number, mb }) => `${mb} MB with ${number} asleep`).join(', ')}`,
  );
  say(
    JSON.stringify({
      bench: 'engine',
      cores: availableParallelism(),
      node: process.version,
      people: PEOPLE,
      sleepers: SLEEPERS,
      plainMailsPerSecond: plain,
      ...ledger,
      ...asleep,
    }),
  );
  await sink.close();
  process.exitCode = ledger.costs.eventsPerWaitAndSend > 11 ? 1 : 0;
});
