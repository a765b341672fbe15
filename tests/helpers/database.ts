import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase, openSystemDatabase, type SystemDatabase } from '../../prisma/db.ts';
import { TEMPLATE } from './servers.ts';

export type TestDatabase = {
  db: Database;
  system: SystemDatabase;
  /** Connections as the owner, as the application and as the system role. */
  urls: { owner: string; app: string; system: string };
};

const inDatabase = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();

async function asAdmin(sql: string) {
  const client = new pg.Client({ connectionString: inDatabase(inject('servers').ownerUrl, 'postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Lends a fresh database of its own, and takes it back. */
export async function withDatabase<T>(work: (database: TestDatabase) => Promise<T>): Promise<T> {
  const { ownerUrl, appUrl, systemUrl } = inject('servers');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY file_copy`);
  const urls = {
    owner: inDatabase(ownerUrl, name),
    app: inDatabase(appUrl, name),
    system: inDatabase(systemUrl, name),
  };
  const db = await openDatabase({ url: urls.app, pool: 10 });
  const system = await openSystemDatabase({ url: urls.system, pool: 3 });
  try {
    return await work({ db, system, urls });
  } finally {
    await db.close();
    await system.$disconnect();
    await asAdmin(`DROP DATABASE ${name} WITH (FORCE)`);
  }
}
