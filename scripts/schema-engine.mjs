#!/usr/bin/env node
// Stand-in for Prisma's native schema-engine: the same stdio JSON-RPC, answered by the WASM engine from npm over pg.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as bg from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const require = createRequire(import.meta.url),
  argv = process.argv.slice(2);
const opt = (name) => argv.flatMap((a, i) => (a === `--${name}` ? [argv[i + 1]] : []));
const { url = 'postgresql://no-datasource-url.invalid/none', shadowDatabaseUrl } = JSON.parse(
  opt('datasource')[0] ?? '{}',
);
const quote = (id) => `"${id.replaceAll('"', '""')}"`,
  dbOf = (u) => decodeURIComponent(new URL(u).pathname.slice(1));
const pgUrl = (u, database) => {
  // without Prisma-only parameters; optionally another database
  const x = new URL(u);
  for (const k of [
    'schema',
    'connection_limit',
    'pool_timeout',
    'pgbouncer',
    'connect_timeout',
    'statement_cache_size',
    'socket_timeout',
  ])
    x.searchParams.delete(k);
  return Object.assign(x, database ? { pathname: `/${encodeURIComponent(database)}` } : {}).toString();
};
async function connect(u, onDispose) {
  const schema = new URL(url).searchParams.get('schema') ?? undefined;
  const pool = new pg.Pool({
    connectionString: pgUrl(u),
    max: 1,
    options: `-c TimeZone=UTC${schema ? ` -c search_path=${schema}` : ''}`,
  }); // max 1: the advisory lock holds
  pool.on('error', () => {});
  const adapter = await new PrismaPg(pool, { schema }).connect(),
    { performIO, queryRaw } = adapter;
  let oids = [];
  adapter.performIO = async (q) => {
    // adapter-pg does not know the catalogs' "char" (oid 18): read as text, report as Character
    const res = await performIO.call(adapter, q),
      r = Array.isArray(res) ? res.at(-1) : res;
    oids = r.fields.map((f) => f.dataTypeID);
    r.fields.forEach((f) => {
      if (f.dataTypeID === 18) f.dataTypeID = 25;
    });
    return r;
  };
  adapter.queryRaw = async (q) => {
    const r = await queryRaw.call(adapter, q);
    oids.forEach((o, i) => {
      if (o === 18) r.columnTypes[i] = ColumnTypeEnum.Character;
    });
    return r;
  };
  adapter.executeScript = (sql) =>
    pool.query(sql).then(
      () => {},
      (e) => adapter.onError(e),
    ); // whole file, as the native engine (the adapter splits at every ';')
  adapter.dispose = async () => {
    await pool.end();
    await onDispose?.();
  };
  return adapter;
}
async function admin(sql) {
  // CREATE/DROP DATABASE, from a maintenance database
  for (const db of ['postgres', 'template1', dbOf(url)]) {
    const c = new pg.Client({ connectionString: pgUrl(url, db) });
    try {
      await c.connect();
    } catch (e) {
      if (e.code === '3D000') continue;
      throw e;
    }
    try {
      return await c.query(sql);
    } finally {
      await c.end();
    }
  }
}
const drop = (db) => admin(`DROP DATABASE IF EXISTS ${quote(db)} WITH (FORCE)`),
  create = (db) => admin(`CREATE DATABASE ${quote(db)}`);
const factory = bindMigrationAwareSqlAdapterFactory({
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect: () => connect(url),
  connectToShadowDb: async () => {
    if (shadowDatabaseUrl) return connect(shadowDatabaseUrl);
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await create(name);
    return connect(pgUrl(url, name), () => drop(name));
  },
});
const P = {
  '3D000': 'P1003',
  '28P01': 'P1000',
  28000: 'P1010',
  ECONNREFUSED: 'P1001',
  ENOTFOUND: 'P1001',
  '42P04': 'P1009',
};
const codeOf = (e) =>
  e?.error_code ?? (/^P\d{4}$/.test(e?.code ?? '') ? e.code : P[e?.code ?? e?.cause?.originalCode]) ?? null;
const log = (level, message, error_code) =>
  process.stderr.write(
    JSON.stringify({
      timestamp: new Date().toISOString(),
      level,
      fields: { message, error_code },
      target: 'schema_engine::logger',
    }) + '\n',
  );
if (argv.includes('--version')) {
  const { version } = JSON.parse(
    readFileSync(require.resolve('@prisma/schema-engine-wasm').replace(/[^/\\]+$/, 'package.json'), 'utf8'),
  );
  console.log(`schema-engine-cli ${version.split('.').pop()}`);
  process.exit(0);
}
const cli = argv.includes('cli') && argv[argv.indexOf('cli') + 1];
if (cli)
  try {
    log('INFO', cli); // the CLI skips the first line
    if (cli === 'can-connect-to-database') {
      const c = new pg.Client({ connectionString: pgUrl(url) });
      await c.connect();
      await c.end();
    }
    if (cli === 'create-database') await create(dbOf(url));
    if (cli === 'drop-database') await drop(dbOf(url));
    process.exit(0);
  } catch (e) {
    log('ERROR', e.message, codeOf(e));
    process.exit(1);
  }
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (m) => log('ERROR', m) };
const wasm = readFileSync(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm'));
const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bg });
bg.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();
const files = opt('datamodels').map((p) => [p, readFileSync(p, 'utf8')]),
  send = (m) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...m }) + '\n');
let engine,
  queue = Promise.resolve();
async function call(method, params) {
  if (method === 'createDatabase') {
    await create(dbOf(url));
    return { databaseName: dbOf(url) };
  }
  engine ??= await bg.SchemaEngine.new({ datamodels: files.length ? files : undefined }, () => {}, factory);
  if (method === 'getDatabaseVersion') return engine.version(params);
  if (method === 'evaluateDataLoss' || method === 'createMigration')
    // these read the replayed history from the engine's cache only: fill it
    await engine.diagnoseMigrationHistory({
      migrationsList: params.migrationsList,
      optInToShadowDatabase: true,
      filters: params.filters,
    });
  const result = await engine[method](params);
  if (method !== 'diff') return result ?? {};
  if (result.stdout != null) send({ id: 1e9, method: 'print', params: { content: result.stdout.replace(/\n$/, '') } });
  return { ...result, stdout: null };
}
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, method, params } = JSON.parse(line);
    if (method)
      queue = queue
        .then(() => call(method, params))
        .then(
          (result) => send({ id, result }),
          (e) => {
            const err = factory.errorRegistry.consumeError(Number(/id#(\d+)/.exec(e?.message)?.[1]))?.error ?? e;
            send({
              id,
              error: {
                code: 4466,
                message: 'An error happened.',
                data: {
                  is_panic: err?.name === 'RuntimeError',
                  message: String(err?.message ?? err),
                  meta: null,
                  error_code: codeOf(err),
                },
              },
            });
          },
        );
  })
  .on('close', () => void queue.finally(() => process.exit(0)));
