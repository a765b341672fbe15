const UNITS = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** "in 5 min.", "2 hr. ago", "yesterday". */
export function relativeTime(at: number, now: number): string {
  const difference = at - now;
  const [unit, ms] = UNITS.find(([, size]) => Math.abs(difference) >= size) ?? (['second', 1_000] as const);
  return relative.format(Math.trunc(difference / ms), unit);
}

/** "Mon, 23 Nov 2026, 09:00:00 CET". */
export const exactTime = (at: number, zone?: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone: zone,
  }).format(at);
