// Kills workers, api, PostgreSQL and Temporal at random while each provider carries a crowd through a sequence, and counts at the receiving side.
// npm run chaos -- [--sends N, of each provider] [--kills N] [--providers gmail,outlook,smtp,sandbox] [--mailboxes N] [--minutes N]
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openDatabase, openSystemDatabase } from '../prisma/db.ts';
import { playAnswers } from './chaos/answers.ts';
import { type Crew, gatherCrew, type Victim } from './chaos/crew.ts';
import { decideAsPerson } from './chaos/decide.ts';
import { judge, type Place, type Progress, progress } from './chaos/judge.ts';
import { RECEIVERS } from './chaos/receivers.ts';
import { crowd, enrollCrowd } from './people.ts';

const { values } = parseArgs({
  options: {
    sends: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '200' },
    providers: { type: 'string', default: Object.keys(RECEIVERS).join(',') },
    mailboxes: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '90' },
  },
});
const STEPS = [{ delayMinutes: 0 }, ...Array.from({ length: 4 }, () => ({ delayMinutes: 0, isReply: true }))];
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
const secondsSince = (startedAt: number) => Math.round((Date.now() - startedAt) / 1000);

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

/** How far all of them have come together. */
async function lookAt(places: Place[]): Promise<Progress> {
  const all = await Promise.all(places.map((place) => patiently(() => progress(place))));
  const sum = (of: keyof Progress) => all.reduce((total, one) => total + one[of], 0);
  return { received: sum('received'), open: sum('open'), uncertain: sum('uncertain') };
}

/** Kills one after another, spread over all that is to be sent, each at an instant of its own. Returns how often each was. */
async function killAround(places: Place[], crew: Crew): Promise<Record<string, number>> {
  const killed: Record<string, number> = {};
  const sends = places.length * PEOPLE * STEPS.length;
  const moments = Array.from({ length: KILLS }, () => Math.random() * sends).toSorted((a, b) => a - b);
  for (const [index, moment] of moments.entries()) {
    for (let now = await lookAt(places); now.received < moment && now.open > 0; now = await lookAt(places))
      await sleep(2_000);
    await sleep(Math.random() * 1_000);
    const victim = draw(VICTIMS);
    await crew.kill(victim);
    killed[victim] = (killed[victim] ?? 0) + 1;
    if (index % 10 === 9) say(`  ${index + 1} kills, the last of ${victim}`);
  }
  return killed;
}

/** Waits until every enrollment of a crowd has ended; a person decides what no provider could say. Returns how often one had to. */
async function untilAllEnded(place: Place, startedAt: number): Promise<number> {
  let decided = 0;
  for (;;) {
    const { open, uncertain } = await patiently(() => progress(place));
    if (open === 0 || secondsSince(startedAt) > Number(values.minutes) * 60) return decided;
    if (open === uncertain) decided += await patiently(() => decideAsPerson(place));
    await sleep(4_000);
  }
}

/** Carries a crowd through to its end, and counts what came of it. */
async function followUp(place: Place, startedAt: number) {
  const { provider, arrived } = place.receiver;
  let isOver = false;
  const answers = arrived ? 0 : playAnswers(place.db, place.crowd, () => isOver);
  const decided = await untilAllEnded(place, startedAt);
  isOver = true;
  const answered = await answers;
  const { open, uncertain } = await patiently(() => progress(place));
  const verdict = await judge(place, STEPS.length);
  return { provider, ...verdict, uncertain, decided, answered, open, seconds: secondsSince(startedAt) };
}

const names = values.providers.split(',') as (keyof typeof RECEIVERS)[];
const receivers = await Promise.all(names.map((name) => RECEIVERS[name]()));
const crew = await gatherCrew(Object.assign({}, ...receivers.map(({ settings }) => settings)));
const db = await openDatabase({ url: crew.urls.app, pool: 8 });
const system = await openSystemDatabase({ url: crew.urls.system, pool: 2 });
const places: Place[] = [];
for (const receiver of receivers) {
  const mailboxes = Math.min(Number(values.mailboxes), PEOPLE);
  const people = await crowd({ db, system }, { people: PEOPLE, mailboxes, steps: STEPS, at: receiver });
  await enrollCrowd({ db }, people);
  places.push({ db, crowd: people, receiver });
}
say(`${names.join(', ')}: each ${PEOPLE} people and ${STEPS.length} mails for each of them; ${KILLS} kills`);
const startedAt = Date.now();
crew.begin();
const report = async () => {
  const { received, open, uncertain } = await lookAt(places);
  say(`  ${secondsSince(startedAt)} s: ${received} received, ${open} enrollments open, ${uncertain} uncertain`);
};
const reporting = setInterval(() => void report(), 30_000);
const following = places.map((place) => followUp(place, startedAt));
const killed = await killAround(places, crew);
const results = await Promise.all(following);
clearInterval(reporting);
say(`killed ${JSON.stringify(killed)} in ${secondsSince(startedAt)} s`);
for (const { provider, received, twice, lost, uncertain, decided, states, seconds } of results)
  say(
    `${provider.padEnd(8)} received ${received}, twice ${twice}, lost ${lost}, uncertain ${uncertain} (and ${decided} decided by a person), ended as ${JSON.stringify(states)} after ${seconds} s`,
  );
say(JSON.stringify({ chaos: 'providers', people: PEOPLE, steps: STEPS.length, kills: KILLS, killed, results }));
await Promise.all([db.close(), system.$disconnect()]);
await crew.end();
for (const receiver of receivers) receiver.end();
process.exit(results.some(({ twice, lost, uncertain, open }) => twice + lost + uncertain + open > 0) ? 1 : 0);
