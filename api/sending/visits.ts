import { isIP } from 'node:net';
import type { Request } from 'express';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { MailLink } from '../../workflows/sending/link.calc.ts';
import { machineReason } from '../../workflows/sending/rules.ts';

/** Who followed an address in a mail. */
export type Visitor = {
  ipAddress: string | null;
  userAgent: string | null;
  referer: string | null;
  /** Loaded ahead, in case somebody wants it. */
  isPrefetch: boolean;
};

const LONGEST = 500;
const shortened = (text: string | undefined) => text?.replaceAll('\0', '').slice(0, LONGEST) || null;

/** Who sends this request. */
export const visitorOf = (request: Request): Visitor => ({
  ipAddress: isIP(request.ip ?? '') ? (request.ip ?? null) : null,
  userAgent: shortened(request.get('user-agent')),
  referer: shortened(request.get('referer')),
  isPrefetch: /prefetch|preview/i.test(`${request.get('sec-purpose') ?? ''} ${request.get('purpose') ?? ''}`),
});

type Visit = { link: MailLink; visitor: Visitor } & ({ type: 'open' } | { type: 'click'; linkId: string; url: string });

const COUNTED = {
  open: { columns: { count: 'open_count', at: 'opened_at' }, event: 'mail.opened', activity: 'email_opened' },
  click: { columns: { count: 'click_count', at: 'clicked_at' }, event: 'mail.clicked', activity: 'email_clicked' },
} as const;

type CountedRow = { times: number; contactId: string | null; enrollmentId: string | null; subject: string | null };

/** Notes a visit; one by a person is counted on its mail, and the first of its kind stands in the contact's timeline. */
async function noteVisit(tx: Tx, { link, visitor, ...visit }: Visit): Promise<boolean> {
  const { workspaceId, outboundEmailId } = link;
  const { isPrefetch: _isPrefetch, ...seen } = visitor;
  const reason = machineReason(visitor);
  const { columns, event, activity } = COUNTED[visit.type];
  const [count, at] = [Prisma.raw(columns.count), Prisma.raw(columns.at)];
  const by = reason ? 0 : 1;
  const [mail] = await tx.$queryRaw<CountedRow[]>`
    UPDATE outbound_emails SET ${count} = ${count} + ${by}::int, ${at} = CASE WHEN ${by}::int > 0 THEN coalesce(${at}, now()) ELSE ${at} END
    WHERE id = ${outboundEmailId}::uuid
    RETURNING ${count} AS times, contact_id AS "contactId", enrollment_id AS "enrollmentId", subject`;
  if (!mail) return false;
  const { contactId, enrollmentId, subject } = mail;
  await tx.trackingEvent.create({
    data: { workspaceId, outboundEmailId, ...visit, ...seen, isMachine: reason !== null, machineReason: reason },
  });
  if (reason) return true;
  await noteEvents(tx, [{ type: event, subjectId: outboundEmailId, payload: { contactId, enrollmentId } }]);
  if (mail.times > 1 || !contactId) return true;
  await tx.contact.updateMany({ where: { id: contactId }, data: { lastActivityAt: new Date() } });
  await tx.activity.create({
    data: {
      workspaceId,
      type: activity,
      title: subject ?? 'Mail',
      entityType: 'email',
      entityId: outboundEmailId,
      contactId,
      metadata: { enrollmentId, ...('url' in visit ? { url: visit.url } : {}) },
    },
  });
  return true;
}

/** Counts that a mail was opened. */
export const countOpen = (tx: Tx, link: MailLink, visitor: Visitor) => noteVisit(tx, { type: 'open', link, visitor });

/** Counts a click, and tells where the link leads; null for a link that the mail does not have. */
export async function countClick(tx: Tx, link: MailLink, visitor: Visitor): Promise<string | null> {
  const found = await findTrackedLink(tx, link);
  if (!found || !(await noteVisit(tx, { type: 'click', link, visitor, linkId: found.id, url: found.url }))) return null;
  if (machineReason(visitor) === null)
    await tx.trackedLink.update({ where: { id: found.id }, data: { clickCount: { increment: 1 } } });
  return found.url;
}

/** The link that a click's address stands for. */
export const findTrackedLink = (tx: Tx, { workspaceId, outboundEmailId, position }: MailLink) =>
  tx.trackedLink.findUnique({
    where: { workspaceId_outboundEmailId_position: { workspaceId, outboundEmailId, position } },
  });
