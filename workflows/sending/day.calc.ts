import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import type { SendWindow } from './rules.ts';

const DAY_MS = 86_400_000;

/** A local day: its first instant, the next day's, and the hours in which mail may leave. */
export type LocalDay = {
  day: string;
  number: number;
  startAt: number;
  endAt: number;
  open: { from: number; to: number }[];
};

function instantOf(date: Temporal.PlainDate, time: string, zone: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (hour === 24) return date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
  return date.toZonedDateTime({ timeZone: zone, plainTime: { hour, minute } }).epochMilliseconds;
}

/** The local date of an instant, as "2026-11-21". */
export const localDayOf = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();

/** A local day with its opening hours as instants: a day of 23 or 25 hours comes out right. */
export function localDay(day: string, { zone, window }: { zone: string; window: SendWindow }): LocalDay {
  const date = Temporal.PlainDate.from(day);
  const hours = window[String(date.dayOfWeek) as keyof SendWindow] ?? [];
  const open = hours.map(({ from, to }) => ({ from: instantOf(date, from, zone), to: instantOf(date, to, zone) }));
  return {
    day,
    number: Math.floor(date.toZonedDateTime('UTC').epochMilliseconds / DAY_MS),
    startAt: instantOf(date, '00:00', zone),
    endAt: instantOf(date, '24:00', zone),
    open: open.filter(({ from, to }) => to > from).toSorted((a, b) => a.from - b.from),
  };
}

/** Finds the local day of an instant in a zone, each computed once: zone arithmetic costs 50 µs, a plan asks for it millions of times. */
export function calendar(window: SendWindow): (zone: string, at: number) => LocalDay {
  const near = new Map<string, LocalDay[]>();
  return (zone, at) => {
    const key = `${zone} ${Math.floor(at / DAY_MS)}`;
    const known = near.get(key) ?? [];
    const hit = known.find(({ startAt, endAt }) => startAt <= at && at < endAt);
    if (hit) return hit;
    const found = localDay(localDayOf(at, zone), { zone, window });
    near.set(key, [...known, found]);
    return found;
  };
}

/** Whether a name is a time zone of the IANA database. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(name);
    return name === 'UTC' || /^[A-Za-z_]+\/[\w+\-/]+$/.test(name);
  } catch {
    return false;
  }
}

const holidayYears = new Map<string, Map<string, string>>();
const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);

/** The holidays of a year by local day; one that begins after noon, as New Year's Eve in some places, leaves its day a working day. The library's own question is about an instant, which in New Zealand lies on the day before. */
function holidaysOf(
  year: number,
  { country, region }: { country: string; region: string | null },
): Map<string, string> {
  const key = `${country}/${region ?? ''}/${year}`;
  const known = holidayYears.get(key);
  if (known) return known;
  const found = new Map<string, string>();
  const holidays = new Holidays(country, region ?? '', { types: ['public', 'bank'] }).getHolidays(year);
  for (const { date, start, end, name } of holidays.filter((holiday) => Number(holiday.date.slice(11, 13)) < 12)) {
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
    for (let index = 0; index < length; index++) {
      const day = isoDay(Date.parse(date.slice(0, 10)) + index * DAY_MS);
      if (!found.has(day)) found.set(day, name);
    }
  }
  holidayYears.set(key, found);
  return found;
}

/** The public holiday of a local day in a country (and region), or null. */
export function holidayOf(
  day: string,
  { country, region }: { country: string | null; region: string | null },
): string | null {
  if (!country) return null;
  return holidaysOf(Number(day.slice(0, 4)), { country, region }).get(day) ?? null;
}
