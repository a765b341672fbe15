import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { resumeAt } from '../../workflows/replies/away.calc.ts';
import { holidayOf } from '../../workflows/sending/day.calc.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import { whomReplyEnds } from '../sending/reply-policy.ts';
import { mark, relabelFor, stopFor, suppressFor } from './effects.ts';
import { type Incoming, note, track } from './evidence.ts';

const DAY_MS = 86_400_000;
/** How long somebody is taken to be away who does not say. */
const AWAY_FALLBACK_MS = 7 * DAY_MS;

type OptOut = { phrase: string };

/** The words of an answer ask for no more mail: that holds for the address that we wrote to and for the one that answered. */
async function onOptOut(tx: Tx, incoming: Incoming, { phrase }: OptOut) {
  const { message, about, contactId, now } = incoming;
  if (!about && !contactId) return; // we never wrote to them
  const addresses = new Set([about?.toAddress, message.fromEmail].flatMap((address) => address?.toLowerCase() ?? []));
  const detail = `Wrote: "${phrase}"`;
  for (const address of addresses)
    await suppressFor(tx, message, {
      address,
      reason: 'unsubscribed',
      source: 'reply',
      detail,
      outboundEmailId: about?.id,
    });
  if (about) await mark(tx, message, { mark: 'mail-unsubscribed', on: [about.id], at: now });
  await track(tx, incoming, { type: 'unsubscribe', mail: about });
  await note(tx, incoming, {
    type: 'unsubscribed',
    title: `Unsubscribed by a reply: "${phrase}"`,
    metadata: { by: 'reply' },
  });
  await noteEvents(tx, [{ type: 'mail.unsubscribed', subjectId: about?.id ?? message.id, payload: { contactId } }]);
  if (!contactId) return;
  const underWay = await tx.enrollment.findMany({
    where: { contactId, state: { in: ['active', 'paused'] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  await mark(tx, message, { mark: 'enrollment-unsubscribed', on: underWay.map(({ id }) => id), at: now });
  await mark(tx, message, { mark: 'contact-unsubscribed', on: [contactId], at: now });
  await stopFor(tx, message, { where: { contactId }, reason: 'unsubscribed' });
}

/** A person answered: the enrollment ends, and says so even when it had finished. */
export async function onHuman(tx: Tx, incoming: Incoming) {
  const { message, classification, about, contactId, now } = incoming;
  const optOut = classification.reply?.optOut ?? null;
  await note(tx, incoming, { type: 'email_received', title: message.subject || 'Reply' });
  if (about?.enrollmentId) await mark(tx, message, { mark: 'enrollment-replied', on: [about.enrollmentId], at: now });
  if (contactId) {
    await mark(tx, message, { mark: 'contact-replied', on: [contactId], at: now });
    await tx.contact.update({ where: { id: contactId }, data: { lastActivityAt: new Date(now) } });
  }
  if (optOut) await onOptOut(tx, incoming, optOut);
  if (!about) return noteEvents(tx, [{ type: 'mail.received', subjectId: message.id, payload: { contactId } }]);
  const { enrollmentId } = about;
  await mark(tx, message, { mark: 'mail-replied', on: [about.id], at: now });
  await track(tx, incoming, { type: 'reply', mail: about });
  await noteEvents(tx, [
    { type: 'mail.replied', subjectId: about.id, payload: { contactId, enrollmentId, messageId: message.id } },
  ]);
  if (!enrollmentId) return;
  const where = await whomReplyEnds(tx, { enrollmentId, contactId });
  await stopFor(tx, message, { where, reason: optOut ? 'unsubscribed' : 'replied' });
  await relabelFor(tx, message, { enrollmentId, contactId });
}

/** An enrollment with the clocks that it goes by. */
const enrollmentOf = (tx: Tx, id: string) =>
  tx.enrollment.findUniqueOrThrow({
    where: { id },
    select: {
      ...{ id: true, workflowId: true, state: true, nextAt: true },
      contact: { select: { timeZone: true } },
      mailbox: { select: { timeZone: true, holidayCountry: true, holidayRegion: true } },
    },
  });
type WithClocks = Awaited<ReturnType<typeof enrollmentOf>>;

const zoneOf = ({ contact, mailbox }: WithClocks) => contact.timeZone ?? mailbox.timeZone;
const isHolidayOf =
  ({ mailbox: { holidayCountry: country, holidayRegion: region } }: WithClocks) =>
  (day: string) =>
    holidayOf(day, { country, region }) !== null;

/** A machine answered for somebody who is away: the waiting step is put off. */
export async function onAutoReply(tx: Tx, incoming: Incoming) {
  const { message, classification, about, contactId, now } = incoming;
  const enrollment = about?.enrollmentId ? await enrollmentOf(tx, about.enrollmentId) : null;
  const backAt = classification.away?.until ?? now + AWAY_FALLBACK_MS;
  const until = enrollment ? resumeAt(backAt, zoneOf(enrollment), isHolidayOf(enrollment)) : backAt;
  await note(tx, incoming, {
    type: 'auto_reply_received',
    title: message.subject || 'Automatic reply',
    metadata: { until },
  });
  await noteEvents(tx, [{ type: 'mail.received', subjectId: message.id, payload: { contactId } }]);
  if (!enrollment) return;
  const isOver = enrollment.state !== 'active' && enrollment.state !== 'paused';
  if (isOver || (enrollment.nextAt?.getTime() ?? 0) >= until) return; // what is due after the absence stays where it is
  await mark(tx, message, { mark: 'enrollment-away', on: [enrollment.id], at: until });
  await tellWorkflows(tx, [tellEnrollment.away(enrollment.workflowId, until)]);
}
