import { expect, test } from 'vitest';
import { tidyTime, windowInWords, windowProblem } from '../../workflows/mailboxes/window.calc.ts';

const OFFICE = [{ from: '09:00', to: '17:00' }];
const ALWAYS = [{ from: '00:00', to: '24:00' }];

test.each([
  ['9', '09:00'],
  ['17', '17:00'],
  ['930', '09:30'],
  ['1730', '17:30'],
  ['9.30', '09:30'],
  [' 09:30 ', '09:30'],
  ['24', '24:00'],
])('"%s" is read as %s', (typed, kept) => {
  expect(tidyTime(typed)).toBe(kept);
});

test.each(['', '25', '24:01', '9:75', 'noon'])('"%s" is no time and stays as it was typed', (typed) => {
  expect(tidyTime(typed)).toBe(typed);
});

test('days of the same hours are said together', () => {
  expect(windowInWords({ 1: OFFICE, 2: OFFICE, 3: OFFICE, 5: OFFICE })).toBe('Mon–Wed 09:00–17:00 · Fri 09:00–17:00');
});

test('a window that never shuts is said in two words', () => {
  const days = { 1: ALWAYS, 2: ALWAYS, 3: ALWAYS, 4: ALWAYS, 5: ALWAYS, 6: ALWAYS, 7: ALWAYS };
  expect(windowInWords(days)).toBe('Always open');
});

test('a range may begin where the one before it ends, and not sooner', () => {
  const first = { from: '09:00', to: '12:00' };
  expect(windowProblem({ 1: [first, { from: '12:00', to: '13:00' }] })).toBeNull();
  expect(windowProblem({ 1: [first, { from: '11:59', to: '13:00' }] })).toMatchObject({
    weekday: '1',
    sentence: expect.stringContaining('overlap at 11:59'),
  });
});
