import { Refusal } from '../../workflows/refusal.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { listSystemMails as contract } from '../contract/sandbox.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';

/** The product's own mail, the newest first; only a demonstration shows it, for it opens accounts. */
export async function listSystemMails(
  { deps }: Pick<Context, 'deps'>,
  { to, cursor, limit }: Given<typeof contract>,
): Promise<Answer<typeof contract>> {
  if (!deps.isDemo)
    throw new Refusal('not-found', 'This is no demonstration: its mail goes to the people that it is for.');
  const [before] = cursor ? unpackCursor(cursor) : [];
  const rows = await deps.system.systemMail.findMany({
    where: { ...(to ? { toAddress: to } : {}), ...(before ? { id: { lt: String(before) } } : {}) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id]);
  return {
    items: items.map(({ toAddress, createdAt, ...mail }) => ({ ...mail, to: toAddress, at: createdAt.getTime() })),
    nextCursor,
  };
}
