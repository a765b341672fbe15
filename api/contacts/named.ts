import { isDuplicate } from '../../prisma/db.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';

type Asked = { search?: string; withCounts?: boolean; cursor?: string; limit: number };
type Where = { AND: { name?: { contains: string } | { gt: string } }[] };
type Kind<Row, Item> = {
  find: (query: { where: Where; orderBy: { name: 'asc' }; take: number }) => Promise<Row[]>;
  countsOf: (ids: string[]) => Promise<Map<string, number>>;
  itemOf: (row: Row, contacts: number | null) => Item;
};

/** A page of what goes by a name of its own, in the order of the names; how many contacts each has where that is asked. */
export async function namedPage<Row extends { id: string }, Item extends { name: string }>(
  { search, withCounts, cursor, limit }: Asked,
  { find, countsOf, itemOf }: Kind<Row, Item>,
) {
  const [after] = cursor ? unpackCursor(cursor) : [];
  const rows = await find({
    where: {
      AND: [search ? { name: { contains: search } } : {}, after === undefined ? {} : { name: { gt: String(after) } }],
    },
    orderBy: { name: 'asc' },
    take: limit + 1,
  });
  const counts = withCounts ? await countsOf(rows.map(({ id }) => id)) : null;
  const items = rows.map((row) => itemOf(row, counts && (counts.get(row.id) ?? 0)));
  return cutPage(items, limit, ({ name }) => [name]);
}

/** Refuses a name that another of its kind has. */
export function nameTaken(kind: 'list' | 'tag', name: string) {
  return (error: unknown): never => {
    if (!isDuplicate(error)) throw error;
    throw new Refusal(
      'already-exists',
      `There is a ${kind} "${name}" already. Use that one, or choose another name.`,
      'name',
    );
  };
}
