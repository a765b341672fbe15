import { calendar, holidayOf, type LocalDay } from './day.calc.ts';
import { addLimit, firstMailQuota, type Slot, type SlotLimit, type SlotRequest, type SlotRules } from './rules.ts';

/** How far ahead a slot is looked for before the mail is refused one: three years. */
const HORIZON_MS = 1100 * 86_400_000;

/** How many mails a local day of the mailbox has, and how many of them are first mails. */
export type DayLoad = { day: string; total: number; first: number };

/** A mailbox's calendar of instants given away, in which the next ones are found. */
export type SlotPlan = {
  /** Takes the first instant at or after the due time that breaks no limit. Null when there is none in three years. */
  place: (request: SlotRequest) => Slot | null;
};

/** The index of the first element above `value` in a sorted list. */
function above(sorted: number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first instant at or after `at` that keeps the gap to every instant taken. */
function clearOf(taken: number[], at: number, gapMs: number): number {
  let free = at;
  for (let i = above(taken, at - gapMs); gapMs > 0 && i < taken.length; i++) {
    const other = taken[i] ?? 0;
    if (other - free >= gapMs) break;
    free = other + gapMs;
  }
  return free;
}

/** Counts of mails by local day, and what keeps a day shut. */
function dayLoads(rules: SlotRules, given: DayLoad[]) {
  const loads = new Map(given.map((load) => [load.day, load]));
  const holidays = new Map<string, string | null>();

  function holiday(day: string): string | null {
    const known = holidays.get(day);
    if (known !== undefined) return known;
    const found = holidayOf(day, { country: rules.holidayCountry, region: rules.holidayRegion });
    holidays.set(day, found);
    return found;
  }
  return {
    count(day: string, isFollowUp: boolean) {
      const { total, first } = loads.get(day) ?? { total: 0, first: 0 };
      loads.set(day, { day, total: total + 1, first: first + (isFollowUp ? 0 : 1) });
    },
    shut(
      { day, number }: LocalDay,
      { isFollowUp, mailsToCome }: SlotRequest,
    ): Pick<SlotLimit, 'code' | 'detail'> | null {
      const name = holiday(day);
      if (name) return { code: 'holiday', detail: name };
      const load = loads.get(day) ?? { total: 0, first: 0 };
      if (load.total >= rules.dailyLimit) return { code: 'daily-limit', detail: rules.dailyLimit };
      if (isFollowUp) return null;
      const quota = firstMailQuota({ dailyLimit: rules.dailyLimit, mailsToCome }, number);
      return load.first >= quota ? { code: 'turn', detail: quota } : null;
    },
  };
}

/** Opens the calendar of a mailbox with what is already given away in it. The instants matter only where there is a gap to keep. */
export function slotPlan(rules: SlotRules, taken: { loads: DayLoad[]; instants: number[] }): SlotPlan {
  const dayAt = calendar(rules.window);
  const loads = dayLoads(rules, taken.loads);
  const instants = taken.instants.toSorted((a, b) => a - b);
  /** Stretches known to have no room, by kind of request: a plan only takes, so what is full stays full. */
  const stretches = new Map<string, { from: number; until: number; limit: SlotLimit }>();

  /** One step towards a free instant: what moves the request on from `at`, or null where it may stand. */
  function obstacle(at: number, request: SlotRequest): SlotLimit | null {
    const moved = (until: number, limit: Pick<SlotLimit, 'code' | 'detail'>) => ({ ...limit, byMs: until - at, until });
    const local = dayAt(request.zone, at);
    const hours = local.open.find(({ to }) => to > at);
    if (!hours) return moved(local.endAt, { code: 'closed' });
    if (hours.from > at) return moved(hours.from, { code: 'closed' });
    const mailboxDay = dayAt(rules.timeZone, at);
    const shut = loads.shut(mailboxDay, request);
    if (shut) return moved(mailboxDay.endAt, shut);
    const free = clearOf(instants, at, rules.gapMs);
    return free > at ? moved(free, { code: 'gap', detail: rules.gapMs }) : null;
  }

  /** Remembers that nothing fits between the first full day and the day that had room. */
  function remember(key: string, stretch: { from: number; until: number; limit: SlotLimit }) {
    const known = stretches.get(key);
    const joins = known && stretch.from <= known.until && stretch.until >= known.from;
    stretches.set(
      key,
      joins
        ? { ...stretch, from: Math.min(known.from, stretch.from), until: Math.max(known.until, stretch.until) }
        : stretch,
    );
  }

  function place(request: SlotRequest): Slot | null {
    const key = `${request.zone} ${request.isFollowUp ? 'follow-up' : request.mailsToCome}`;
    let limits: SlotLimit[] = [];
    let fullFrom: { from: number; limit: SlotLimit } | null = null;
    for (let at = request.dueAt; at < request.dueAt + HORIZON_MS; ) {
      const stretch = stretches.get(key);
      const isKnownFull = stretch && stretch.from <= at && at < stretch.until;
      const limit = isKnownFull
        ? { ...stretch.limit, byMs: stretch.until - at, until: stretch.until }
        : obstacle(at, request);
      if (!limit) {
        const { day, startAt } = dayAt(rules.timeZone, at);
        if (fullFrom) remember(key, { ...fullFrom, until: startAt });
        instants.splice(above(instants, at), 0, at);
        loads.count(day, request.isFollowUp);
        return { at, day, limits };
      }
      if (limit.code === 'turn' || limit.code === 'daily-limit') fullFrom ??= { from: at, limit };
      limits = addLimit(limits, limit);
      at = limit.until;
    }
    return null;
  }
  return { place };
}

/** Plans many at once: follow-ups by their due time, then first mails in turn between their keys, each key by due time. */
export function placeAll<R extends SlotRequest>(plan: SlotPlan, requests: R[]): { request: R; slot: Slot | null }[] {
  const byDue = requests.toSorted((a, b) => a.dueAt - b.dueAt);
  const turns = new Map<string, number>();
  const turnOf = (key: string) => {
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    return turn;
  };
  const ranked = byDue.map((request) => ({ request, turn: request.isFollowUp ? -1 : turnOf(request.fairnessKey) }));
  ranked.sort((a, b) => a.turn - b.turn); // stable: within a turn, by due time
  return ranked.map(({ request }) => ({ request, slot: plan.place(request) }));
}
