// Kills workers, api, PostgreSQL and Temporal at random while a crowd is carried through a sequence by each provider, and counts at the receiving side.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openDatabase, openSystemDatabase } from '../prisma/db.ts';
import { playAnswers } from './chaos/answers.ts';
import { gatherCrew, type Victim } from './chaos/crew.ts';
import { decideAsPerson } from './chaos/decide.ts';
import { judge, type Place, type Progress, progress } from './chaos/judge.ts';
import { RECEIVERS, type Receiver } from './chaos/receivers.ts';
import { crowd, enrollCrowd } from './people.ts';

const { values } = parseArgs({
  options: {
    sends: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '200' },
    providers: { type: 'string', default: Object.keys(RECEIVERS).join(',') },
    mailboxes: { type: 'string', default: '40' },
    minutes: { type: 'string', default: '60' },
  },
});
const STEPS = [{ delayMinutes: 0 }, { delayMinutes: 0, isReply: true }];
const PEOPLE = Math.ceil(Number(values.sends) / STEPS.length);
const KILLS = Number(values.kills);
/** Who is killed, as often as each is named. */
const VICTIMS: Victim[] = [
  'worker',
  'worker',
  'worker',
  'worker',
  'api',
  'postgres',
  'postgres',
  'temporal',
  'temporal',
];

const say = (line: string) => process.stdout.write(`${line}\n`);
const draw = <T>(list: T[]): T => list[Math.floor(Math.random() * list.length)] as T;

/** Asks until the database, which may be down just now, answers. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await sleep(300);
    }
  }
}

type Scene = { look: () => Promise<Progress>; kill: (victim: Victim) => Promise<void>; startedAt: number };

/** Kills one after another, spread over all that is to be sent, each at an instant of its own. Returns how often each was. */
async function killAround({ look, kill, startedAt }: Scene): Promise<Record<string, number>> {
  const killed: Record<string, number> = {};
  const moments = Array.from({ length: KILLS }, () => Math.random() * PEOPLE * STEPS.length).toSorted((a, b) => a - b);
  for (const [index, moment] of moments.entries()) {
    for (let now = await look(); now.received < moment && now.open > 0; now = await look()) await sleep(250);
    await sleep(Math.random() * 1_000);
    const victim = draw(VICTIMS);
    await kill(victim);
    killed[victim] = (killed[victim] ?? 0) + 1;
    if ((index + 1) % 10 > 0 && index + 1 < KILLS) continue;
    const { received, open, uncertain } = await look();
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    say(`  ${seconds} s: ${index + 1} kills, ${received} received, ${open} enrollments open, ${uncertain} uncertain`);
  }
  return killed;
}

/** Waits until every enrollment has ended; a person decides what no provider could say. Returns how often one had to. */
async function untilAllEnded({ look, startedAt }: Scene, decide: () => Promise<number>): Promise<number> {
  let decided = 0;
  for (let now = await look(); now.open > 0; now = await look()) {
    if (Date.now() - startedAt > Number(values.minutes) * 60_000) return decided;
    if (now.open === now.uncertain) decided += await decide();
    await sleep(1_000);
  }
  return decided;
}

async function run(receiver: Receiver) {
  const crew = await gatherCrew(receiver.settings);
  const db = await openDatabase({ url: crew.urls.app, pool: 5 });
  const system = await openSystemDatabase({ url: crew.urls.system, pool: 2 });
  const mailboxes = Math.min(Number(values.mailboxes), PEOPLE);
  const people = await crowd({ db, system }, { people: PEOPLE, mailboxes, steps: STEPS, at: receiver });
  await enrollCrowd({ db }, people);
  const startedAt = Date.now();
  let isOver = false;
  const place: Place = { db, crowd: people, receiver };
  const scene: Scene = { look: () => patiently(() => progress(place)), kill: crew.kill, startedAt };
  crew.begin();
  const answers = receiver.arrived ? 0 : playAnswers(db, people, () => isOver);
  const killed = await killAround(scene);
  const decided = await untilAllEnded(scene, () => patiently(() => decideAsPerson(place)));
  isOver = true;
  const answered = await answers;
  const { open, uncertain } = await scene.look();
  const verdict = await judge(place, STEPS.length);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  await Promise.all([db.close(), system.$disconnect()]);
  await crew.end();
  receiver.end();
  return { provider: receiver.provider, ...verdict, uncertain, decided, answered, open, killed, seconds };
}

const results = [];
for (const name of values.providers.split(',') as (keyof typeof RECEIVERS)[]) {
  say(`${name}: ${PEOPLE} people, ${STEPS.length} steps, ${KILLS} kills`);
  const result = await run(await RECEIVERS[name]());
  results.push(result);
  const { received, twice, lost, uncertain, decided, seconds, killed, states } = result;
  say(
    `${name}: received ${received}, twice ${twice}, lost ${lost}, uncertain ${uncertain} (${decided} were decided by a person), killed ${JSON.stringify(killed)}, ended as ${JSON.stringify(states)}, ${seconds} s`,
  );
}
say(JSON.stringify({ chaos: 'providers', people: PEOPLE, steps: STEPS.length, kills: KILLS, results }));
process.exit(results.some(({ twice, lost, uncertain, open }) => twice + lost + uncertain + open > 0) ? 1 : 0);
