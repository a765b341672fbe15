import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase, openSystemDatabase } from '../../prisma/db.ts';
import { migrate } from '../../prisma/migrate.ts';
import { provisionLogins } from '../../prisma/roles.ts';
import { freePort } from '../../scripts/launch/ports.ts';
import { type Cluster, startPostgres } from '../../scripts/launch/postgres.ts';
import type { TestDatabase } from './database.ts';

/** A database whose server a test may stop and start. */
export type OwnPostgres = TestDatabase & { stop: () => void; start: () => Promise<void> };

/** Lends a migrated database in a PostgreSQL cluster of its own, and takes it back. */
export async function withOwnPostgres<T>(work: (postgres: OwnPostgres) => Promise<T>): Promise<T> {
  const home = mkdtempSync(path.join(tmpdir(), 'followthrough-postgres-'));
  chmodSync(home, 0o755); // Postgres runs as another account where we are root
  const port = String(await freePort()); // the same after each start
  const clusters: Cluster[] = [];
  const start = async () => void clusters.unshift(await startPostgres(home, { port }));
  const stop = () => clusters[0]?.stop();
  await start();
  const owner = clusters[0]?.url('postgres') ?? '';
  await migrate(owner);
  const logins = await provisionLogins(owner, { app: 'app', system: 'system' });
  const db = await openDatabase({ url: logins.app, pool: 5 });
  const system = await openSystemDatabase({ url: logins.system, pool: 3 });
  try {
    const urls = { owner, ...logins };
    return await work({ db, system, urls, stop, start });
  } finally {
    await db.close();
    await system.$disconnect();
    stop();
    rmSync(home, { recursive: true, force: true });
  }
}
