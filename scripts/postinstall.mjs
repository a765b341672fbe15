// Runs after every install: generates the Prisma client, and drops what no machine of this kind can load.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const modules = path.resolve(import.meta.dirname, '../node_modules');

/** Temporal ships one 30 MB core per platform in one package. */
const cores = path.join(modules, '@temporalio/core-bridge/releases');
const mine = {
  'linux-x64': 'x86_64-unknown-linux-gnu',
  'linux-arm64': 'aarch64-unknown-linux-gnu',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
  'win32-x64': 'x86_64-pc-windows-msvc',
}[`${process.platform}-${process.arch}`];
if (mine && existsSync(path.join(cores, mine)))
  for (const name of readdirSync(cores)) if (name !== mine) rmSync(path.join(cores, name), { recursive: true });

/** Prisma's client carries a query compiler for each of five databases. */
const runtime = path.join(modules, '@prisma/client/runtime');
const foreign = /query_compiler_.*\.(cockroachdb|mysql|sqlite|sqlserver)\./;
if (existsSync(runtime))
  for (const name of readdirSync(runtime)) if (foreign.test(name)) rmSync(path.join(runtime, name));

execFileSync(process.execPath, [path.join(modules, 'prisma/build/index.js'), 'generate'], { stdio: 'inherit' });
