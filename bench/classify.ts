// How well mails that come back are understood: labelled reports of many mail systems, in each of the three line ends.
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { emptyTally, type Labelled, scoreMail, type Tally } from './labelled-mail.ts';

const CORPUS = path.resolve(
  process.env.BENCH_CORPUS ?? path.join(import.meta.dirname, '../../shared/corpus/delivery-reports'),
);
const say = (line: string) => process.stdout.write(`${line}\n`);
const percent = (part: number, whole: number) => (whole === 0 ? '-' : `${((part / whole) * 100).toFixed(1)} %`);
const familyOf = (file: string) => file.replace(/-\d+\.\w+$/, '');

const add = (a: Tally, b: Tally): Tally => ({
  mails: a.mails + b.mails,
  kindRight: a.kindRight + b.kindRight,
  wronglyBounce: a.wronglyBounce + b.wronglyBounce,
  recipients: a.recipients + b.recipients,
  hardRight: a.hardRight + b.hardRight,
  notHard: a.notHard + b.notHard,
  calledHard: a.calledHard + b.calledHard,
  reasonRight: a.reasonRight + b.reasonRight,
  groupRight: a.groupRight + b.groupRight,
  unlike: a.unlike + b.unlike,
});

const row = (name: string, tally: Tally) =>
  [
    name.padEnd(26),
    String(tally.mails).padStart(5),
    percent(tally.kindRight, tally.mails).padStart(9),
    String(tally.recipients).padStart(6),
    percent(tally.hardRight, tally.recipients).padStart(9),
    percent(tally.calledHard, tally.notHard).padStart(9),
    percent(tally.reasonRight, tally.recipients).padStart(9),
    percent(tally.groupRight, tally.recipients).padStart(9),
  ].join(' ');

if (!existsSync(path.join(CORPUS, 'labels.json'))) {
  say(`No labelled mails in ${CORPUS}. Give their folder as BENCH_CORPUS; it holds labels.json and eml/.`);
  process.exit(0);
}

const labelled = JSON.parse(readFileSync(path.join(CORPUS, 'labels.json'), 'utf8')) as Labelled[];
const families = new Map<string, Tally>();
const startedAt = performance.now();
for (const mail of labelled) {
  const tally = await scoreMail(mail, readFileSync(path.join(CORPUS, 'eml', mail.file)));
  const family = familyOf(mail.file);
  families.set(family, add(families.get(family) ?? emptyTally, tally));
}
const seconds = (performance.now() - startedAt) / 1000;
const all = [...families.values()].reduce(add, emptyTally);
say('mail system                mails      kind  recip      hard  soft as     reason    reason');
say('                                    right             right     hard     right  group r.');
for (const [family, tally] of [...families].toSorted(([a], [b]) => a.localeCompare(b))) say(row(family, tally));
say(row('all', all));
say(
  JSON.stringify({
    bench: 'classify',
    corpus: path.basename(CORPUS),
    mails: all.mails,
    recipients: all.recipients,
    kindRight: all.kindRight / all.mails,
    hardRight: all.hardRight / all.recipients,
    notHardCalledHard: all.calledHard / all.notHard,
    reasonRight: all.reasonRight / all.recipients,
    reasonGroupRight: all.groupRight / all.recipients,
    otherMailCalledBounce: all.wronglyBounce,
    mailsUnlikeInAnotherLineEnd: all.unlike,
    mailsPerSecond: Math.round((all.mails * 4) / seconds),
    cores: cpus().length,
    node: process.version,
  }),
);
