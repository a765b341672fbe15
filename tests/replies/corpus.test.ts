import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyTally, type Labelled, scoreMail, type Tally } from '../../bench/labelled-mail.ts';

const CORPUS = path.resolve(import.meta.dirname, '../../../shared/corpus/delivery-reports');
const isThere = existsSync(path.join(CORPUS, 'labels.json'));
const labelled = isThere ? (JSON.parse(readFileSync(path.join(CORPUS, 'labels.json'), 'utf8')) as Labelled[]) : [];

const sum = (tallies: Tally[]): Tally =>
  tallies.reduce(
    (all, tally) =>
      Object.fromEntries(
        Object.entries(all).map(([name, count]) => [name, count + tally[name as keyof Tally]]),
      ) as Tally,
    emptyTally,
  );

test.skipIf(!isThere)(
  'labelled mails of many systems are understood (left out where ../shared/corpus is not there)',
  async () => {
    const tallies = await Promise.all(
      labelled.map((mail) => scoreMail(mail, readFileSync(path.join(CORPUS, 'eml', mail.file)))),
    );
    const all = sum(tallies);
    expect(all.hardRight / all.recipients).toBeGreaterThanOrEqual(0.97);
    expect(all.calledHard / all.notHard).toBeLessThanOrEqual(0.02);
    expect(all.groupRight / all.recipients).toBeGreaterThanOrEqual(0.9);
    expect(all.kindRight / all.mails).toBeGreaterThanOrEqual(0.95);
    expect(all.wronglyBounce).toBe(0);
    expect(all.unlike).toBe(0);
  },
);
