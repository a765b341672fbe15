import { mkdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '../prisma/migrate.ts';
import { provisionLogins } from '../prisma/roles.ts';
import { seed } from '../prisma/seed.ts';
import { children } from './launch/children.ts';
import { freePort } from './launch/ports.ts';
import { startPostgres } from './launch/postgres.ts';
import { runFile } from './launch/run-file.ts';
import { keptSecrets } from './launch/settings.ts';
import { findTemporal, serverArguments, waitForTemporal } from './launch/temporal.ts';
import { buildWeb } from './launch/web.ts';

const root = path.resolve(import.meta.dirname, '..');
const dataDir = path.resolve(process.env.FOLLOWTHROUGH_DATA ?? path.join(root, '.data'));
const startedAt = Date.now();
const say = (line: string) =>
  console.log(`${String(Math.round((Date.now() - startedAt) / 100) / 10).padStart(6)} s  ${line}`);

mkdirSync(dataDir, { recursive: true });
const files = runFile(path.join(dataDir, 'run.json'));
const programs = children({ dir: path.join(dataDir, 'logs'), files, say });
const secrets = keptSecrets(dataDir);
let stopPostgres = () => {};

/** The next free port is as good as a taken one, but said. */
async function port(name: string, wanted: number): Promise<number> {
  const free = await freePort(wanted);
  if (free !== wanted) say(`port ${wanted} is taken: ${name} uses ${free}`);
  return free;
}

async function database(): Promise<string> {
  if (process.env.DATABASE_URL) {
    say('PostgreSQL: the one of DATABASE_URL');
    return process.env.DATABASE_URL;
  }
  const cluster = await startPostgres(path.join(dataDir, 'postgres'));
  stopPostgres = cluster.stop;
  const admin = new pg.Client({ connectionString: cluster.url('postgres') });
  await admin.connect();
  const { rowCount } = await admin.query("SELECT FROM pg_database WHERE datname = 'followthrough'");
  if (!rowCount) await admin.query('CREATE DATABASE followthrough');
  await admin.end();
  say('PostgreSQL is ready');
  return cluster.url('followthrough');
}

async function temporal(): Promise<{ address: string; uiUrl: string }> {
  if (process.env.TEMPORAL_ADDRESS) {
    say('Temporal: the one of TEMPORAL_ADDRESS');
    return { address: process.env.TEMPORAL_ADDRESS, uiUrl: process.env.TEMPORAL_UI_URL ?? 'http://127.0.0.1:8233' };
  }
  const binary = await findTemporal(path.join(dataDir, 'bin'), { say });
  const ports = { port: await port('Temporal', 7233), uiPort: await port('the Temporal UI', 8233) };
  const args = serverArguments(ports, { databaseFile: path.join(dataDir, 'temporal.db') });
  programs.start({ name: 'temporal', command: binary, args });
  await waitForTemporal(`127.0.0.1:${ports.port}`);
  say('Temporal is ready');
  return { address: `127.0.0.1:${ports.port}`, uiUrl: `http://127.0.0.1:${ports.uiPort}` };
}

async function web() {
  if (await buildWeb()) say('web pages are built');
}

async function whenReady(url: string) {
  for (const deadline = Date.now() + 60_000; ; ) {
    if (
      await fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    if (Date.now() > deadline)
      throw new Error(`${url} did not answer within 60 s. Its log is in ${path.join(dataDir, 'logs/api.log')}.`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

async function start() {
  const leftovers = await files.endLeftovers();
  if (leftovers.length > 0) say(`ended what an earlier start had left: ${leftovers.join(', ')}`);
  files.noteLauncher();
  const [ownerUrl, { address, uiUrl }] = await Promise.all([database(), temporal(), web()]);
  const applied = await migrate(ownerUrl);
  if (applied.length > 0) say(`migrated the database (${applied.length})`);
  const logins = await provisionLogins(ownerUrl, { app: secrets.appPassword, system: secrets.systemPassword });

  const apiPort = await port('the product', Number(process.env.API_PORT ?? 3000));
  const url = `http://127.0.0.1:${apiPort}`;
  const env = {
    APP_DATABASE_URL: logins.app,
    SYSTEM_DATABASE_URL: logins.system,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_UI_URL: uiUrl,
    PUBLIC_URL: process.env.PUBLIC_URL ?? url,
    API_PORT: String(apiPort),
    SANDBOX_SMTP_PORT: String(await port("the sandbox's mail server", 2525)),
    AUTH_SECRET: secrets.authSecret,
    ENCRYPTION_KEYS: `local:${secrets.encryptionKey}`,
    DEMO: 'true',
  };
  const demo = await seed(env);
  if (demo.isNew) say('wrote the demonstration data');
  const run = (script: string) => ({
    command: process.execPath,
    args: ['--import', 'tsx', path.join(root, script)],
    env,
  });
  programs.start({ name: 'worker', ...run('worker.ts') });
  programs.start({ name: 'api', ...run('api/server.ts') });
  await whenReady(url);
  say('ready');
  console.log(`
  Followthrough   ${url}
  Sign in with    ${demo.email}  /  ${demo.password}
  Temporal UI     ${uiUrl}
  API docs        ${url}/api/docs
  Data            ${dataDir}   (npm run reset empties it)
  Stop            Ctrl-C
`);
}

let isEnding = false;
async function end(code: number) {
  if (isEnding) return;
  isEnding = true;
  say('stopping');
  await programs.end();
  stopPostgres();
  files.forget();
  process.exit(code);
}
process.on('SIGINT', () => void end(0));
process.on('SIGTERM', () => void end(0));

await start().catch((error: Error) => {
  console.error(`\n${error.message}\n`);
  return end(1);
});
setInterval(() => {}, 1 << 30); // stays until it is told to stop
