import { uuidv7 } from 'uuidv7';
import { insertMany } from '../../prisma/bulk.ts';
import type { Tx } from '../../prisma/db.ts';
import type { NumberedRow } from './claims.ts';

/** The tags that rows name, by name in lower case; in a run those that are not there yet are made. */
export async function tagsByName(
  tx: Tx,
  rows: NumberedRow[],
  { mayCreate }: { mayCreate: boolean },
): Promise<Map<string, string>> {
  const names = new Map(rows.flatMap(({ read }) => read.tags.map((tag): [string, string] => [tag.toLowerCase(), tag])));
  if (names.size === 0) return new Map();
  if (mayCreate)
    await insertMany(tx, 'tags', {
      columns: {
        id: { type: 'uuid', values: [...names].map(() => uuidv7()) },
        name: { type: 'citext', values: [...names.values()] },
      },
      onConflict: 'ON CONFLICT DO NOTHING',
    });
  const found = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT id::text AS id, name::text AS name FROM tags WHERE name = ANY(${[...names.values()]}::citext[])`;
  return new Map(found.map(({ id, name }) => [name.toLowerCase(), id]));
}
