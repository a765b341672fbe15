import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { whyNoDovecot } from '../helpers/dovecot.ts';

const root = path.resolve(import.meta.dirname, '../..');
const PROVIDERS = ['gmail', 'outlook', ...(whyNoDovecot ? [] : ['smtp']), 'sandbox'];

test('whatever is killed while mail leaves, each person gets each mail once, by every provider', () => {
  const said = spawnSync(
    process.execPath,
    [
      ...['--import', 'tsx', 'bench/chaos.ts', '--providers', PROVIDERS.join(',')],
      ...['--sends', '12', '--kills', '5', '--mailboxes', '2', '--minutes', '6'],
    ],
    { cwd: root, encoding: 'utf8' },
  );
  const last = said.stdout.trim().split('\n').at(-1) ?? '';
  expect(JSON.parse(last)).toMatchObject({
    kills: 5,
    results: PROVIDERS.map((provider) => ({ provider, twice: 0, lost: 0, uncertain: 0, open: 0 })),
  });
}, 480_000);
