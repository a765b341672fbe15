import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendar, localDayOf } from '../../workflows/sending/day.calc.ts';
import { bindingLimit, type SendWindow, type SlotRequest, type SlotRules } from '../../workflows/sending/rules.ts';
import { placeAll, slotPlan } from '../../workflows/sending/slots.calc.ts';

const HOUR = 3_600_000;
const OFFICE: SendWindow = Object.fromEntries(
  ['1', '2', '3', '4', '5'].map((day) => [day, [{ from: '09:00', to: '17:00' }]]),
);
const rules = (change: Partial<SlotRules> = {}): SlotRules => ({
  timeZone: 'Europe/Berlin',
  dailyLimit: 50,
  gapMs: 90_000,
  window: OFFICE,
  holidayCountry: null,
  holidayRegion: null,
  ...change,
});
const request = (dueAt: string | number, change: Partial<SlotRequest> = {}): SlotRequest => ({
  dueAt: typeof dueAt === 'number' ? dueAt : Date.parse(dueAt),
  zone: 'Europe/Berlin',
  isFollowUp: true,
  mailsToCome: 1,
  fairnessKey: 'sequence',
  ...change,
});
const open = (change: Partial<SlotRules> = {}) => slotPlan(rules(change), { loads: [], instants: [] });
const iso = (at: number | undefined) => new Date(at ?? 0).toISOString();

describe('the first free instant', () => {
  test('is the due time itself when nothing is in the way', () => {
    expect(open().place(request('2026-11-23T10:00:00Z'))).toEqual({
      at: Date.parse('2026-11-23T10:00:00Z'),
      day: '2026-11-23',
      limits: [],
    });
  });
  test('waits over the weekend for Monday nine o’clock', () => {
    const slot = open().place(request('2026-11-21T10:00:00Z'));
    expect(iso(slot?.at)).toBe('2026-11-23T08:00:00.000Z');
    expect(slot && bindingLimit(slot.limits)).toMatchObject({ code: 'closed' });
  });
  test('keeps the gap', () => {
    const plan = open();
    expect([1, 2, 3].map(() => iso(plan.place(request('2026-11-23T10:00:00Z'))?.at))).toEqual([
      '2026-11-23T10:00:00.000Z',
      '2026-11-23T10:01:30.000Z',
      '2026-11-23T10:03:00.000Z',
    ]);
  });
  test('fills a hole between two taken instants only where it is wide enough', () => {
    const instants = ['10:00:00', '10:02:59', '10:06:00'].map((time) => Date.parse(`2026-11-23T${time}Z`));
    const plan = slotPlan(rules(), { loads: [], instants });
    expect(iso(plan.place(request('2026-11-23T10:00:00Z'))?.at)).toBe('2026-11-23T10:04:29.000Z');
  });
  test('goes to the next day when the day is full, and says so', () => {
    const plan = slotPlan(rules(), { loads: [{ day: '2026-11-23', total: 50, first: 0 }], instants: [] });
    const slot = plan.place(request('2026-11-23T10:00:00Z'));
    expect(iso(slot?.at)).toBe('2026-11-24T08:00:00.000Z');
    expect(slot && bindingLimit(slot.limits)).toMatchObject({ code: 'daily-limit', detail: 50 });
  });
  test('passes over a public holiday of the mailbox’s country', () => {
    const slot = open({ holidayCountry: 'DE' }).place(request('2026-12-25T10:00:00Z'));
    expect(iso(slot?.at)).toBe('2026-12-28T08:00:00.000Z');
    expect(slot?.limits[0]).toMatchObject({ code: 'holiday', detail: '1. Weihnachtstag' });
  });
  test('reads the window on the contact’s clock', () => {
    const slot = open().place(request('2026-11-23T10:00:00Z', { zone: 'America/New_York' }));
    expect(iso(slot?.at)).toBe('2026-11-23T14:00:00.000Z');
  });
  test('finds none where the mailbox never opens, and none where it may not send', () => {
    expect(open({ window: {} }).place(request('2026-11-23T10:00:00Z'))).toBeNull();
    expect(open({ dailyLimit: 0 }).place(request('2026-11-23T10:00:00Z'))).toBeNull();
  });
  test('is right on the day on which the clocks leave out an hour', () => {
    const window = { '7': [{ from: '01:00', to: '04:00' }] };
    const plan = open({ window, gapMs: HOUR });
    const slots = [1, 2, 3].map(() => iso(plan.place(request('2027-03-27T23:00:00Z'))?.at));
    expect(slots).toEqual(['2027-03-28T00:00:00.000Z', '2027-03-28T01:00:00.000Z', '2027-04-03T23:00:00.000Z']);
  });
});

describe('many at once', () => {
  test('sequences take turns: the ten of the small one are not behind the hundred of the big one', () => {
    const due = Date.parse('2026-11-23T08:00:00Z');
    const many = (count: number, fairnessKey: string) =>
      Array.from({ length: count }, () => request(due, { isFollowUp: false, mailsToCome: 3, fairnessKey }));
    const placed = placeAll(open(), [...many(100, 'big'), ...many(10, 'small')]);
    const lastSmall = Math.max(
      ...placed.filter(({ request: { fairnessKey } }) => fairnessKey === 'small').map(({ slot }) => slot?.at ?? 0),
    );
    expect(iso(lastSmall)).toBe('2026-11-24T08:04:30.000Z');
  });
  test('follow-ups go before first mails', () => {
    const due = Date.parse('2026-11-23T08:00:00Z');
    const firsts = Array.from({ length: 60 }, () => request(due - HOUR, { isFollowUp: false, mailsToCome: 2 }));
    const placed = placeAll(open(), [...firsts, request(due)]);
    expect(placed[0]?.request.isFollowUp).toBe(true);
    expect(iso(placed[0]?.slot?.at)).toBe('2026-11-23T08:00:00.000Z');
  });
  test('ten thousand are planned within seconds', () => {
    const due = Date.parse('2026-11-23T08:00:00Z');
    const requests = Array.from({ length: 10_000 }, (_, index) =>
      request(due, { isFollowUp: false, mailsToCome: 2, fairnessKey: String(index % 3) }),
    );
    expect(placeAll(open(), requests).every(({ slot }) => slot !== null)).toBe(true);
  });
});

const anyRequest = fc.record({
  dueAt: fc.integer({ min: Date.parse('2026-10-20T00:00:00Z'), max: Date.parse('2026-11-05T00:00:00Z') }),
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Tokyo'),
  isFollowUp: fc.boolean(),
  mailsToCome: fc.integer({ min: 1, max: 4 }),
  fairnessKey: fc.constantFrom('a', 'b', 'c'),
});
const anyRules = fc.record({
  dailyLimit: fc.integer({ min: 1, max: 12 }),
  gapMs: fc.constantFrom(0, 1_000, 90_000, 20 * 60_000),
});

describe('whatever is asked of it, a plan', () => {
  const property = (check: (change: Partial<SlotRules>, placed: ReturnType<typeof placeAll<SlotRequest>>) => void) =>
    fc.assert(
      fc.property(anyRules, fc.array(anyRequest, { minLength: 1, maxLength: 60 }), (change, requests) =>
        check(change, placeAll(open(change), requests)),
      ),
      { numRuns: 150 },
    );

  test('never breaks the gap', () =>
    property(({ gapMs = 0 }, placed) => {
      const instants = placed.map(({ slot }) => slot?.at ?? 0).toSorted((a, b) => a - b);
      expect(instants.every((at, index) => index === 0 || at - (instants[index - 1] ?? 0) >= gapMs)).toBe(true);
    }));
  test('never breaks the daily limit', () =>
    property(({ dailyLimit = 0 }, placed) => {
      const counts = new Map<string, number>();
      placed.forEach(({ slot }) => counts.set(slot?.day ?? '', (counts.get(slot?.day ?? '') ?? 0) + 1));
      expect(Math.max(...counts.values())).toBeLessThanOrEqual(dailyLimit);
    }));
  test('never leaves the window, on the clock that was asked for', () =>
    property((_change, placed) => {
      const dayAt = calendar(OFFICE);
      const isOpen = (zone: string, at: number) => dayAt(zone, at).open.some(({ from, to }) => from <= at && at < to);
      expect(placed.every(({ request: { zone }, slot }) => slot && isOpen(zone, slot.at))).toBe(true);
    }));
  test('never sends before the due time, and counts the mailbox’s own days', () =>
    property((_change, placed) => {
      expect(
        placed.every(
          ({ request: { dueAt }, slot }) =>
            slot && slot.at >= dueAt && slot.day === localDayOf(slot.at, 'Europe/Berlin'),
        ),
      ).toBe(true);
    }));
  test('starves nobody: all have gone within as many days as the load needs, weekends and quotas counted', () =>
    property(({ dailyLimit = 1 }, placed) => {
      const last = Math.max(...placed.map(({ slot }) => slot?.at ?? Number.POSITIVE_INFINITY));
      const firstMailDays = placed.length * Math.ceil(4 / dailyLimit);
      expect(last).toBeLessThan(Date.parse('2026-11-05T00:00:00Z') + (firstMailDays * 2 + 10) * 24 * HOUR);
    }));
});
