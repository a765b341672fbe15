const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const written = (at: number, options: Intl.DateTimeFormatOptions, timeZone?: string) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(at);

/** How many midnights lie between now and then, where the reader is: 1 is tomorrow. */
function daysBetween(now: number, at: number, zone?: string): number {
  const midnight = (instant: number) =>
    Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(instant).slice(0, 10));
  return Math.round((midnight(at) - midnight(now)) / DAY_MS);
}

/** An instant as people say it: "in 5 min.", "14:32", "tomorrow, 09:01", "Mon, 09:01", "23 Nov". */
export function spokenTime(at: number, now: number, zone?: string): string {
  const difference = at - now;
  if (Math.abs(difference) < 60_000) return relative.format(Math.trunc(difference / 1_000), 'second');
  if (Math.abs(difference) < HOUR_MS) return relative.format(Math.trunc(difference / 60_000), 'minute');
  const days = daysBetween(now, at, zone);
  const clock = written(at, { hour: '2-digit', minute: '2-digit' }, zone);
  if (days === 0) return clock;
  if (Math.abs(days) === 1) return `${relative.format(days, 'day')}, ${clock}`;
  if (Math.abs(days) < 7) return `${written(at, { weekday: 'short' }, zone)}, ${clock}`;
  const isThisYear = written(at, { year: 'numeric' }, zone) === written(now, { year: 'numeric' }, zone);
  const date = written(at, { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) }, zone);
  return days > 0 ? `${date}, ${clock}` : date;
}

/** "Mon, 23 Nov 2026, 09:00:00 CET". */
export const exactTime = (at: number, zone?: string): string =>
  written(
    at,
    {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'short',
    },
    zone,
  );
