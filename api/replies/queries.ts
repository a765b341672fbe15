import { Prisma } from '../../prisma/generated/client.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { listReplies as contract, countReplies as countContract } from '../contract/replies.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';
import { itemOf, sequencesOf, withAround } from './item.ts';

type View = Given<typeof contract>['view'];

/** A mailbox gets mail about other things too: what belongs here is about somebody or something of ours. */
const OURS = Prisma.sql`(contact_id IS NOT NULL OR outbound_email_id IS NOT NULL)`;
/** What was not understood concerns a person where it is about us, where it could not be read, or where the rules were not sure. */
const UNSURE = Prisma.sql`(contact_id IS NOT NULL OR outbound_email_id IS NOT NULL OR handle_error IS NOT NULL OR kind_confidence < 0.8)`;

const VIEWS: Record<View, Prisma.Sql> = {
  'to-answer': Prisma.sql`kind = 'human' AND done_at IS NULL AND ${OURS}`,
  replies: Prisma.sql`kind = 'human' AND ${OURS}`,
  away: Prisma.sql`kind = 'auto_reply'`,
  bounces: Prisma.sql`kind = 'bounce'`,
  complaints: Prisma.sql`kind = 'complaint'`,
  unknown: Prisma.sql`kind = 'unknown' AND handled_at IS NOT NULL AND ${UNSURE}`,
};

/** What is searched for: the beginnings of words, each of them. */
function searchOf(search: string): Prisma.Sql {
  const words = search.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return Prisma.sql`true`;
  return Prisma.sql`search @@ to_tsquery('simple', ${words.map((word) => `${word}:*`).join(' & ')})`;
}

/** A page of what came in, the newest first. */
export function listReplies(
  { inWorkspace }: Context,
  { view, mailboxId, search, cursor, limit }: Given<typeof contract>,
): Promise<Answer<typeof contract>> {
  const [at, id] = cursor ? unpackCursor(cursor) : [];
  const place = cursor
    ? Prisma.sql`AND (received_at, id) < (${new Date(Number(at))}::timestamptz, ${String(id)}::uuid)`
    : Prisma.empty;
  return inWorkspace(async (tx) => {
    const found = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM email_messages
      WHERE direction = 'inbound' AND deleted_at IS NULL AND ${VIEWS[view]}
        ${mailboxId ? Prisma.sql`AND mailbox_id = ${mailboxId}::uuid` : Prisma.empty}
        ${search ? Prisma.sql`AND ${searchOf(search)}` : Prisma.empty} ${place}
      ORDER BY received_at DESC, id DESC LIMIT ${limit + 1}`;
    const rows = await tx.emailMessage.findMany({
      where: { id: { in: found.map((row) => row.id) } },
      orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
      include: withAround,
    });
    const sequences = await sequencesOf(tx, rows);
    return cutPage(
      rows.map((row) => itemOf(row, sequences)),
      limit,
      (item) => [item.receivedAt, item.id],
    );
  });
}

/** How many replies nobody has looked after. */
export function countReplies({ inWorkspace }: Context): Promise<Answer<typeof countContract>> {
  return inWorkspace(async (tx) => {
    const [row] = await tx.$queryRaw<{ toAnswer: number }[]>`
      SELECT count(*)::int AS "toAnswer" FROM (SELECT FROM email_messages
        WHERE direction = 'inbound' AND deleted_at IS NULL AND ${VIEWS['to-answer']} LIMIT 1000) AS open`;
    return { toAnswer: row?.toAnswer ?? 0 };
  });
}
