import { describe, expect, test } from 'vitest';
import {
  addLimit,
  bindingLimit,
  drawVariant,
  firstMailQuota,
  judgeSlot,
  retryDelayMs,
  type SlotLimit,
} from '../../workflows/sending/rules.ts';

describe('whether a slot may be used now', () => {
  const slot = { slotAt: 100_000, slotDay: '2026-11-21' };
  const instant = { now: 100_000, today: '2026-11-21', isOpen: true, lastHandoverAt: null, gapMs: 90_000 };
  test('at its instant: go', () => {
    expect(judgeSlot(slot, instant)).toEqual({ kind: 'go' });
  });
  test('five seconds early is waited out, a millisecond more is too early', () => {
    expect(judgeSlot(slot, { ...instant, now: 95_000 })).toEqual({ kind: 'wait', ms: 5_000 });
    expect(judgeSlot(slot, { ...instant, now: 94_999 })).toEqual({ kind: 'early' });
  });
  test('a gap that ends in a moment is waited out, a longer one costs the slot', () => {
    expect(judgeSlot(slot, { ...instant, lastHandoverAt: 11_000 })).toEqual({ kind: 'wait', ms: 1_000 });
    expect(judgeSlot(slot, { ...instant, lastHandoverAt: 10_000 })).toEqual({ kind: 'go' });
    expect(judgeSlot(slot, { ...instant, lastHandoverAt: 50_000 })).toEqual({ kind: 'missed' });
  });
  test('another day, or a closed window, costs the slot', () => {
    expect(judgeSlot(slot, { ...instant, today: '2026-11-22' })).toEqual({ kind: 'missed' });
    expect(judgeSlot(slot, { ...instant, isOpen: false })).toEqual({ kind: 'missed' });
  });
});

describe('how many first mails a day takes', () => {
  test('a third where three mails are to come, so that the follow-ups find room', () => {
    expect(firstMailQuota({ dailyLimit: 50, mailsToCome: 3 }, 0)).toBe(16);
  });
  test('a fifth is kept free even where no follow-up is planned', () => {
    expect(firstMailQuota({ dailyLimit: 50, mailsToCome: 1 }, 0)).toBe(40);
    expect(firstMailQuota({ dailyLimit: 1, mailsToCome: 1 }, 0)).toBe(1);
  });
  test('with fewer mails a day than mails to come, every so many days one', () => {
    expect([0, 1, 2, 3, 4, 5].map((day) => firstMailQuota({ dailyLimit: 1, mailsToCome: 3 }, day))).toEqual([
      1, 0, 0, 1, 0, 0,
    ]);
  });
});

describe('what is to blame for an instant', () => {
  const limit = (code: SlotLimit['code'], byMs: number): SlotLimit => ({ code, byMs, until: byMs });
  test('the limit that moved it most', () => {
    expect(bindingLimit([limit('closed', 10), limit('daily-limit', 500), limit('gap', 20)])?.code).toBe('daily-limit');
    expect(bindingLimit([])).toBeNull();
  });
  test('the night after a full day is that day’s doing', () => {
    const limits = addLimit(addLimit([], limit('daily-limit', 100)), limit('closed', 30));
    expect(limits).toEqual([{ code: 'daily-limit', byMs: 130, until: 30 }]);
  });
  test('the same limit met twice is summed', () => {
    const limits = [limit('closed', 10), limit('gap', 5), limit('closed', 7)].reduce(addLimit, [] as SlotLimit[]);
    expect(limits).toEqual([
      { code: 'gap', byMs: 5, until: 5 },
      { code: 'closed', byMs: 17, until: 7 },
    ]);
  });
});

describe('which wording a contact gets', () => {
  const variants = [
    { id: 'a', weight: 1 },
    { id: 'b', weight: 3 },
    { id: 'c', weight: 0 },
  ];
  test('the same for the same seed', () => {
    expect(drawVariant(variants, 'step/ada')).toBe(drawVariant(variants, 'step/ada'));
  });
  test('shared out by weight', () => {
    const drawn = Array.from({ length: 4_000 }, (_, index) => drawVariant(variants, `step/${index}`)?.id);
    expect(drawn.filter((id) => id === 'b').length / 4_000).toBeCloseTo(0.75, 1);
    expect(drawn).not.toContain('c');
  });
  test('none where nothing has weight', () => {
    expect(drawVariant([{ id: 'a', weight: 0 }], 'x')).toBeNull();
  });
});

test('tries that fail for a while come after 1, 2, 4 ... and at most 30 minutes', () => {
  expect([1, 2, 3, 6, 20].map((attempts) => retryDelayMs(attempts) / 60_000)).toEqual([1, 2, 4, 30, 30]);
});
