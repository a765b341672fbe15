// Everything that can be asked of a checkout: the checks, every test against the real component, and the pages in a real browser.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { CHECKS, runChecks } from './launch/checks.ts';
import { findChromium } from './launch/chromium.ts';

const root = path.resolve(import.meta.dirname, '..');
const results = path.join(root, 'test-results');
type Count = { passed: number; failed: number; skipped: number };

/** Runs a tool to its end with its words on this screen. */
const run = (tool: string, args: string[]) =>
  new Promise<number>((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules/.bin', tool), ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    child.once('close', (code) => resolve(code ?? 1));
  });

/** A tool that failed without a count has failed once. */
function counted(code: number, read: () => Count): Count {
  try {
    const count = read();
    return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const readJson = <T>(file: string) => JSON.parse(readFileSync(path.join(results, file), 'utf8')) as T;

async function vitest(): Promise<Count> {
  const code = await run('vitest', [
    'run',
    '--project',
    'full',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path.join(results, 'full.json')}`,
  ]);
  return counted(code, () => {
    const { numPassedTests, numFailedTests, numPendingTests } =
      readJson<Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests', number>>('full.json');
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
  });
}

async function browser(): Promise<Count> {
  if (!findChromium()) {
    console.log(
      'SKIPPED  browser tests: there is no Chromium on this machine. Install one, or set CHROME_PATH to its program.',
    );
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const code = await run('playwright', ['test']);
  return counted(code, () => {
    const { stats } = readJson<{ stats: { expected: number; unexpected: number; skipped: number; flaky: number } }>(
      'e2e.json',
    );
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
  });
}

const startedAt = Date.now();
if (existsSync(results)) rmSync(results, { recursive: true });
mkdirSync(results);
const checks = await runChecks(CHECKS);
const counts: Count[] = [
  {
    passed: checks.filter(({ isPassed }) => isPassed).length,
    failed: checks.filter(({ isPassed }) => !isPassed).length,
    skipped: 0,
  },
  await vitest(),
  await browser(),
];
const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
console.log(`\n${sum('skipped')} skipped, ${Math.round((Date.now() - startedAt) / 1000)} s`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 ? 1 : 0);
