import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

const MIGRATIONS = path.join(import.meta.dirname, 'migrations');
/** Prisma's own migration lock: this runner and `prisma migrate deploy` exclude each other. */
const LOCK = 72707369;
const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

async function apply(client: pg.Client, name: string, sql: Buffer) {
  const id = randomUUID();
  const checksum = createHash('sha256').update(sql).digest('hex');
  await client.query('INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  try {
    await client.query(sql.toString()); // a whole file is one implicit transaction
  } catch (cause) {
    await client.query('UPDATE "_prisma_migrations" SET logs = $2 WHERE id = $1', [id, String(cause)]);
    throw new Error(`P3018: migration ${name} failed: ${(cause as Error).message}`, { cause });
  }
  await client.query('UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [
    id,
  ]);
}

/** Brings a database up to date, as `prisma migrate deploy` does: same lock, same table, same rows. Returns what it applied. */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(TABLE);
    const { rows } = await client.query<Applied>('SELECT * FROM "_prisma_migrations" WHERE rolled_back_at IS NULL');
    const broken = rows.find((row) => !row.finished_at);
    if (broken)
      throw new Error(
        `P3009: migration ${broken.migration_name} failed earlier. Mend the database, then run: npx prisma migrate resolve`,
      );
    const done = new Set(rows.map((row) => row.migration_name));
    const entries = await readdir(MIGRATIONS, { withFileTypes: true });
    const pending = entries.filter((entry) => entry.isDirectory() && !done.has(entry.name)).map((entry) => entry.name);
    pending.sort();
    for (const name of pending) await apply(client, name, await readFile(path.join(MIGRATIONS, name, 'migration.sql')));
    return pending;
  } finally {
    await client.end();
  }
}
