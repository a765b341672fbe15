import pg from 'pg';
import { expect, test } from 'vitest';
import { withDatabase } from '../helpers/database.ts';
import { make } from '../helpers/make.ts';
import { LAWS, TENANT } from './catalogue.ts';

/** Asks as whoever the address signs in. */
async function asked(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test.each(LAWS)('$sentence, and a breach is seen', ({ sql, breach }) =>
  withDatabase(async ({ urls }) => {
    expect(await asked(urls.owner, sql)).toEqual([]);
    await asked(urls.owner, breach);
    expect(await asked(urls.owner, sql)).not.toEqual([]);
  }),
);

test('the laws look at every table', () =>
  withDatabase(async ({ urls }) => {
    expect((await asked(urls.owner, TENANT)).length).toBeGreaterThan(40);
  }));

test('our roles are no superusers and bypass nothing', () =>
  withDatabase(async ({ urls }) => {
    const roles = `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS "isMighty"
      FROM pg_roles WHERE rolname LIKE 'followthrough%'`;
    expect(await asked(urls.owner, roles)).toEqual(Array.from({ length: 4 }, () => ({ isMighty: false })));
  }));

test('without a workspace the application sees nothing, and with one it writes into no other', () =>
  withDatabase(async (database) => {
    const [ours, theirs] = [await make.workspace(database), await make.workspace(database)];
    await database.db.withWorkspace(theirs.workspaceId, (tx) => make.contact(tx, theirs));
    const asApp = (sql: string) => asked(database.urls.app, sql);
    expect(await asApp('SELECT * FROM contacts')).toEqual([]);
    expect(await asApp('SELECT id FROM workspaces')).toEqual([]);
    expect(await asApp('SELECT id, email FROM users')).toEqual([]);
    const insert = database.db.withWorkspace(ours.workspaceId, (tx) => make.contact(tx, theirs));
    await expect(insert).rejects.toThrow(/row-level security/);
    await expect(asApp('SELECT * FROM outbound_emails_other')).rejects.toThrow(/permission denied/);
    const moved = database.db.withWorkspace(
      ours.workspaceId,
      (tx) => tx.$executeRaw`UPDATE contacts SET workspace_id = ${ours.workspaceId}::uuid`,
    );
    expect(await moved).toBe(0);
  }));
