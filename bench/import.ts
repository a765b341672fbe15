// Imports a file of people through the API, as a browser does: upload, check, run, then the same file again with news for everybody.
import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newApiKey } from '../api/http/api-key.ts';
import { freePort } from '../scripts/launch/ports.ts';
import { KEYS, SECRET, type Stage, withStage } from './stage.ts';

const ROWS = Number(process.env.BENCH_ROWS ?? 100_000);
/** Every fiftieth row is about somebody whom an earlier row is about, every hundredth has no good address. */
const DUPLICATE_EVERY = 50;
const WRONG_EVERY = 100;
const HEADER = 'Email,First name,Last name,Company,Job title,Phone,City,Country';
const POLL_MS = 100;

type Job = {
  state: string;
  reason: string | null;
  newRows: number;
  updatedRows: number;
  skippedRows: number;
  errorRows: number;
};
type Ask = <T>(method: string, place: string, body?: string) => Promise<T>;

const say = (line: string) => process.stdout.write(`${line}\n`);

const addressOf = (index: number): string => {
  if (index % WRONG_EVERY === WRONG_EVERY - 1) return `person${index} at customer`;
  const person = index % DUPLICATE_EVERY === 0 && index > 0 ? index - 10 : index;
  return `person${person}@customer${person % 1_000}.example`;
};

/** The people as a CSV. Their titles tell the first file from the second. */
const fileOf = (title: string): string =>
  [
    HEADER,
    ...Array.from(
      { length: ROWS },
      (_, index) =>
        `${addressOf(index)},First${index % 997},"Last, ${index}",Company ${index % 5_000},${title},+49 30 ${1_000_000 + index},Berlin,Germany`,
    ),
  ].join('\r\n');

/** Starts the API over the stage, and gives how to ask it as a program with a key. */
async function startApi(
  { urls, temporalAddress, system }: Stage,
  port: number,
): Promise<{ ask: Ask; stop: () => void }> {
  const { key, start, secretHash } = newApiKey();
  const user = await system.user.create({
    data: { email: 'bench@example.com', name: 'Robin Rep', emailVerified: true },
  });
  const workspace = await system.workspace.create({ data: { name: 'Bench', slug: 'bench' } });
  const ids = { workspaceId: workspace.id, userId: user.id };
  await system.membership.create({ data: { ...ids, role: 'owner' } });
  await system.apiKey.create({
    data: { workspaceId: workspace.id, createdById: user.id, name: 'Bench', role: 'rep', start, secretHash },
  });
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    APP_DATABASE_URL: urls.app,
    SYSTEM_DATABASE_URL: urls.system,
    TEMPORAL_ADDRESS: temporalAddress,
    PUBLIC_URL: url,
    API_PORT: String(port),
    AUTH_SECRET: SECRET,
    ENCRYPTION_KEYS: KEYS,
    SANDBOX_SMTP_PORT: String(await freePort()),
    LOG_LEVEL: 'warn',
  };
  const server = path.resolve(import.meta.dirname, '../api/server.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', server], { env, stdio: 'inherit' });
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) await sleep(200);

  const ask: Ask = async (method, place, body) => {
    const response = await fetch(`${url}/api/v1${place}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
      ...(body ? { body } : {}),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer as never;
  };
  return { ask, stop: () => child.kill('SIGKILL') };
}

async function whenState(ask: Ask, importId: string, state: string): Promise<Job> {
  for (;;) {
    const job = await ask<Job>('GET', `/imports/${importId}`);
    if (job.state === state) return job;
    if (job.state === 'failed') throw new Error(job.reason ?? 'The import failed.');
    await sleep(POLL_MS);
  }
}

/** Uploads, checks and runs a file. Gives the seconds of each, and what the run counted. */
async function importFile(ask: Ask, file: string) {
  const marks = [performance.now()];
  const seconds = () => {
    marks.push(performance.now());
    return Math.round((marks.at(-1) ?? 0) - (marks.at(-2) ?? 0)) / 1_000;
  };
  const { importId } = await ask<{ importId: string }>('POST', '/imports?fileName=people.csv', file);
  const upload = seconds();
  await ask('POST', `/imports/${importId}/check`);
  await whenState(ask, importId, 'checked');
  const check = seconds();
  await ask('POST', `/imports/${importId}/run`);
  const { newRows, updatedRows, skippedRows, errorRows } = await whenState(ask, importId, 'completed');
  const run = seconds();
  const total = Math.round((upload + check + run) * 1_000) / 1_000;
  return { upload, check, run, total, newRows, updatedRows, skippedRows, errorRows };
}

await withStage(async (stage) => {
  const { ask, stop } = await startApi(stage, await freePort());
  try {
    await stage.worker(await freePort());
    const created = await importFile(ask, fileOf('Head of sales'));
    const updated = await importFile(ask, fileOf('Head of growth'));
    const perSecond = ({ run }: { run: number }) => Math.round(ROWS / run);
    for (const [name, figures] of Object.entries({ 'new contacts': created, 'known contacts': updated }))
      say(
        `${ROWS} rows of ${name}: upload ${figures.upload} s, check ${figures.check} s, run ${figures.run} s (${perSecond(figures)} rows/s), in all ${figures.total} s; ` +
          `${figures.newRows} new, ${figures.updatedRows} updated, ${figures.skippedRows} skipped, ${figures.errorRows} wrong`,
      );
    say(
      JSON.stringify({
        bench: 'import',
        rows: ROWS,
        columns: HEADER.split(',').length,
        duplicateEvery: DUPLICATE_EVERY,
        wrongEvery: WRONG_EVERY,
        created: {
          ...created,
          rowsPerSecond: perSecond(created),
          rowsPerSecondEndToEnd: Math.round(ROWS / created.total),
        },
        updated: {
          ...updated,
          rowsPerSecond: perSecond(updated),
          rowsPerSecondEndToEnd: Math.round(ROWS / updated.total),
        },
        cores: cpus().length,
        node: process.version,
      }),
    );
  } finally {
    stop();
  }
});
