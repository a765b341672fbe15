import { expect, test } from 'vitest';
import { type Delay, dueAt } from '../../workflows/sequences/delay.calc.ts';

const due = (delay: Partial<Delay>, from: string, zone = 'Europe/Berlin', holidays: string[] = []) =>
  new Date(
    dueAt(
      { amount: 0, unit: 'days', atLocalTime: null, ...delay },
      { from: Date.parse(from), zone, isHoliday: (day) => holidays.includes(day) },
    ),
  ).toISOString();

test.each<[string, Partial<Delay>, string, string]>([
  ['minutes are minutes', { amount: 90, unit: 'minutes' }, '2026-11-20T15:00:00Z', '2026-11-20T16:30:00.000Z'],
  ['a day keeps the time of day', { amount: 1 }, '2026-11-20T15:00:00Z', '2026-11-21T15:00:00.000Z'],
  [
    'a day over the change to summer time has 23 hours',
    { amount: 1 },
    '2027-03-27T15:00:00Z',
    '2027-03-28T14:00:00.000Z',
  ],
  [
    'a day over the change to winter time has 25 hours',
    { amount: 1 },
    '2026-10-24T14:00:00Z',
    '2026-10-25T15:00:00.000Z',
  ],
  ['24 hours are 24 hours', { amount: 24, unit: 'hours' }, '2027-03-27T15:00:00Z', '2027-03-28T15:00:00.000Z'],
  [
    'a business day after Friday is Monday',
    { amount: 1, unit: 'business_days' },
    '2026-11-20T15:00:00Z',
    '2026-11-23T15:00:00.000Z',
  ],
  [
    'three business days from Wednesday are Monday',
    { amount: 3, unit: 'business_days' },
    '2026-11-18T15:00:00Z',
    '2026-11-23T15:00:00.000Z',
  ],
  [
    'no business day from a Saturday is Monday',
    { amount: 0, unit: 'business_days' },
    '2026-11-21T10:00:00Z',
    '2026-11-23T10:00:00.000Z',
  ],
  [
    'no business day from a weekday is at once',
    { amount: 0, unit: 'business_days' },
    '2026-11-20T10:00:00Z',
    '2026-11-20T10:00:00.000Z',
  ],
  [
    'at a time that is still to come: today',
    { atLocalTime: '17:30' },
    '2026-11-20T15:00:00Z',
    '2026-11-20T16:30:00.000Z',
  ],
  ['at a time that has passed: tomorrow', { atLocalTime: '09:00' }, '2026-11-20T15:00:00Z', '2026-11-21T08:00:00.000Z'],
  [
    'at a time that has passed, on business days: Monday',
    { atLocalTime: '09:00', unit: 'business_days' },
    '2026-11-20T15:00:00Z',
    '2026-11-23T08:00:00.000Z',
  ],
  ['at exactly this time: now', { atLocalTime: '16:00' }, '2026-11-20T15:00:00Z', '2026-11-20T15:00:00.000Z'],
  [
    'a local time that the clocks leave out comes after the gap',
    { amount: 1, atLocalTime: '02:30' },
    '2027-03-27T12:00:00Z',
    '2027-03-28T01:30:00.000Z',
  ],
])('%s', (_name, delay, from, expected) => {
  expect(due(delay, from)).toBe(expected);
});

test('a holiday is no business day', () => {
  expect(due({ amount: 1, unit: 'business_days' }, '2026-12-24T10:00:00Z', 'Europe/Berlin', ['2026-12-25'])).toBe(
    '2026-12-28T10:00:00.000Z',
  );
});

test('the clock is the zone’s: nine in the morning in Tokyo', () => {
  expect(due({ amount: 1, atLocalTime: '09:00' }, '2026-11-20T15:00:00Z', 'Asia/Tokyo')).toBe(
    '2026-11-22T00:00:00.000Z',
  );
});
