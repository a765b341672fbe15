// Records the histories that tests/replay.test.ts replays: runs the tests on the real engine, and keeps what their workflows did.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';

/** Tests whose workflows go through everything that they can do, on the real engine. */
const STORIES = [
  'tests/sequences/enrollment',
  'tests/sequences/stories',
  'tests/mailboxes/replies',
  'tests/mailboxes/limits',
  'tests/imports/run',
  'tests/workspaces/invitations',
  'tests/upkeep',
];

const root = path.resolve(import.meta.dirname, '..');
rmSync(path.join(root, 'tests/histories'), { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [path.join(root, 'node_modules/.bin/vitest'), 'run', '--project', 'full', ...STORIES],
  { cwd: root, stdio: 'inherit', env: { ...process.env, RECORD_HISTORIES: 'true' } },
);
process.exit(status ?? 1);
