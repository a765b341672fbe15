import { expect, test } from 'vitest';
import {
  isSkip,
  mappingProblem,
  mayMap,
  mayRun,
  stateAfter,
  targetLabel,
  verdictOf,
} from '../../workflows/imports/rules.ts';

test.each([
  ['create_and_update', false, true, 'create'],
  ['create_and_update', true, true, 'update'],
  ['create_and_update', true, false, 'same'],
  ['create', false, true, 'create'],
  ['create', true, true, 'skip'],
  ['update', false, true, 'skip'],
  ['update', true, true, 'update'],
  ['update', true, false, 'same'],
] as const)('with the mode %s, there %s, news %s: %s', (...[mode, isThere, isNews, kind]) =>
  expect(verdictOf({ mode, isThere, isNews }).kind).toBe(kind),
);

test('a check that was stopped leaves the file as it was; a run that was stopped says so', () => {
  expect(stateAfter('check', 'done')).toBe('checked');
  expect(stateAfter('check', 'cancelled')).toBe('uploaded');
  expect(stateAfter('run', 'done')).toBe('completed');
  expect(stateAfter('run', 'cancelled')).toBe('cancelled');
  expect(stateAfter('run', 'failed')).toBe('failed');
});

test('a run needs a check, or goes on where an earlier one stopped; a mapping stays once contacts were written by it', () => {
  expect(mayRun('uploaded')).toBe(false);
  expect(mayRun('checked')).toBe(true);
  expect(mayRun('cancelled')).toBe(true);
  expect(mayMap('checked')).toBe(true);
  expect(mayMap('cancelled')).toBe(false);
});

test('a duplicate is passed over, a bad value is a mistake', () => {
  expect(isSkip('duplicate-in-file')).toBe(true);
  expect(isSkip('bad-value')).toBe(false);
});

const problem = (targets: string[], upsertKey = 'email') =>
  mappingProblem({
    columns: targets.map((target, index) => ({ name: `Column ${index + 1}`, target })),
    upsertKey,
    labelOf: (target) => (target === 'email' || target === 'firstName' ? targetLabel(target) : null),
  })?.sentence;

test('a mapping is refused by name: nothing used, no such field, a field twice, nothing that tells apart', () => {
  expect(problem(['email', 'firstName', 'ignore'])).toBeUndefined();
  expect(problem(['ignore'])).toMatch(/No column is used/);
  expect(problem(['email', 'shoe'])).toMatch(/"Column 2" goes to "shoe"/);
  expect(problem(['email', 'email'])).toMatch(/"Column 1" and "Column 2" both go to Email/);
  expect(problem(['firstName'])).toMatch(/No column goes to Email/);
});
