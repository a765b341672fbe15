import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../prisma/migrate.ts';
import { provisionLogins } from '../../prisma/roles.ts';
import { startPostgres } from '../../scripts/launch/postgres.ts';
import { findTemporal } from '../../scripts/launch/temporal.ts';

/** What the tests borrow: a Postgres cluster with a migrated template, Temporal's binaries, and the bundled workflows. */
export type Servers = {
  ownerUrl: string;
  appUrl: string;
  systemUrl: string;
  temporal: string;
  testServer: string;
  workflowBundle: string;
};

declare module 'vitest' {
  interface ProvidedContext {
    servers: Servers;
  }
}

export const TEMPLATE = 'followthrough_template';
const root = path.resolve(import.meta.dirname, '../..');

/** Starts once for the whole run what every test can share, and takes it down again. */
export default async function setup({ provide }: Pick<TestProject, 'provide'>) {
  const home = mkdtempSync(path.join(tmpdir(), 'followthrough-test-'));
  chmodSync(home, 0o755); // Postgres runs as another account where we are root
  const cache = path.join(root, '.data/bin');
  const cluster = await startPostgres(path.join(home, 'postgres'), {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  });
  const admin = new pg.Client({ connectionString: cluster.url('postgres') });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  const ownerUrl = cluster.url(TEMPLATE);
  await migrate(ownerUrl);
  const { app, system } = await provisionLogins(ownerUrl, { app: 'app', system: 'system' });

  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows/index.ts'),
    logger: { trace() {}, debug() {}, info() {}, log() {}, warn: console.warn, error: console.error },
  });
  const workflowBundle = path.join(home, 'workflows.js');
  writeFileSync(workflowBundle, code);

  provide('servers', {
    ownerUrl,
    appUrl: app,
    systemUrl: system,
    temporal: await findTemporal(cache),
    testServer: await findTemporal(cache, { name: 'temporal-test-server' }),
    workflowBundle,
  });
  return () => {
    cluster.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
