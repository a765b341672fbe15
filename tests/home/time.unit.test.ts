import { expect, test } from 'vitest';
import { exactTime, spokenTime } from '../../web/src/lib/time.ts';

const SATURDAY = Date.parse('2026-11-21T14:40:00+01:00');

test.each([
  ['2026-11-21T14:40:30+01:00', 'in 30 sec.'],
  ['2026-11-21T14:45:00+01:00', 'in 5 min.'],
  ['2026-11-21T14:10:00+01:00', '30 min. ago'],
  ['2026-11-21T23:59:00+01:00', '23:59'],
  ['2026-11-22T00:00:00+01:00', 'tomorrow, 00:00'],
  ['2026-11-20T23:59:00+01:00', 'yesterday, 23:59'],
  ['2026-11-23T09:01:00+01:00', 'Mon, 09:01'],
  ['2026-11-16T09:01:00+01:00', 'Mon, 09:01'],
  ['2026-11-30T09:01:00+01:00', '30 Nov, 09:01'],
  ['2026-11-10T09:01:00+01:00', '10 Nov'],
  ['2027-01-04T09:01:00+01:00', '4 Jan 2027, 09:01'],
])('seen on a Saturday afternoon in Berlin, %s is said as "%s"', (at, words) => {
  expect(spokenTime(Date.parse(at), SATURDAY, 'Europe/Berlin')).toBe(words);
});

test('a day is the day where the reader is', () => {
  const at = Date.parse('2026-11-21T23:30:00+01:00');
  expect(spokenTime(at, SATURDAY, 'Europe/Berlin')).toBe('23:30');
  expect(spokenTime(at, SATURDAY, 'Asia/Tokyo')).toBe('tomorrow, 07:30');
});

test('the exact time names its zone', () => {
  expect(exactTime(SATURDAY, 'Europe/Berlin')).toBe('Sat, 21 Nov 2026, 14:40:00 CET');
});
