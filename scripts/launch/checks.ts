import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

export type Check = { name: string; command: string; args: string[] };

/** What is asked of the code without running the product. `typescript` there is the native compiler. */
export const CHECKS: Check[] = [
  { name: 'format', command: 'biome', args: ['ci', '--colors=off', '.'] },
  { name: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings', '.'] },
  {
    name: 'types',
    command: '../@typescript/native/bin/tsc',
    args: ['-p', '.', '--checkers', '1', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/types.tsbuildinfo'],
  },
  { name: 'law', command: 'depcruise', args: ['.', '--config', '.dependency-cruiser.mjs', '--output-type', 'err'] },
  {
    name: 'bundle law',
    command: 'depcruise',
    args: ['workflows/index.ts', '--config', '.dependency-cruiser.bundle.mjs', '--output-type', 'err'],
  },
  { name: 'dead code', command: 'knip', args: ['--no-progress'] },
  { name: 'fast tests', command: 'vitest', args: ['run', '--project', 'fast', '--reporter=dot', '--passWithNoTests'] },
];

export type Outcome = { name: string; isPassed: boolean; seconds: number; output: string };

/** Runs a tool of node_modules to its end, and keeps its words. */
export function runCheck({ name, command, args }: Check): Promise<Outcome> {
  const startedAt = Date.now();
  const child = spawn(process.execPath, [path.join(root, 'node_modules/.bin', command), ...args], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    child.once('close', (code) =>
      resolve({ name, isPassed: code === 0, seconds: (Date.now() - startedAt) / 1000, output }),
    );
  });
}

/** Runs checks two at a time, and says how each went; what failed says why. */
export async function runChecks(checks: Check[]): Promise<Outcome[]> {
  const waiting = [...checks];
  const outcomes: Outcome[] = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const outcome = await runCheck(check);
      outcomes.push(outcome);
      console.log(
        `${outcome.isPassed ? 'passed' : 'FAILED'}  ${outcome.name.padEnd(12)} ${outcome.seconds.toFixed(1).padStart(6)} s`,
      );
      if (!outcome.isPassed) console.log(outcome.output.trimEnd().replaceAll(/^/gm, '    '));
    }
  };
  await Promise.all([worker(), worker()]);
  return outcomes;
}
