import { isIP } from 'node:net';
import type { Request } from 'express';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { type JudgedVisit, judgeVisit, type VisitJudgement } from '../../workflows/sending/engagement.calc.ts';
import type { MailLink } from '../../workflows/sending/link.calc.ts';
import { addVisit, recountVisits } from './visit-counts.ts';

/** Who followed an address in a mail, and how. */
export type Visitor = {
  method: string;
  ipAddress: string | null;
  userAgent: string | null;
  referer: string | null;
  /** Loaded ahead, in case somebody wants it. */
  isPrefetch: boolean;
  /** The recipient of the sandbox: surely a person, however soon after the mail. */
  isPlayed?: boolean;
};

const LONGEST = 500;
const shortened = (text: string | undefined) => text?.replaceAll('\0', '').slice(0, LONGEST) || null;

/** Who sends this request. */
export const visitorOf = (request: Request): Visitor => ({
  method: request.method,
  ipAddress: isIP(request.ip ?? '') ? (request.ip ?? null) : null,
  userAgent: shortened(request.get('user-agent')),
  referer: shortened(request.get('referer')),
  isPrefetch: /prefetch|preview/i.test(`${request.get('sec-purpose') ?? ''} ${request.get('purpose') ?? ''}`),
});

type Visit = { link: MailLink; visitor: Visitor } & ({ type: 'open' } | { type: 'click'; linkId: string; url: string });

/** How far back other visits of a mail matter, and how many of them. */
const LOOK_BACK_MS = 60_000;
const LOOK_BACK = 100;

type VisitedMail = {
  id: string;
  contactId: string | null;
  enrollmentId: string | null;
  subject: string | null;
  sentAt: Date | null;
};

/** The mail of a visit, locked: visits of one mail are judged one after another. */
async function lockMail(tx: Tx, id: string): Promise<VisitedMail | null> {
  const [mail] = await tx.$queryRaw<VisitedMail[]>`
    SELECT id, contact_id AS "contactId", enrollment_id AS "enrollmentId", subject, coalesce(sent_at, handed_over_at) AS "sentAt"
    FROM outbound_emails WHERE id = ${id}::uuid FOR UPDATE`;
  return mail ?? null;
}

async function recentVisits(tx: Tx, mail: VisitedMail, now: number): Promise<JudgedVisit[]> {
  const rows = await tx.trackingEvent.findMany({
    where: {
      outboundEmailId: mail.id,
      type: { in: ['open', 'click'] },
      occurredAt: { gt: new Date(now - LOOK_BACK_MS) },
    },
    orderBy: { occurredAt: 'desc' },
    take: LOOK_BACK,
  });
  return rows.map(({ id, type, verdict, reason, method, userAgent, ipAddress, linkId, occurredAt }) => ({
    ...{ id, reason, userAgent, ipAddress, linkId },
    type: type === 'click' ? 'click' : 'open',
    verdict: verdict ?? 'unknown',
    method: method ?? 'GET',
    isPrefetch: reason === 'prefetch',
    at: occurredAt.getTime(),
  }));
}

async function judge(tx: Tx, mail: VisitedMail, { visitor, ...visit }: Visit): Promise<VisitJudgement> {
  if (visitor.isPlayed) return { verdict: 'human', reason: null, downgraded: [] };
  const at = Date.now();
  const linkId = visit.type === 'click' ? visit.linkId : null;
  return judgeVisit(
    { ...visitor, type: visit.type, linkId, at },
    { sentAt: mail.sentAt?.getTime() ?? null, earlier: await recentVisits(tx, mail, at) },
  );
}

/** Notes a visit, whoever it was; one by a person is counted on its mail, and the first of its kind stands in the contact's timeline. */
async function noteVisit(tx: Tx, visit: Visit): Promise<boolean> {
  const { link, visitor, ...seen } = visit;
  const { workspaceId, outboundEmailId } = link;
  const mail = await lockMail(tx, outboundEmailId);
  if (!mail) return false;
  const { verdict, reason, downgraded } = await judge(tx, mail, visit);
  const { method, ipAddress, userAgent, referer } = visitor;
  await tx.trackingEvent.create({
    data: { workspaceId, outboundEmailId, ...seen, method, ipAddress, userAgent, referer, verdict, reason },
  });
  if (downgraded.length > 0) await recountVisits(tx, outboundEmailId, downgraded);
  if (verdict !== 'human') return true;
  const { contactId, enrollmentId, subject } = mail;
  const times = await addVisit(tx, {
    outboundEmailId,
    type: visit.type,
    linkId: visit.type === 'click' ? visit.linkId : null,
  });
  await noteEvents(tx, [
    {
      type: visit.type === 'open' ? 'mail.opened' : 'mail.clicked',
      subjectId: outboundEmailId,
      payload: { contactId, enrollmentId },
    },
  ]);
  if (times > 1 || !contactId) return true;
  await tx.contact.updateMany({ where: { id: contactId }, data: { lastActivityAt: new Date() } });
  await tx.activity.create({
    data: {
      workspaceId,
      type: visit.type === 'open' ? 'email_opened' : 'email_clicked',
      title: subject ?? 'Mail',
      entityType: 'email',
      entityId: outboundEmailId,
      contactId,
      metadata: { enrollmentId, ...('url' in visit ? { url: visit.url } : {}) },
    },
  });
  return true;
}

/** Notes that the picture of a mail was asked for. */
export const countOpen = (tx: Tx, link: MailLink, visitor: Visitor) => noteVisit(tx, { type: 'open', link, visitor });

/** Notes that a link was asked for, and tells where it leads; null for a link that the mail does not have. */
export async function countClick(tx: Tx, link: MailLink, visitor: Visitor): Promise<string | null> {
  const found = await findTrackedLink(tx, link);
  if (!found) return null;
  const isKept = await noteVisit(tx, { type: 'click', link, visitor, linkId: found.id, url: found.url });
  return isKept ? found.url : null;
}

/** The link that a click's address stands for. */
const findTrackedLink = (tx: Tx, { workspaceId, outboundEmailId, position }: MailLink) =>
  tx.trackedLink.findUnique({
    where: { workspaceId_outboundEmailId_position: { workspaceId, outboundEmailId, position } },
  });
