import { getAuthTables } from 'better-auth/db';
import pg from 'pg';
import { expect, test } from 'vitest';
import { withApi } from '../helpers/api.ts';

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The tables of ours that the library writes. */
const TABLES = { user: 'users', session: 'sessions', account: 'accounts', verification: 'verifications' };

test('our tables have every column that the sign-in library writes, and need none that it does not', () =>
  withApi(async ({ deps, urls }) => {
    const wanted = getAuthTables(deps.auth.options);
    expect(Object.keys(wanted).toSorted()).toEqual(Object.keys(TABLES).toSorted());
    const client = new pg.Client({ connectionString: urls.owner });
    await client.connect();
    const columns = await client.query<{ table: string; column: string; isNeeded: boolean }>(
      `SELECT table_name AS "table", column_name AS "column", is_nullable = 'NO' AND column_default IS NULL AS "isNeeded"
       FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    await client.end();
    const compared = Object.entries(TABLES).map(([model, table]) => {
      const fields = Object.entries(wanted[model]?.fields ?? {}).map(([name, field]) =>
        snakeCase(field.fieldName ?? name),
      );
      const ours = columns.rows.filter((each) => each.table === table);
      const names = new Set(ours.map(({ column }) => column));
      return {
        table,
        missing: fields.filter((field) => !names.has(field)),
        unfilled: ours.filter(({ column, isNeeded }) => isNeeded && column !== 'id' && !fields.includes(column)),
      };
    });
    expect(compared).toEqual(Object.values(TABLES).map((table) => ({ table, missing: [], unfilled: [] })));
  }));
