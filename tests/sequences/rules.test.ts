import { describe, expect, test } from 'vitest';
import {
  type Candidate,
  enrollRefusalSentence,
  type Facts,
  nextMove,
  stateAfter,
  whyNotEnroll,
} from '../../workflows/sequences/rules.ts';

const NOW = 1_000_000;
const facts = (change: Partial<Facts>): Facts => ({
  next: { kind: 'wait', until: NOW + 1, summary: 'Step 1' },
  ended: null,
  isPaused: false,
  isWoken: false,
  newDueAt: null,
  ...change,
});

describe('what an enrollment does next', () => {
  test('one millisecond before its time it waits', () => {
    expect(nextMove(facts({}), NOW)).toEqual({ kind: 'wait', until: NOW + 1, summary: 'Step 1' });
  });
  test('at its time it takes the step', () => {
    expect(nextMove(facts({}), NOW + 1)).toEqual({ kind: 'take' });
  });
  test('a reply beats a due step', () => {
    expect(nextMove(facts({ ended: 'replied' }), NOW + 1)).toEqual({ kind: 'end', reason: 'replied' });
  });
  test('a reply beats even a finish', () => {
    expect(nextMove(facts({ ended: 'replied', next: { kind: 'end', reason: 'finished' } }), NOW)).toEqual({
      kind: 'end',
      reason: 'replied',
    });
  });
  test('a pause beats a due step, and a skipped wait', () => {
    expect(nextMove(facts({ isPaused: true, newDueAt: NOW }), NOW + 1)).toEqual({ kind: 'pause' });
  });
  test('a new due time is planned before anything is taken', () => {
    expect(nextMove(facts({ newDueAt: NOW + 9 }), NOW + 1)).toEqual({ kind: 'replan', dueAt: NOW + 9 });
  });
  test('what is held waits for somebody, whatever the clock says', () => {
    const next = { kind: 'hold', code: 'task-open', summary: 'Call Ada' } as const;
    expect(nextMove(facts({ next }), NOW * 2)).toEqual(next);
    expect(nextMove(facts({ next, isWoken: true }), NOW)).toEqual({ kind: 'take' });
  });
  test('who is woken looks again before the time: a slot may have moved', () => {
    expect(nextMove(facts({ isWoken: true }), NOW)).toEqual({ kind: 'take' });
  });
});

test.each([
  ['finished', 'completed'],
  ['complained', 'unsubscribed'],
  ['replied', 'replied'],
  ['bounced', 'bounced'],
] as const)('an enrollment that ended as %s shows %s', (reason, state) => {
  expect(stateAfter(reason)).toBe(state);
});

describe('who cannot be enrolled', () => {
  const candidate = (change: Partial<Candidate>): Candidate => ({
    email: 'ada@example.com',
    isDeleted: false,
    bouncedAt: null,
    unsubscribedAt: null,
    isSuppressed: false,
    isEnrolledHere: false,
    isInExclusiveSequence: false,
    ...change,
  });
  test.each([
    [{}, null],
    [{ isDeleted: true }, 'deleted'],
    [{ email: null }, 'no-address'],
    [{ email: '' }, 'no-address'],
    [{ isEnrolledHere: true, isSuppressed: true }, 'already-enrolled'],
    [{ unsubscribedAt: 1, isSuppressed: true }, 'unsubscribed'],
    [{ bouncedAt: 1 }, 'bounced'],
    [{ isSuppressed: true }, 'suppressed'],
  ] as const)('%o: %s', (change, code) => {
    expect(whyNotEnroll(candidate(change), { isExclusive: false })).toBe(code);
  });
  test('another exclusive sequence matters only to an exclusive one', () => {
    expect(whyNotEnroll(candidate({ isInExclusiveSequence: true }), { isExclusive: true })).toBe(
      'in-exclusive-sequence',
    );
    expect(whyNotEnroll(candidate({ isInExclusiveSequence: true }), { isExclusive: false })).toBeNull();
  });
  test('the sentence names the person and what to do', () => {
    expect(enrollRefusalSentence('no-address', 'Ada Lovelace')).toBe(
      'Ada Lovelace has no email address. Add one, then enroll again.',
    );
  });
});
