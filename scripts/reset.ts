// Empties what `npm start` keeps: PostgreSQL's folder and Temporal's file. Asks first.
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { startPostgres } from './launch/postgres.ts';
import { runFile } from './launch/run-file.ts';

const dataDir = path.resolve(process.env.FOLLOWTHROUGH_DATA ?? path.join(import.meta.dirname, '../.data'));
if (!existsSync(dataDir)) {
  console.log(`There is nothing at ${dataDir}.`);
  process.exit(0);
}
const isSure = process.argv.includes('--yes');
const prompt = createInterface({ input: process.stdin, output: process.stdout });
const answer = isSure
  ? 'yes'
  : await prompt.question(`This deletes every contact, mail and run kept at ${dataDir}. Type "yes" to go on: `);
prompt.close();
if (answer.trim().toLowerCase() !== 'yes') {
  console.log('Nothing was deleted.');
  process.exit(1);
}
await runFile(path.join(dataDir, 'run.json')).endLeftovers();
const { dataDir: cluster, stop } = await startPostgres(path.join(dataDir, 'postgres'));
stop();
for (const name of [
  'temporal.db',
  'temporal.db-shm',
  'temporal.db-wal',
  'secrets.json',
  'logs',
  'run.json',
  'postgres',
])
  rmSync(path.join(dataDir, name), { recursive: true, force: true });
rmSync(path.dirname(cluster), { recursive: true, force: true });
console.log('Emptied. `npm start` begins anew.');
