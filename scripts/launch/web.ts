import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const SOURCES = ['web', 'api/contract', 'workflows', 'vite.config.ts', 'package-lock.json'];

function* filesBelow(at: string): Generator<string> {
  if (!existsSync(at)) return;
  if (statSync(at).isFile()) return yield at;
  for (const name of readdirSync(at).toSorted()) yield* filesBelow(path.join(at, name));
}

/** Builds the web pages into dist/web, unless the ones there are of these very sources. Tells whether it built. */
export async function buildWeb(): Promise<boolean> {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    for (const file of filesBelow(path.join(root, source))) hash.update(file).update(readFileSync(file));
  const stamp = path.join(root, 'dist/web/.sources');
  const digest = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return false;
  const { build } = await import('vite');
  await build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'error' });
  writeFileSync(stamp, digest);
  return true;
}
