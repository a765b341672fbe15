import { expect, test } from 'vitest';
import { renewAt, waitMs } from '../../workflows/mailboxes/pace.calc.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  { idleMs: 0, minutes: 1 },
  { idleMs: HOUR, minutes: 1 },
  { idleMs: 2 * HOUR, minutes: 2 },
  { idleMs: 5 * HOUR, minutes: 5 },
  { idleMs: 30 * DAY, minutes: 5 },
])(
  'without push, a mailbox that has been idle for $idleMs ms is looked at after $minutes min',
  ({ idleMs, minutes }) => {
    expect(waitMs({ provider: 'gmail', isTold: false, idleMs })).toBe(minutes * MINUTE);
  },
);

test('a provider that tells is looked at every half hour all the same: a notice may be lost', () => {
  expect(waitMs({ provider: 'gmail', isTold: true, idleMs: 0 })).toBe(30 * MINUTE);
  expect(waitMs({ provider: 'outlook', isTold: true, idleMs: 30 * DAY })).toBe(30 * MINUTE);
});

test('the sandbox tells by itself, and an IMAP server is listened to', () => {
  expect(waitMs({ provider: 'sandbox', isTold: false, idleMs: 0 })).toBe(5 * MINUTE);
  expect(waitMs({ provider: 'smtp', isTold: false, idleMs: 0 })).toBe(15 * MINUTE);
});

test('what a provider agreed to is renewed each day, at half of a shorter time, and at once when it is over', () => {
  expect(renewAt(0, 7 * DAY)).toBe(DAY);
  expect(renewAt(0, DAY)).toBe(DAY / 2);
  expect(renewAt(DAY, HOUR)).toBe(DAY);
});
