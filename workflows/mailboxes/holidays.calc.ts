import Holidays from 'date-holidays';
import { holidayOf } from '../sending/day.calc.ts';

export type HolidayPlace = { country: string | null; region: string | null };
export type NamedPlace = { code: string; name: string };

const inEnglish = new Holidays();

const named = (places: Record<string, string> | undefined): NamedPlace[] =>
  Object.entries(places ?? {})
    .map(([code, name]) => ({ code, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name));

/** The countries whose holidays are known, or the regions of one of them. */
export const holidayPlaces = (country: string | null): NamedPlace[] =>
  named(country ? inEnglish.getStates(country, 'en') : inEnglish.getCountries('en'));

/** What is wrong with a place, or null. */
export function placeProblem({ country, region }: HolidayPlace): { field: string; sentence: string } | null {
  if (!country)
    return region ? { field: 'holidayRegion', sentence: `The region "${region}" needs its country.` } : null;
  const countries = holidayPlaces(null);
  if (!countries.some(({ code }) => code === country))
    return {
      field: 'holidayCountry',
      sentence: `The holidays of "${country}" are not known. Give a country by its two letters, as DE or US; ${countries.length} are known.`,
    };
  const regions = holidayPlaces(country);
  if (!region || regions.some(({ code }) => code === region)) return null;
  const known = regions.length > 0 ? `Known are ${regions.map(({ code }) => code).join(', ')}.` : 'It has none.';
  return { field: 'holidayRegion', sentence: `"${region}" is no region of ${country}. ${known}` };
}

const DAY_MS = 86_400_000;
const YEAR_DAYS = 366;

/** The next holidays of a place from a local day on, at most a year ahead. */
export function nextHolidays(
  place: HolidayPlace,
  { from, count }: { from: string; count: number },
): { day: string; name: string }[] {
  const found: { day: string; name: string }[] = [];
  for (let ahead = 0; ahead < YEAR_DAYS && found.length < count; ahead++) {
    const day = new Date(Date.parse(from) + ahead * DAY_MS).toISOString().slice(0, 10);
    const name = holidayOf(day, place);
    if (name) found.push({ day, name });
  }
  return found;
}
