import type { SendWindow } from '../sending/rules.ts';

/** The days of the week by their ISO number, Monday first. */
export const WEEKDAYS = [
  { number: '1', name: 'Monday' },
  { number: '2', name: 'Tuesday' },
  { number: '3', name: 'Wednesday' },
  { number: '4', name: 'Thursday' },
  { number: '5', name: 'Friday' },
  { number: '6', name: 'Saturday' },
  { number: '7', name: 'Sunday' },
] as const;

export type Weekday = (typeof WEEKDAYS)[number]['number'];
export type WindowProblem = { weekday: Weekday | null; sentence: string };

const MAX_RANGES = 8;

/** Minutes since midnight of "09:30"; "24:00" ends the day. Null for what is no time. */
export function minuteOf(time: string): number | null {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(time) ?? [];
  if (hour === undefined || minute === undefined || Number(minute) > 59) return null;
  const at = Number(hour) * 60 + Number(minute);
  return at <= 1440 ? at : null;
}

/** A time as people type it, "9", "930" or "9.30", as it is kept: "09:30". What is no time stays as it is. */
export function tidyTime(typed: string): string {
  const [, hour, minute] = /^(\d{1,2})[:. ]?(\d{2})?$/.exec(typed.trim()) ?? [];
  if (hour === undefined) return typed.trim();
  const time = `${hour.padStart(2, '0')}:${minute ?? '00'}`;
  return minuteOf(time) === null ? typed.trim() : time;
}

function dayProblem(name: string, ranges: { from: string; to: string }[]): string | null {
  if (ranges.length > MAX_RANGES) return `${name} has ${ranges.length} ranges; at most ${MAX_RANGES} are allowed`;
  let shutAt = 0;
  for (const { from, to } of ranges.toSorted((a, b) => a.from.localeCompare(b.from))) {
    const [start, end] = [minuteOf(from), minuteOf(to)];
    const wrong = start === null ? from : end === null ? to : null;
    if (start === null || end === null)
      return `${name} has "${wrong}", which is no time; give hours and minutes, as 09:00, at most 24:00`;
    if (end <= start) return `${name} ends at ${to}, which is not after its start at ${from}`;
    if (start < shutAt) return `${name} has ranges that overlap at ${from}; let one end before the next begins`;
    shutAt = end;
  }
  return null;
}

/** What is wrong with a send window, or null. */
export function windowProblem(window: SendWindow): WindowProblem | null {
  for (const { number, name } of WEEKDAYS) {
    const sentence = dayProblem(name, window[number] ?? []);
    if (sentence) return { weekday: number, sentence };
  }
  const isEmpty = WEEKDAYS.every(({ number }) => (window[number] ?? []).length === 0);
  return isEmpty ? { weekday: null, sentence: 'needs hours on at least one day; else no mail could ever leave' } : null;
}

const hoursOf = (ranges: { from: string; to: string }[]) => ranges.map(({ from, to }) => `${from}–${to}`).join(', ');

/** A send window in words, days of the same hours together: "Mon–Fri 09:00–17:00". */
export function windowInWords(window: SendWindow): string {
  const groups: { first: string; last: string; hours: string }[] = [];
  for (const { number, name } of WEEKDAYS) {
    const hours = hoursOf(window[number] ?? []);
    const short = name.slice(0, 3);
    const group = groups.at(-1);
    if (group?.hours === hours) group.last = short;
    else groups.push({ first: short, last: short, hours });
  }
  const open = groups.filter(({ hours }) => hours !== '');
  if (open.length === 1 && open[0]?.hours === '00:00–24:00' && open[0].first !== open[0].last && groups.length === 1)
    return 'Always open';
  return open.map(({ first, last, hours }) => `${first === last ? first : `${first}–${last}`} ${hours}`).join(' · ');
}
