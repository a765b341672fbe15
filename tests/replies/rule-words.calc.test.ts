import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ruleWords } from '../../workflows/replies/rule-words.calc.ts';

const folder = path.resolve(import.meta.dirname, '../../workflows/replies');
const sources = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
const named = sources
  .filter((source) => source.includes('confidence'))
  .flatMap((source) => [...source.matchAll(/\b(?:rule: |plain\('\w+', )(?:\w+ \? )?'([a-z\d-]+)'/g)])
  .flatMap(([, rule]) => rule ?? []);

test.each([...new Set(named)])('the rule %s is said in words', (rule) => {
  expect(ruleWords(rule)).not.toBe(rule.replaceAll('-', ' ').replaceAll(/\brfc ?(\d+)/g, 'RFC $1'));
});

test('the rules are found where mail is sorted', () => {
  expect(new Set(named).size).toBeGreaterThan(25);
});

test('a header that gave a machine away is named', () => {
  expect(ruleWords('header-x-vacation-notice')).toBe("the header x-vacation-notice is a machine's");
});
