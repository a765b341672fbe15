import { CHOICES, columnOf } from '../../prisma/contact-filter.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { CONTACT_FIELDS, type SortField } from '../../workflows/contacts/rules.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { unpackCursor } from '../http/cursor.ts';

/** By what a list is sorted, and which way. */
export type Sorting = { sort: SortField; order: 'asc' | 'desc' };
type Value = string | number | null;
/** Where a page ended: the value of its last row, null among those without one, and its id. */
export type PageEnd = { value: Value; id: string };

type SortKey = { column: Prisma.Sql; shown: Prisma.Sql; join: Prisma.Sql; isNullable: boolean };

const ALWAYS_SET = new Set<SortField>(['status', 'lifecycleStage', 'source', 'score', 'createdAt', 'updatedAt']);
/** People expect "ada" beside "Ada" and "Éva" beside "Eva": the order of their language, not of bytes. */
const asPeopleSort = (column: Prisma.Sql) => Prisma.sql`(${column})::text COLLATE "und-x-icu"`;

/** The expression that a list is sorted by, and how its value is read back. */
export function sortKey(sort: SortField): SortKey {
  const column = columnOf(sort);
  const key = { column, shown: column, join: Prisma.empty, isNullable: !ALWAYS_SET.has(sort) };
  if (sort === 'ownerId') {
    const name = asPeopleSort(Prisma.sql`owners.name`);
    return {
      ...key,
      column: name,
      shown: name,
      join: Prisma.sql`LEFT JOIN users AS owners ON owners.id = contacts.owner_id`,
    };
  }
  switch (CONTACT_FIELDS[sort]) {
    case 'text':
      return { ...key, column: asPeopleSort(column), shown: asPeopleSort(column) };
    case 'choice':
      return { ...key, shown: Prisma.sql`(${column})::text` };
    case 'date':
      return { ...key, shown: Prisma.sql`(extract(epoch FROM ${column}) * 1000)::float8` };
    default:
      return { ...key, shown: Prisma.sql`(${column})::float8` };
  }
}

function valueSql(sort: SortField, value: string | number): Prisma.Sql {
  const choice = CHOICES[sort];
  if (choice) return Prisma.sql`${String(value)}::${Prisma.raw(choice.type)}`;
  switch (CONTACT_FIELDS[sort]) {
    case 'date':
      return Prisma.sql`${new Date(Number(value))}::timestamptz`;
    case 'number':
      return Prisma.sql`${Number(value)}::float8`;
    default:
      return Prisma.sql`${String(value)}::text`;
  }
}

/** The rows after a place, as SQL: those of the same value go on by their id. */
export function beyondSql({ sort, order }: Sorting, { value, id }: PageEnd): Prisma.Sql {
  const than = Prisma.raw(order === 'asc' ? '>' : '<');
  if (value === null) return Prisma.sql`contacts.id ${than} ${id}::uuid`;
  return Prisma.sql`(${sortKey(sort).column}, contacts.id) ${than} (${valueSql(sort, value)}, ${id}::uuid)`;
}

function fits(sort: SortField, value: Value): boolean {
  if (value === null) return !ALWAYS_SET.has(sort);
  const type = CONTACT_FIELDS[sort];
  if (type === 'date' || type === 'number') return typeof value === 'number' && Math.abs(value) <= 8.64e15;
  return typeof value === 'string' && (CHOICES[sort]?.values.includes(value) ?? true);
}

/** Reads a cursor of a list that is sorted this way; one of another order, or a tampered one, is refused. */
export function placeIn(cursor: string, { sort, order }: Sorting): PageEnd {
  const [by, way, value = null, id] = unpackCursor(cursor);
  const isId = typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  if (by !== sort || way !== order || !isId || !fits(sort, value))
    throw new Refusal(
      'not-found',
      `"${cursor}" is not a cursor of this list sorted by ${sort}, ${order}. Start without one.`,
      'cursor',
    );
  return { value, id };
}
