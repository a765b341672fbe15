import type { Condition } from '../workflows/contacts/rules.ts';
import { Refusal } from '../workflows/refusal.ts';
import { Prisma } from './generated/client.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const MAX_DAYS = 36_500;
const MAX_VALUES = 500;

/** Refuses a condition that does not fit its field, with what would. */
export function wrong(condition: Condition, allowed: string): never {
  const { field, op, value } = condition;
  const given = value === undefined ? '' : ` ${JSON.stringify(value)}`;
  throw new Refusal('bad-filter', `The filter "${field} ${op}${given}" cannot be read: ${allowed}.`, field);
}

/** The text that a condition compares with. */
export function textIn(condition: Condition): string {
  const { value } = condition;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' && !value.includes('\0')
    ? value
    : wrong(condition, 'it needs a text');
}

/** The number that a condition compares with. */
export function numberIn(condition: Condition): number {
  const { value } = condition;
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  return !Array.isArray(value) && Number.isFinite(number) ? number : wrong(condition, 'it needs a number');
}

/** How many days back a condition looks. */
export function daysIn(condition: Condition): number {
  const days = numberIn(condition);
  return Number.isInteger(days) && days >= 1 && days <= MAX_DAYS
    ? days
    : wrong(condition, `it needs a whole number of days between 1 and ${MAX_DAYS}`);
}

/** The values of which one must fit; of a fixed choice, only those there are. */
export function listIn(condition: Condition, choices?: readonly string[]): string[] {
  const { value } = condition;
  if (!Array.isArray(value) || value.length === 0) wrong(condition, 'it needs a list of values');
  if (value.length > MAX_VALUES) wrong(condition, `it takes ${MAX_VALUES} values at the most`);
  const stranger = choices && value.find((one) => !choices.includes(one));
  if (stranger !== undefined) wrong(condition, `"${stranger}" is none of ${choices?.join(', ')}`);
  return value;
}

/** The ids of which one must fit. */
export function idsIn(condition: Condition): string[] {
  const ids = listIn(condition);
  const stranger = ids.find((id) => !UUID.test(id));
  if (stranger !== undefined) wrong(condition, `"${stranger}" is not an id`);
  return ids;
}

/** A time of comparison: a day of the calendar, or an instant. */
export type Moment = { kind: 'day'; day: string } | { kind: 'instant'; at: Date };

/** The day or the instant that a condition compares with. */
export function momentIn(condition: Condition): Moment {
  const text = typeof condition.value === 'string' ? condition.value : '';
  const at = DAY.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(text);
  const isReal = !Number.isNaN(at.getTime());
  if (isReal && DAY.test(text) && at.toISOString().startsWith(text)) return { kind: 'day', day: text };
  if (isReal && INSTANT.test(text)) return { kind: 'instant', at };
  return wrong(condition, 'it needs a date as 2026-11-21, or an instant as 2026-11-21T09:00:00Z');
}

/** The zone in which a workspace counts its days. */
export const ZONE = Prisma.sql`(SELECT time_zone FROM workspaces WHERE id = current_workspace())`;

/** The instants at which a day of the workspace begins and ends; those of an instant are itself. */
export function boundsOf(moment: Moment): { from: Prisma.Sql; to: Prisma.Sql } {
  if (moment.kind === 'instant')
    return { from: Prisma.sql`${moment.at}::timestamptz`, to: Prisma.sql`${moment.at}::timestamptz` };
  const day = Prisma.sql`${moment.day}::date`;
  return {
    from: Prisma.sql`(${day}::timestamp AT TIME ZONE ${ZONE})`,
    to: Prisma.sql`((${day} + 1)::timestamp AT TIME ZONE ${ZONE} - interval '1 millisecond')`,
  };
}
