// Makes the pictures of the documents: the browser tests walk through the product, and keep what they see.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const { status } = spawnSync(
  process.execPath,
  [path.join(root, 'node_modules/.bin/playwright'), 'test', '--grep', '@pictured'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, SCREENSHOTS: 'true' } },
);
process.exit(status ?? 1);
