import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const lines = (count: number, text: string) =>
  Array.from({ length: count }, (_, index) => text.replaceAll('#', String(index))).join('\n');

/** A file for each habit that the house does not have. */
const PLANTED: Record<string, { file: string; text: string }> = {
  'typescript(no-floating-promises)': {
    file: 'floating.ts',
    text: 'const close = async () => {};\nexport function end() {\n  close();\n}',
  },
  'typescript(no-misused-promises)': {
    file: 'misused.ts',
    text: 'export const go = (list: number[]) => list.forEach(async () => {});',
  },
  'typescript(await-thenable)': { file: 'thenable.ts', text: 'export const go = async () => await 1;' },
  'typescript(switch-exhaustiveness-check)': {
    file: 'switch.ts',
    text: "export function say(kind: 'a' | 'b') {\n  switch (kind) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}",
  },
  'typescript(no-explicit-any)': { file: 'any.ts', text: 'export const read = (value: any) => String(value);' },
  'typescript(no-non-null-assertion)': {
    file: 'bang.ts',
    text: 'export const first = (list: string[]) => list[0]!;',
  },
  'eslint(max-params)': {
    file: 'params.ts',
    text: 'export const add = (a: number, b: number, c: number, d: number) => a + b + c + d;',
  },
  'eslint(max-lines)': { file: 'long.ts', text: lines(301, 'export const x# = #;') },
  'eslint(max-lines-per-function)': {
    file: 'long-function.ts',
    text: `export function long(out: number[]) {\n${lines(61, '  out.push(#);')}\n}`,
  },
  'eslint(no-else-return)': {
    file: 'else.ts',
    text: 'export function say(is: boolean) {\n  if (is) {\n    return 1;\n  } else {\n    return 2;\n  }\n}',
  },
  'unicorn(filename-case)': { file: 'CamelCase.ts', text: 'export const x = 1;' },
};

test('each habit that the house does not have is found where it is planted', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'lint-'));
  symlinkSync(path.join(root, 'node_modules'), path.join(dir, 'node_modules'));
  writeFileSync(
    path.join(dir, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        module: 'ESNext',
        moduleResolution: 'Bundler',
        target: 'ES2023',
        noEmit: true,
        types: [],
      },
    }),
  );
  for (const { file, text } of Object.values(PLANTED)) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
    writeFileSync(path.join(dir, file), `${text}\n`);
  }
  const args = [
    path.join(root, 'node_modules/.bin/oxlint'),
    '-c',
    path.join(root, '.oxlintrc.json'),
    '--type-aware',
    '--format=json',
    ...Object.values(PLANTED).map(({ file }) => file),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: dir,
    timeout: 50_000,
    killSignal: 'SIGKILL',
  }).catch((error: { stdout: string }) => error);
  rmSync(dir, { recursive: true });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
  const found = new Set(diagnostics.map(({ code, filename }) => `${code} in ${filename}`));
  const missed = Object.entries(PLANTED)
    .filter(([code, { file }]) => !found.has(`${code} in ${file}`))
    .map(([code]) => code);
  expect(missed).toEqual([]);
}, 60_000);
