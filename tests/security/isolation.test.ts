import pg from 'pg';
import { expect, test } from 'vitest';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';
import { TENANT } from './catalogue.ts';
import { call, ENDPOINTS, type Endpoint, type Outcome } from './endpoints.ts';
import { INPUTS, LEFT_OUT, PASSED_OVER, thingFor } from './fixtures.ts';
import { furnish, type Things } from './furnish.ts';
import { filled, samplesOf, slotsOf } from './samples.ts';

const MARK = 'theirsecret';

type Case = { endpoint: Endpoint; input: Record<string, unknown>; field: string | null; isOneOfMany: boolean };

/** Every way to name a thing of theirs in an endpoint's input: one of theirs at a time, the rest our own. */
function casesOf(endpoint: Endpoint, ours: Things, theirs: Things): Case[] {
  const samples = samplesOf(endpoint.schema).map((sample) => ({ ...(sample as object), ...INPUTS[endpoint.name] }));
  const named = samples.flatMap((sample) =>
    slotsOf(sample).map((slot) => ({
      endpoint,
      field: slot.field,
      isOneOfMany: slot.field.endsWith('s'),
      input: filled(sample, (each) => thingFor(each === slot ? theirs : ours, each.field)) as Case['input'],
    })),
  );
  const plain = { endpoint, field: null, isOneOfMany: false, input: samples[0] ?? {} };
  return named.length > 0 ? named : [plain].filter(() => endpoint.method === 'GET');
}

/** What is wrong with an outcome; null when nothing is. */
function breachOf({ endpoint, field, isOneOfMany }: Case, { status, code, text }: Outcome): string | null {
  if (text.includes(MARK)) return 'shows what is theirs';
  if (status === 404) return null;
  if (status === 400 || status >= 500 || status === 0)
    return `answers ${status} (${text}): give it what it needs in fixtures.ts`;
  if (field === null || endpoint.method === 'GET' || isOneOfMany) return null;
  if (PASSED_OVER[endpoint.name]?.includes(field)) return null;
  return `answers ${status} ${code ?? ''} (${text}) instead of 404`;
}

async function asOwner<T extends pg.QueryResultRow>(
  { urls }: TestApi,
  sql: string,
  values: string[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: urls.owner });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Everything that a workspace has, as text. */
async function contentOf(api: TestApi, workspaceId: string): Promise<Record<string, string>> {
  const tables = await asOwner<{ relname: string }>(
    api,
    `SELECT relname FROM (${TENANT}) AS t WHERE NOT relispartition`,
  );
  const rowsOf = ({ relname }: { relname: string }) =>
    `SELECT '${relname}' AS "table", coalesce(string_agg(row::text, E'\\n' ORDER BY row::text), '') AS rows FROM ${relname} AS row WHERE workspace_id = $1`;
  const content = await asOwner<{ table: string; rows: string }>(api, tables.map(rowsOf).join(' UNION ALL '), [
    workspaceId,
  ]);
  return Object.fromEntries(content.map(({ table, rows }) => [table, rows]));
}

/** Calls everything as us, with what is theirs, and tells what is wrong with the answers. */
async function walk({ rpc }: Person, ours: Things, theirs: Things): Promise<string[]> {
  const endpoints = ENDPOINTS.filter(({ name }) => !(name in LEFT_OUT));
  const breaches: string[] = [];
  for (const each of endpoints.flatMap((endpoint) => casesOf(endpoint, ours, theirs))) {
    const breach = breachOf(each, await call(rpc, each.endpoint, each.input));
    if (breach) breaches.push(`${each.endpoint.name} with their ${each.field ?? 'neighbourhood'}: ${breach}`);
  }
  return breaches;
}

test('no endpoint shows or changes what belongs to another workspace: it does not exist', { timeout: 300_000 }, () =>
  withApi(async (api) => {
    const [us, them] = [await api.signUp(), await api.signUp()];
    const [ours, theirs] = [await furnish(api, us, 'ours'), await furnish(api, them, MARK)];
    const before = await contentOf(api, them.workspaceId);
    expect(await walk(us, ours, theirs)).toEqual([]);

    expect(await contentOf(api, them.workspaceId)).toEqual(before);
    const kept = Object.entries(await contentOf(api, us.workspaceId));
    const leaks = Object.entries(theirs).flatMap(([name, id]) =>
      kept.flatMap(([table, rows]) => (rows.includes(id) ? [`${table} keeps their ${name}`] : [])),
    );
    expect(leaks).toEqual([]);
  }),
);

test('the walk sees a table that is open by mistake', { timeout: 300_000 }, () =>
  withApi(async (api) => {
    const [us, them] = [await api.signUp(), await api.signUp()];
    const [ours, theirs] = [await furnish(api, us, 'ours'), await furnish(api, them, MARK)];
    await asOwner(api, 'CREATE POLICY planted ON tags TO followthrough_app USING (true)');
    const breaches = await walk(us, ours, theirs);
    expect(breaches).toContainEqual(expect.stringMatching(/^tags\.listTags with their neighbourhood: shows/));
    expect(breaches).toContainEqual(expect.stringMatching(/^tags\.deleteTag with their tagId: answers 200/));
  }),
);

test('what the walk is told is about endpoints that exist', () => {
  const names = new Set(ENDPOINTS.map(({ name }) => name));
  const told = [INPUTS, LEFT_OUT, PASSED_OVER].flatMap(Object.keys);
  expect(told.filter((name) => !names.has(name))).toEqual([]);
});
