import { filterSql, searchSql } from '../../prisma/contact-filter.ts';
import { customFieldTypes } from '../../prisma/custom-fields.ts';
import type { Tx } from '../../prisma/db.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { EVERYONE } from '../../workflows/contacts/rules.ts';
import type { ContactId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { countContacts as countContract, listContacts as listContract } from '../contract/contacts.ts';
import type { Context } from '../http/context.ts';
import { packCursor } from '../http/cursor.ts';
import { type Item, readContacts } from './contact-item.ts';
import { beyondSql, type PageEnd, placeIn, type Sorting, sortKey } from './sort.ts';

const MOST_COUNTED = 100_000;

/** The contacts that a list asks for, as SQL: of the living or of the trash, those that match. */
async function matchingSql(tx: Tx, { filter, search, isDeleted }: Given<typeof countContract>): Promise<Prisma.Sql> {
  const life = isDeleted ? Prisma.sql`contacts.deleted_at IS NOT NULL` : Prisma.sql`contacts.deleted_at IS NULL`;
  const custom = filter ? await customFieldTypes(tx) : {};
  return Prisma.sql`${life} AND ${filterSql(filter ?? EVERYONE, custom)} AND ${searchSql(search ?? '')}`;
}

type Asked = Sorting & { matching: Prisma.Sql; limit: number };
type Place = { id: string; value: string | number | null };

/** A stretch of the list among the contacts that have a value to sort by, or among those that have none. */
function stretch(tx: Tx, asked: Asked, { after, hasValue }: { after: PageEnd | null; hasValue: boolean }) {
  const { sort, order, matching, limit } = asked;
  const { column, shown, join, isNullable } = sortKey(sort);
  const way = Prisma.raw(order);
  const value = hasValue ? shown : Prisma.sql`NULL`;
  const set = isNullable
    ? Prisma.sql`AND ${column} IS ${hasValue ? Prisma.sql`NOT NULL` : Prisma.sql`NULL`}`
    : Prisma.empty;
  const beyond = after ? Prisma.sql`AND ${beyondSql(asked, after)}` : Prisma.empty;
  const by = hasValue ? Prisma.sql`${column} ${way}, contacts.id ${way}` : Prisma.sql`contacts.id ${way}`;
  return tx.$queryRaw<Place[]>(Prisma.sql`
    SELECT contacts.id, ${value} AS value FROM contacts ${join}
    WHERE ${matching} ${set} ${beyond} ORDER BY ${by} LIMIT ${limit}`);
}

/** The next places of a list. Those without a value come last, in a query of their own, so that each runs along an index. */
async function placesOf(tx: Tx, asked: Asked, after: PageEnd | null): Promise<Place[]> {
  const valued = after?.value === null ? [] : await stretch(tx, asked, { after, hasValue: true });
  const left = asked.limit - valued.length;
  if (left === 0 || !sortKey(asked.sort).isNullable) return valued;
  const rest = { ...asked, limit: left };
  return [...valued, ...(await stretch(tx, rest, { after: after?.value === null ? after : null, hasValue: false }))];
}

/** A page of contacts: filtered, searched, sorted. */
export function listContacts(
  { inWorkspace }: Context,
  { cursor, limit, sort, order, ...which }: Given<typeof listContract>,
): Promise<Answer<typeof listContract>> {
  return inWorkspace(async (tx) => {
    const after = cursor ? placeIn(cursor, { sort, order }) : null;
    const asked = { sort, order, matching: await matchingSql(tx, which), limit: limit + 1 };
    const found = await placesOf(tx, asked, after);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await readContacts(
        tx,
        page.map(({ id }) => id),
      ),
      nextCursor: found.length > limit && last ? packCursor([sort, order, last.value, last.id]) : null,
    };
  });
}

/** How many contacts match; counting stops at 100,000. */
export function countContacts({ inWorkspace }: Context, which: Given<typeof countContract>) {
  return inWorkspace(async (tx) => {
    const matching = await matchingSql(tx, which);
    const [row] = await tx.$queryRaw<{ count: number }[]>(Prisma.sql`
      SELECT count(*)::int AS count FROM (SELECT FROM contacts WHERE ${matching} LIMIT ${MOST_COUNTED + 1}) AS matching`);
    const count = row?.count ?? 0;
    return { count: Math.min(count, MOST_COUNTED), isCapped: count > MOST_COUNTED };
  });
}

/** One contact, living or in the trash. */
export async function readContact(tx: Tx, contactId: ContactId): Promise<Item> {
  const [item] = await readContacts(tx, [contactId]);
  if (!item) throw new Refusal('not-found', 'There is no such contact in this workspace.', 'contactId');
  return item;
}
