const DAY_MS = 86_400_000;
const AWAY_LIMIT_DAYS = 100;
/** How long somebody is taken to be away who does not say. */
export const AWAY_FALLBACK_MS = 7 * DAY_MS;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const ISO_DATE = /\b(\d{4})-(\d{2})-(\d{2})\b/g;
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\.? (?:of )?${MONTH},? (\\d{4})\\b`, 'gi');
const MONTH_FIRST = new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, 'gi');
const DOTTED = /\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/g;

const instantOf = (year?: string, month?: string | number, day?: string) =>
  Date.UTC(Number(year), Number(month) - 1, Number(day));
const monthOf = (name = '') => MONTHS.indexOf(name.toLowerCase()) + 1;

/** Until when an automatic reply says that its writer is away: the latest day that it names, if that is ahead and at most 100 days. Null where it names none. */
export function awayUntil(text: string, receivedAt: number): number | null {
  const named = [
    ...[...text.matchAll(ISO_DATE)].map(([, year, month, day]) => instantOf(year, month, day)),
    ...[...text.matchAll(DAY_FIRST)].map(([, day, month, year]) => instantOf(year, monthOf(month), day)),
    ...[...text.matchAll(MONTH_FIRST)].map(([, month, day, year]) => instantOf(year, monthOf(month), day)),
    ...[...text.matchAll(DOTTED)].map(([, day, month, year]) => instantOf(year, month, day)),
  ].filter((at) => at > receivedAt && at < receivedAt + AWAY_LIMIT_DAYS * DAY_MS);
  return named.length > 0 ? Math.max(...named) : null;
}
