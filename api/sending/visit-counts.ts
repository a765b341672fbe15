import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { VisitReason } from '../../workflows/sending/engagement.calc.ts';

type Counted = { outboundEmailId: string; type: 'open' | 'click'; linkId: string | null };

/** Counts a person's visit on its mail and its link. Returns how many of its kind there are now. */
export async function addVisit(tx: Tx, { outboundEmailId, type, linkId }: Counted): Promise<number> {
  const [count, at] = [Prisma.raw(`${type}_count`), Prisma.raw(type === 'open' ? 'opened_at' : 'clicked_at')];
  const [row] = await tx.$queryRaw<{ times: number }[]>`
    UPDATE outbound_emails SET ${count} = ${count} + 1, ${at} = coalesce(${at}, now())
    WHERE id = ${outboundEmailId}::uuid RETURNING ${count} AS times`;
  if (linkId) await tx.trackedLink.update({ where: { id: linkId }, data: { clickCount: { increment: 1 } } });
  return row?.times ?? 0;
}

/** Sees earlier visits in another light: they are a machine's after all, and what they had counted is counted anew. */
export async function recountVisits(
  tx: Tx,
  outboundEmailId: string,
  downgraded: { id: string; reason: VisitReason }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE tracking_events SET verdict = 'machine', reason = seen.reason
    FROM unnest(${downgraded.map(({ id }) => id)}::uuid[], ${downgraded.map(({ reason }) => reason)}::text[]) AS seen (id, reason)
    WHERE tracking_events.id = seen.id AND outbound_email_id = ${outboundEmailId}::uuid`;
  const [mail] = await tx.$queryRaw<{ openCount: number; clickCount: number; contactId: string | null }[]>`
    UPDATE outbound_emails SET open_count = counted.opens, opened_at = counted.opened, click_count = counted.clicks, clicked_at = counted.clicked
    FROM (SELECT (count(*) FILTER (WHERE type = 'open'))::int AS opens, min(occurred_at) FILTER (WHERE type = 'open') AS opened,
        (count(*) FILTER (WHERE type = 'click'))::int AS clicks, min(occurred_at) FILTER (WHERE type = 'click') AS clicked
      FROM tracking_events WHERE outbound_email_id = ${outboundEmailId}::uuid AND verdict = 'human') AS counted
    WHERE id = ${outboundEmailId}::uuid
    RETURNING open_count AS "openCount", click_count AS "clickCount", contact_id AS "contactId"`;
  await tx.$executeRaw`
    UPDATE tracked_links SET click_count = (SELECT count(*) FROM tracking_events
      WHERE tracking_events.outbound_email_id = ${outboundEmailId}::uuid AND link_id = tracked_links.id AND verdict = 'human')
    WHERE outbound_email_id = ${outboundEmailId}::uuid`;
  const gone = [
    ...(mail?.openCount ? [] : ['email_opened' as const]),
    ...(mail?.clickCount ? [] : ['email_clicked' as const]),
  ];
  await tx.activity.deleteMany({ where: { entityId: outboundEmailId, type: { in: gone } } });
  await noteEvents(tx, [
    { type: 'mail.visits-corrected', subjectId: outboundEmailId, payload: { contactId: mail?.contactId ?? null } },
  ]);
}
