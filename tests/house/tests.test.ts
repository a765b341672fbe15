import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
/** Tests that walk a catalogue (of tables, of endpoints, of rules) may loop over it. */
const CATALOGUES = ['tests/security/', 'tests/house/'];

const filesIn = (folders: string[], ending: RegExp) =>
  folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => ending.test(name))
      .map((name) => `${folder}/${name}`),
  );
const TESTS = /\.(test|e2e)\.ts$/;

test('no test decides or repeats by itself', () => {
  const files = filesIn(['tests'], TESTS).filter((file) => !CATALOGUES.some((catalogue) => file.startsWith(catalogue)));
  const found = files.flatMap((file) =>
    readFileSync(path.join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (/^\s+(if|for|while|switch) \(/.test(line) ? [`${file}:${index + 1}`] : [])),
  );
  expect(found).toEqual([]);
});

/** A test may be left out where something is missing, with a sentence: `test.skip(isMissing, 'why')`. */
test('no test is left out or left alone', () => {
  const found = filesIn(['tests'], TESTS).filter((file) =>
    /\b(test|describe|it)\.(only\(|todo\(|skip\(\s*['"`])/.test(readFileSync(path.join(root, file), 'utf8')),
  );
  expect(found).toEqual([]);
});

/** A pattern as the value of a field matches anything there: `expect.stringMatching` looks. */
test('no test compares a field with a bare pattern', () => {
  const found = filesIn(['tests'], /\.test\.ts$/).filter((file) =>
    /\b(code|detail|sentence|message|reason|healthReason|title|subject|text|summary): \/[^/*\s]/.test(
      readFileSync(path.join(root, file), 'utf8'),
    ),
  );
  expect(found).toEqual([]);
});

test('no file of the house has more than 300 lines, and the median has fewer than 120', () => {
  const files = filesIn(
    ['activities', 'api', 'bench', 'prisma', 'scripts', 'web', 'workflows'],
    /\.(ts|tsx|mjs)$/,
  ).filter((file) => !file.includes('generated'));
  const lengths = files
    .map((file) => ({ file, lines: readFileSync(path.join(root, file), 'utf8').split('\n').length }))
    .toSorted((a, b) => a.lines - b.lines);
  expect(lengths.filter(({ lines }) => lines > 300)).toEqual([]);
  expect(lengths[Math.floor(lengths.length / 2)]?.lines).toBeLessThan(120);
});
