import type { Tx } from '../../prisma/db.ts';
import { Prisma, type Mailbox as Row } from '../../prisma/generated/client.ts';
import { localDayOf } from '../../workflows/sending/day.calc.ts';
import type { SendWindow } from '../../workflows/sending/rules.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { getMailbox as getContract, listMailboxes as listContract } from '../contract/mailboxes.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';
import { itemOf, type Numbers } from './item.ts';
import { findMailbox, mayManage } from './mailbox.ts';
import { pausesOf } from './pauses.ts';

type Details = Answer<typeof getContract>;

const NOTHING: Numbers = {
  ...{ sentToday: 0, plannedToday: 0, waiting: 0, late: 0, people: 0 },
  nextSendAt: null,
  ownerName: null,
};

/** What is counted about mailboxes, for all of them in one query. */
async function numbersOf(tx: Tx, mailboxes: Row[]): Promise<Map<string, Numbers>> {
  const now = Date.now();
  const ids = mailboxes.map(({ id }) => id);
  const today = mailboxes.map(({ timeZone }) => localDayOf(now, timeZone));
  const rows = await tx.$queryRaw<({ id: string } & Numbers)[]>(Prisma.sql`
    SELECT mailbox.id, coalesce(sent.count, 0)::int AS "sentToday", coalesce(mails.today, 0)::int AS "plannedToday",
      coalesce(mails.waiting, 0)::int AS waiting, coalesce(mails.late, 0)::int AS late,
      mails.next_send_at AS "nextSendAt", coalesce(enrolled.people, 0)::int AS people, users.name AS "ownerName"
    FROM unnest(${ids}::uuid[], ${today}::text[]) AS asked (id, today)
    JOIN mailboxes AS mailbox ON mailbox.id = asked.id
    LEFT JOIN users ON users.id = mailbox.user_id
    LEFT JOIN usage_counters AS sent ON sent.subject_id = mailbox.id AND sent.metric = 'mails-sent' AND sent.period = asked.today
    LEFT JOIN (SELECT mail.mailbox_id, count(*) AS waiting, count(*) FILTER (WHERE mail.slot_day = day.today) AS today,
        count(*) FILTER (WHERE mail.slot_at < now() - interval '1 minute') AS late,
        min(mail.slot_at) FILTER (WHERE mail.state = 'reserved' AND mail.slot_at > now()) AS next_send_at
      FROM outbound_emails AS mail JOIN unnest(${ids}::uuid[], ${today}::text[]) AS day (id, today) ON day.id = mail.mailbox_id
      WHERE mail.state IN ('planned', 'reserved') GROUP BY mail.mailbox_id) AS mails ON mails.mailbox_id = mailbox.id
    LEFT JOIN (SELECT mailbox_id, count(*) AS people
      FROM enrollments WHERE mailbox_id = ANY(${ids}::uuid[]) AND state IN ('active', 'paused') GROUP BY mailbox_id) AS enrolled ON enrolled.mailbox_id = mailbox.id`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The mailboxes of the workspace, the primary one first, then by age. */
export function listMailboxes({ inWorkspace }: Context, { cursor, limit }: Given<typeof listContract>) {
  const [createdAt, id, isPrimary] = cursor ? unpackCursor(cursor) : [];
  const at = new Date(Number(createdAt ?? 0));
  const beyond = { OR: [{ createdAt: { gt: at } }, { createdAt: at, id: { gt: String(id) } }] };
  return inWorkspace(async (tx) => {
    const rows = await tx.mailbox.findMany({
      where: { deletedAt: null, ...(cursor ? { isPrimary: false, ...(isPrimary ? {} : beyond) } : {}) },
      orderBy: [{ isPrimary: 'desc' }, { createdAt: 'asc' }, { id: 'asc' }],
      take: limit + 1,
    });
    const numbers = await numbersOf(tx, rows);
    const pauses = await pausesOf(tx, rows);
    const { items, nextCursor } = cutPage(rows, limit, (row) => [
      row.createdAt.getTime(),
      row.id,
      row.isPrimary ? 1 : 0,
    ]);
    return {
      items: items.map((row) =>
        itemOf(row, { ...(numbers.get(row.id) ?? NOTHING), pause: pauses.get(row.id) ?? null }),
      ),
      nextCursor,
    };
  });
}

/** One mailbox with its settings; passwords stay where they are. */
export function getMailbox(context: Context, { mailboxId }: Given<typeof getContract>): Promise<Details> {
  return context.inWorkspace(async (tx) => {
    const row = await findMailbox(tx, mailboxId);
    const numbers = await numbersOf(tx, [row]);
    const pauses = await pausesOf(tx, [row]);
    const { signature, isActive, minGapSeconds, sendWindow, holidayCountry, holidayRegion, provider, settings } = row;
    return {
      ...itemOf(row, { ...(numbers.get(row.id) ?? NOTHING), pause: pauses.get(row.id) ?? null }),
      signature,
      isActive,
      minGapSeconds,
      sendWindow: sendWindow as SendWindow,
      holidayCountry,
      holidayRegion,
      servers: provider === 'smtp' ? (settings as Details['servers']) : null,
      mayManage: mayManage(context, row),
    };
  });
}
