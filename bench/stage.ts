import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import pg from 'pg';
import { type Database, openDatabase, openSystemDatabase, type SystemDatabase } from '../prisma/db.ts';
import { migrate } from '../prisma/migrate.ts';
import { provisionLogins } from '../prisma/roles.ts';
import { freePort } from '../scripts/launch/ports.ts';
import { startPostgres } from '../scripts/launch/postgres.ts';
import { findTemporal, serverArguments, waitForTemporal } from '../scripts/launch/temporal.ts';

const root = path.resolve(import.meta.dirname, '..');
export const SECRET = 'a secret of the benchmarks that is long enough';
export const KEYS = `bench:${Buffer.alloc(32, 7).toString('base64')}`;

export type Stage = {
  db: Database;
  system: SystemDatabase;
  urls: { app: string; system: string };
  temporalAddress: string;
  /** Starts a worker as a process of its own, told to hand sandbox mail to this port, and resolves when it works. */
  worker: (sandboxPort: number) => Promise<ChildProcess>;
};

/** Lends PostgreSQL and Temporal of their own, as `npm start` runs them, and takes them back. */
export async function withStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const home = mkdtempSync(path.join(tmpdir(), 'followthrough-bench-'));
  chmodSync(home, 0o755); // PostgreSQL runs as another account where we are root
  const cluster = await startPostgres(path.join(home, 'postgres'));
  const admin = new pg.Client({ connectionString: cluster.url('postgres') });
  await admin.connect();
  await admin.query('CREATE DATABASE followthrough');
  await admin.end();
  await migrate(cluster.url('followthrough'));
  const urls = await provisionLogins(cluster.url('followthrough'), { app: 'bench', system: 'bench' });

  const ports = { port: await freePort(), uiPort: await freePort() };
  const args = [...serverArguments(ports, { databaseFile: path.join(home, 'temporal.db') }), '--headless'];
  const temporal = spawn(await findTemporal(path.join(root, '.data/bin')), args, { stdio: 'ignore' });
  const temporalAddress = `127.0.0.1:${ports.port}`;
  await waitForTemporal(temporalAddress, temporal);

  const bundle = path.join(home, 'workflows.js');
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows/index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  writeFileSync(bundle, code);

  const db = await openDatabase({ url: urls.app, pool: 10 });
  const system = await openSystemDatabase({ url: urls.system, pool: 3 });
  const workers: ChildProcess[] = [];
  const worker = async (sandboxPort: number) => {
    const env = {
      ...process.env,
      APP_DATABASE_URL: urls.app,
      SYSTEM_DATABASE_URL: urls.system,
      TEMPORAL_ADDRESS: temporalAddress,
      PUBLIC_URL: 'http://127.0.0.1:3000',
      AUTH_SECRET: SECRET,
      ENCRYPTION_KEYS: KEYS,
      SANDBOX_SMTP_PORT: String(sandboxPort),
      WORKFLOW_BUNDLE: bundle,
      LOG_LEVEL: 'info',
    };
    const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'worker.ts')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    workers.push(child);
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => chunk.includes('worker ready') && resolve());
      child.once('exit', (exitCode) => reject(new Error(`The worker ended at once (exit code ${exitCode}).`)));
    });
    return child;
  };
  try {
    return await work({ db, system, urls, temporalAddress, worker });
  } finally {
    for (const child of workers) child.kill('SIGKILL');
    temporal.kill('SIGKILL');
    await db.close();
    await system.$disconnect();
    cluster.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
