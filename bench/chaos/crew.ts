import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import pg from 'pg';
import { migrate } from '../../prisma/migrate.ts';
import { provisionLogins } from '../../prisma/roles.ts';
import { freePort } from '../../scripts/launch/ports.ts';
import { startPostgres } from '../../scripts/launch/postgres.ts';
import { findTemporal, serverArguments, waitForTemporal } from '../../scripts/launch/temporal.ts';
import { KEYS, SECRET } from '../stage.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Who can be killed. */
export type Victim = 'worker' | 'api' | 'postgres' | 'temporal';

/** The product with its servers, each a process that can be killed and is started again. */
export type Crew = {
  urls: { app: string; system: string };
  /** Kills one (`kill -9`), and has it started again. */
  kill: (victim: Victim) => Promise<void>;
  /** Starts workers and api; the servers run already. */
  begin: () => void;
  end: () => Promise<void>;
};

/** Keeps a program running: whenever it ends it is started again. */
function keeper(command: string, args: string[], env: NodeJS.ProcessEnv = process.env) {
  let child: ChildProcess | null = null;
  let isEnding = false;
  const start = () => {
    child = spawn(command, args, { env, stdio: ['ignore', 'ignore', process.env.CHAOS_LOUD ? 'inherit' : 'ignore'] });
    child.once('exit', () => void (!isEnding && setTimeout(start, 100)));
  };
  return {
    start,
    kill: () => void child?.kill('SIGKILL'),
    end() {
      isEnding = true;
      child?.kill('SIGKILL');
    },
  };
}

const lines = (command: string, ...args: string[]) =>
  spawnSync(command, args, { encoding: 'utf8' }).stdout.split('\n').filter(Boolean);

/** Whether a process runs; one that has ended and that nobody has buried yet does not. */
const isAlive = (pid: string) => lines('ps', '-o', 'stat=', '-p', pid).some((state) => !state.startsWith('Z'));

/** PostgreSQL on a port of its own, so that it comes back where it was. */
async function keptPostgres(home: string) {
  const dir = path.join(home, 'postgres');
  const port = String(await freePort());
  let cluster = await startPostgres(dir, { port });
  return {
    url: cluster.url,
    async kill() {
      const lock = path.join(cluster.dataDir, 'postmaster.pid');
      const [pid = ''] = readFileSync(lock, 'utf8').split('\n');
      const children = lines('pgrep', '-P', pid);
      process.kill(Number(pid), 'SIGKILL');
      while ([pid, ...children].some(isAlive)) await sleep(100); // its children still let go of what they held
      rmSync(lock, { force: true }); // an unburied process would be taken for a running one
      cluster = await startPostgres(dir, { port });
    },
    end: () => cluster.stop(),
  };
}

async function keptTemporal(home: string) {
  const ports = { port: await freePort(), uiPort: await freePort() };
  const args = [...serverArguments(ports, { databaseFile: path.join(home, 'temporal.db') }), '--headless'];
  const program = keeper(await findTemporal(path.join(root, '.data/bin')), args);
  const address = `127.0.0.1:${ports.port}`;
  program.start();
  await waitForTemporal(address);
  return { ...program, address };
}

async function bundled(home: string): Promise<string> {
  const file = path.join(home, 'workflows.js');
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows/index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  writeFileSync(file, code);
  return file;
}

/** Lays out a home with PostgreSQL and Temporal in it, ready for two workers and an api that are told these settings. */
export async function gatherCrew(settings: Record<string, string>): Promise<Crew> {
  const home = mkdtempSync(path.join(tmpdir(), 'followthrough-chaos-'));
  chmodSync(home, 0o755); // PostgreSQL runs as another account where we are root
  const postgres = await keptPostgres(home);
  const admin = new pg.Client({ connectionString: postgres.url('postgres') });
  await admin.connect();
  await admin.query('CREATE DATABASE followthrough');
  await admin.end();
  await migrate(postgres.url('followthrough'));
  const urls = await provisionLogins(postgres.url('followthrough'), { app: 'chaos', system: 'chaos' });
  const temporal = await keptTemporal(home);
  const apiPort = await freePort();
  const env = {
    ...process.env,
    APP_DATABASE_URL: urls.app,
    SYSTEM_DATABASE_URL: urls.system,
    TEMPORAL_ADDRESS: temporal.address,
    PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
    API_PORT: String(apiPort),
    AUTH_SECRET: SECRET,
    ENCRYPTION_KEYS: KEYS,
    SANDBOX_SMTP_PORT: String(await freePort()),
    WORKFLOW_BUNDLE: await bundled(home),
    LOG_LEVEL: 'error',
    ...settings,
  };
  const program = (file: string) => keeper(process.execPath, ['--import', 'tsx', path.join(root, file)], env);
  const workers = [program('worker.ts'), program('worker.ts')];
  const api = program('api/server.ts');
  const victims: Record<Victim, () => void | Promise<void>> = {
    worker: () => workers[Math.floor(Math.random() * workers.length)]?.kill(),
    api: api.kill,
    postgres: postgres.kill,
    temporal: temporal.kill,
  };
  return {
    urls,
    kill: async (victim) => victims[victim](),
    begin() {
      for (const kept of [...workers, api]) kept.start();
    },
    async end() {
      for (const kept of [...workers, api, temporal]) kept.end();
      await sleep(500);
      postgres.end();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
