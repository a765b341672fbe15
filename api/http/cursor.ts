import { Refusal } from '../../workflows/refusal.ts';

/** Packs the place where a page ended: the sort value and the id of its last row. */
export const packCursor = (place: (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** Reads a cursor back; a tampered one is refused. */
export function unpackCursor(cursor: string): (string | number | null)[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(place) &&
      place.every((part) => part === null || typeof part === 'string' || typeof part === 'number')
    )
      return place;
  } catch {
    // refused below, like any other text that is no cursor
  }
  throw new Refusal('not-found', `"${cursor}" is not a cursor of this list. Start without one.`, 'cursor');
}

/** Cuts a page out of one row more than was asked for, and makes the cursor of the next. */
export function cutPage<T>(
  rows: T[],
  limit: number,
  placeOf: (row: T) => (string | number | null)[],
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? packCursor(placeOf(last)) : null };
}
