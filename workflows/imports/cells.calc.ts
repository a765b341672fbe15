import type { DateOrder, DecimalMark } from './rules.ts';

/** How the file writes what each country writes in its own way. */
export type Spelling = { dateOrder: DateOrder; decimalMark: DecimalMark };

const GROUPED = { point: /^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/, comma: /^[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/ };
const PLAIN = { point: /^[-+]?\d+(?:\.\d+)?$/, comma: /^[-+]?\d+(?:,\d+)?$/ };

/** A number as the file writes it, as "1234.5"; what is no number stays as it is. */
export function plainNumber(text: string, mark: DecimalMark): string {
  const bare = text.replaceAll(/[\s'’]/g, '');
  if (!PLAIN[mark].test(bare) && !GROUPED[mark].test(bare)) return text;
  const [grouping, decimal] = mark === 'point' ? [',', '.'] : ['.', ','];
  return bare.replaceAll(grouping, '').replace(decimal, '.').replace(/^\+/, '');
}

const two = (part: string) => part.padStart(2, '0');

/** A day as 2026-11-21, from that, from 21.11.2026, or from 21/11/2026 in the order of the file; what is no day stays as it is. */
export function plainDate(text: string, order: DateOrder): string {
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  if (year && month && day) return `${year}-${two(month)}-${two(day)}`;
  const [, first, mark, second, last] = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  if (!first || !second || !last) return text;
  const isDayFirst = order === 'day' || mark === '.'; // a dot between means day first everywhere
  return isDayFirst ? `${last}-${two(second)}-${two(first)}` : `${last}-${two(first)}-${two(second)}`;
}

const TIME = /^(.+?)[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[-+]\d{2}:?\d{2})?$/i;

/** A day with a time as 2026-11-21T09:30:00Z, in UTC where no offset is given; a bare day begins at midnight. */
export function plainInstant(text: string, order: DateOrder): string {
  const [, day = text, hours = '00', minutes = '00', seconds = '00', offset = 'Z'] = TIME.exec(text) ?? [];
  const date = plainDate(day.trim(), order);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return text;
  const zone = /^z$/i.test(offset) ? 'Z' : offset.replace(/^(.{3}):?/, '$1:');
  return `${date}T${two(hours)}:${minutes}:${seconds}${zone}`;
}

const YES = new Set(['true', 'yes', 'y', '1', 'x', 'on', 'ja', 'j', 'wahr']);
const NO = new Set(['false', 'no', 'n', '0', 'off', 'nein', 'falsch']);

/** Yes and no in English and German, as "true" and "false"; anything else stays as it is. */
export function plainBoolean(text: string): string {
  const word = text.toLowerCase();
  if (YES.has(word)) return 'true';
  return NO.has(word) ? 'false' : text;
}

/** The address in `Ada <ada@example.com>` or `mailto:ada@example.com`. */
export const bareAddress = (text: string): string =>
  (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim().replace(/^mailto:/i, '');

/** The parts of a cell that holds several, with commas, semicolons, bars or line ends between; each once. */
export const partsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;|\n]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
];

/** A person's name in two: "Ada King Lovelace", or "Lovelace, Ada". */
export function splitName(text: string): { firstName: string; lastName: string } {
  const [, last, first] = /^([^,]+),\s*(.+)$/.exec(text) ?? [];
  if (last && first) return { firstName: first.trim(), lastName: last.trim() };
  const [firstName = '', ...rest] = text.split(/\s+/);
  return { firstName, lastName: rest.join(' ') };
}

/** A cell without the white space around it, and without the mark that keeps a spreadsheet from running it as a formula. */
export const cellText = (cell: string | undefined): string => (cell ?? '').trim().replace(/^'(?=[=+\-@\t\r])/, '');
