import { de, en, es, fi, fr, it, ja, nl, type ParsedResult, pt, ru, sv, uk, zh } from 'chrono-node';
import type { Language } from './language.calc.ts';
import { monthOf, weekdayOf } from './month-names.calc.ts';

const DAY_MS = 86_400_000;

/** A day or a range of days that a text names, as midnights of UTC. */
export type NamedDay = { index: number; text: string; from: number; to: number | null; isWeekday: boolean };

type Speaker = { parse: (text: string, at: Date, options: { forwardDate: boolean }) => ParsedResult[] };

/** The languages that the library speaks. */
const SPEAKERS: Partial<Record<Language, Speaker>> = { en, de, fr, es, pt, it, nl, sv, fi, ru, uk, ja, zh: zh.hans };

const midnight = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day);

/** The day of a month that comes next, where no year is named; null for what is no day. */
function dayAhead(refAt: number, { year, month, day }: { year?: number; month: number; day: number }): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (year !== undefined) return midnight(year < 100 ? 2_000 + year : year, month, day);
  const ref = new Date(refAt);
  const thisYear = midnight(ref.getUTCFullYear(), month, day);
  return thisYear >= refAt - 60 * DAY_MS ? thisYear : midnight(ref.getUTCFullYear() + 1, month, day);
}

/** Which of two readings of 5/12/2026 is meant shows by the day: an absence ends soon. */
const isSoon = (at: number, refAt: number) => at > refAt - DAY_MS && at < refAt + 100 * DAY_MS;

const plain = (index: number, text: string, from: number | null): NamedDay[] =>
  from === null ? [] : [{ index, text, from, to: null, isWeekday: false }];

const numberOf = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits));

/** Days in figures: 2026-12-24, 24.12., 24.12.2026, 24/12/2026, 12月24日, 12월 24일. */
function inFigures(text: string, refAt: number, language: Language): NamedDay[] {
  const iso = [...text.matchAll(/\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/g)].flatMap(
    ({ 0: all, 1: y, 2: m, 3: d, index }) =>
      plain(index, all, dayAhead(refAt, { year: Number(y), month: Number(m), day: Number(d) })),
  );
  const dotted = [...text.matchAll(/(?<![\d.])(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}|\d{2})(?!\d))?/g)].flatMap(
    ({ 0: all, 1: d, 2: m, 3: y, index }) =>
      plain(index, all, dayAhead(refAt, { year: numberOf(y), month: Number(m), day: Number(d) })),
  );
  const slashed = [...text.matchAll(/(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?![\d/])/g)].flatMap(
    ({ 0: all, 1: a, 2: b, 3: y, index }) => {
      const dayFirst = dayAhead(refAt, { year: Number(y), month: Number(b), day: Number(a) });
      const monthFirst = dayAhead(refAt, { year: Number(y), month: Number(a), day: Number(b) });
      const readings = language === 'en' ? [monthFirst, dayFirst] : [dayFirst, monthFirst];
      return plain(index, all, readings.find((at) => at !== null && isSoon(at, refAt)) ?? readings[0] ?? null);
    },
  );
  const eastern = [...text.matchAll(/(?:(\d{4})\s?[年년]\s?)?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号]/g)].flatMap(
    ({ 0: all, 1: y, 2: m, 3: d, index }) =>
      plain(index, all, dayAhead(refAt, { year: numberOf(y), month: Number(m), day: Number(d) })),
  );
  return [...iso, ...dotted, ...slashed, ...eastern];
}

/** Days with the month's name, and days of the week, in languages that the library does not speak. */
function inNames(text: string, refAt: number, language: Language): NamedDay[] {
  const dayFirst = [...text.matchAll(/(?<!\d)(\d{1,2})\.?(?: de)? ([\p{L}]{3,15})\.?,?(?: (\d{4}))?/gu)].map(
    ({ 0: all, 1: d, 2: name, 3: y, index }) => ({ all, d, name, y, index }),
  );
  const monthFirst = [...text.matchAll(/(?:(\d{4})\.? )?([\p{L}]{3,15})\.? (\d{1,2})(?!\d)/gu)].map(
    ({ 0: all, 1: y, 2: name, 3: d, index }) => ({ all, d, name, y, index }),
  );
  const days = [...dayFirst, ...monthFirst].flatMap(({ all, d, name = '', y, index }) => {
    const month = monthOf(language, name);
    return month === null ? [] : plain(index, all, dayAhead(refAt, { year: numberOf(y), month, day: Number(d) }));
  });
  const weekdays = [...text.matchAll(/[\p{L}]{3,15}/gu)].flatMap(({ 0: word, index }) => {
    const weekday = weekdayOf(language, word);
    if (weekday === null) return [];
    const today = Math.floor(refAt / DAY_MS) * DAY_MS;
    const ahead = ((weekday - new Date(refAt).getUTCDay() + 6) % 7) + 1;
    return [{ index, text: word, from: today + ahead * DAY_MS, to: null, isWeekday: true }];
  });
  return [...days, ...weekdays];
}

const dayOf = (parsed: ParsedResult['start']) =>
  midnight(parsed.get('year') ?? 0, parsed.get('month') ?? 1, parsed.get('day') ?? 1);

const namesDay = ({ start }: ParsedResult) =>
  start.isCertain('day') || start.isCertain('weekday') || start.isCertain('month');

const IN_FIGURES = /^\s*\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\s*$/;

/** Days as the library reads them; mere times of day are left out. */
const byLibrary = (text: string, refAt: number, speaker: Speaker): NamedDay[] =>
  speaker
    .parse(text, new Date(refAt), { forwardDate: true })
    .filter((parsed) => namesDay(parsed) && !IN_FIGURES.test(parsed.text))
    .map(({ index, text: said, start, end }) => ({
      index,
      text: said,
      from: dayOf(start),
      to: end ? dayOf(end) : null,
      isWeekday: start.isCertain('weekday') && !start.isCertain('day'),
    }));

/** Each day that a text names, by its place in the text. */
export function daysIn(text: string, refAt: number, language: Language): NamedDay[] {
  const speaker = SPEAKERS[language];
  const named = speaker ? byLibrary(text, refAt, speaker) : inNames(text, refAt, language);
  const figures = inFigures(text, refAt, language).filter(
    ({ index, text: said }) =>
      !named.some((day) => index < day.index + day.text.length && day.index < index + said.length),
  );
  return [...named, ...figures].toSorted((a, b) => a.index - b.index);
}
