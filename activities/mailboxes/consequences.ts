import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { ActivityType, EmailMessage, OutboundEmail, Prisma } from '../../prisma/generated/client.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { stopEnrollments, suppress } from '../../prisma/suppressions.ts';
import { AWAY_FALLBACK_MS, awayUntil, judgeBounce, type ReportedRecipient } from '../../workflows/mailboxes/rules.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import type { ParsedMail } from './parse.ts';

/** A message that came in, and the mail of ours that it is about. */
export type Incoming = {
  message: EmailMessage;
  mail: ParsedMail;
  about: OutboundEmail | null;
  contactId: string | null;
  now: number;
};

const note = (
  tx: Tx,
  { message, contactId, now }: Incoming,
  { type, title, metadata }: { type: ActivityType; title: string; metadata?: Prisma.InputJsonValue },
) =>
  tx.activity.create({
    data: {
      workspaceId: message.workspaceId,
      type,
      title,
      entityType: 'email',
      entityId: message.id,
      contactId,
      occurredAt: message.receivedAt,
      metadata: metadata ?? {},
      createdAt: new Date(now),
    },
  });

const track = (tx: Tx, { message, about }: Incoming, type: 'reply' | 'bounce' | 'complaint') =>
  about &&
  tx.trackingEvent.create({
    data: {
      workspaceId: message.workspaceId,
      outboundEmailId: about.id,
      type,
      occurredAt: message.receivedAt,
      meta: { messageId: message.id },
    },
  });

/** A person answered: the enrollment ends, and says so even when it had finished. */
export async function onHuman(tx: Tx, incoming: Incoming) {
  const { message, about, contactId, now } = incoming;
  const at = new Date(now);
  await note(tx, incoming, { type: 'email_received', title: message.subject || 'Reply' });
  if (contactId) await tx.contact.update({ where: { id: contactId }, data: { lastRepliedAt: at, lastActivityAt: at } });
  if (!about) return noteEvents(tx, [{ type: 'mail.received', subjectId: message.id, payload: { contactId } }]);
  await tx.outboundEmail.updateMany({ where: { id: about.id, repliedAt: null }, data: { repliedAt: at } });
  await track(tx, incoming, 'reply');
  const { enrollmentId } = about;
  await noteEvents(tx, [
    { type: 'mail.replied', subjectId: about.id, payload: { contactId, enrollmentId, messageId: message.id } },
  ]);
  if (!enrollmentId) return;
  const enrollment = await tx.enrollment.update({
    where: { id: enrollmentId },
    data: { repliedAt: at },
    select: { id: true, state: true, workflowId: true },
  });
  switch (enrollment.state) {
    case 'active':
    case 'paused':
      return tellWorkflows(tx, [tellEnrollment.stopped(enrollment.workflowId, 'replied')]);
    case 'completed':
      await tx.enrollment.update({ where: { id: enrollment.id }, data: { state: 'replied', endReason: 'replied' } });
      return noteEvents(tx, [
        { type: 'enrollment.ended', subjectId: enrollment.id, payload: { reason: 'replied', contactId } },
      ]);
    default: // ended otherwise; its workflow's id may belong to a later enrollment by now
  }
}

/** The recipients that a report calls failed; one that names none speaks of the mail that it is about. */
function failedRecipients({ mail, about }: Incoming): ReportedRecipient[] {
  const reported = mail.facts.recipients.filter(({ action }) => action === 'failed');
  if (reported.length > 0 || !about) return reported;
  return [{ address: about.toAddress, action: 'failed', status: null, diagnostic: mail.text.slice(0, 500) || null }];
}

/** An address will never work: nobody writes to it any more, and whoever is being written to there is stopped. */
async function onHardBounce(
  tx: Tx,
  { about, contactId, now }: Incoming,
  { address, detail }: { address: string; detail: string },
) {
  const at = new Date(now);
  await suppress(tx, { address, reason: 'bounced', source: 'bounce', detail, outboundEmailId: about?.id });
  const contact = await tx.contact.findFirst({
    where: { email: address, ...(contactId ? { id: contactId } : {}), deletedAt: null },
    select: { id: true },
  });
  if (!contact) return; // its address has been corrected since
  await tx.contact.update({ where: { id: contact.id }, data: { bouncedAt: at } });
  await tx.enrollment.updateMany({
    where: { contactId: contact.id, state: { in: ['active', 'paused'] } },
    data: { bouncedAt: at },
  });
  await stopEnrollments(tx, contact.id, 'bounced');
}

/** A delivery failed. Only an address that will never work stops its contact. */
export async function onBounce(tx: Tx, incoming: Incoming) {
  const { message, about, contactId, now } = incoming;
  for (const { address: reported, status, diagnostic } of failedRecipients(incoming)) {
    const { isHard, category } = judgeBounce({ status, diagnostic });
    const address = about?.toAddress ?? reported; // a report may name where the mail was forwarded to
    const detail = [status, diagnostic].filter(Boolean).join(' ').slice(0, 2_000);
    await tx.bounce.create({
      data: {
        workspaceId: message.workspaceId,
        outboundEmailId: about?.id,
        messageId: message.id,
        recipient: reported,
        type: isHard ? 'hard' : 'soft',
        category,
        status,
        replyCode: /^\d{3}/.exec(diagnostic ?? '')?.[0],
        reason: diagnostic?.slice(0, 2_000),
        rawResponse: detail,
      },
    });
    await note(tx, incoming, {
      type: 'email_bounced',
      title: `${isHard ? 'Bounced' : 'Not delivered for now'}: ${address}`,
      metadata: { isHard, category, detail },
    });
    await track(tx, incoming, 'bounce');
    await noteEvents(tx, [
      { type: 'mail.bounced', subjectId: about?.id ?? message.id, payload: { contactId, isHard } },
    ]);
    if (!isHard) continue;
    if (about)
      await tx.outboundEmail.updateMany({
        where: { id: about.id },
        data: { state: 'bounced', bouncedAt: new Date(now), errorCode: status, errorMessage: detail },
      });
    await onHardBounce(tx, incoming, { address, detail });
  }
}

/** A server confirmed that a mail arrived. */
export async function onDelivered(tx: Tx, { about, now }: Incoming) {
  if (!about) return;
  await tx.outboundEmail.updateMany({
    where: { id: about.id, state: 'sent' },
    data: { state: 'delivered', deliveredAt: new Date(now) },
  });
}

/** The recipient called it spam: nothing goes to that address any more. */
export async function onComplaint(tx: Tx, incoming: Incoming) {
  const { message, mail, about, contactId, now } = incoming;
  // Who complained is known from the mail that the report is about, never from an address in the report (RFC 5965, 3.2).
  const recipient = about?.toAddress ?? null;
  await tx.complaint.create({
    data: {
      workspaceId: message.workspaceId,
      outboundEmailId: about?.id,
      messageId: message.id,
      recipient,
      feedbackType: mail.facts.feedbackType,
      userAgent: mail.facts.reporter,
    },
  });
  await note(tx, incoming, { type: 'complaint_received', title: 'Called it spam' });
  await track(tx, incoming, 'complaint');
  if (!about || !recipient) return;
  await tx.outboundEmail.updateMany({ where: { id: about.id }, data: { complainedAt: new Date(now) } });
  await suppress(tx, { address: recipient, reason: 'complained', source: 'complaint', outboundEmailId: about.id });
  await noteEvents(tx, [{ type: 'mail.complained', subjectId: about.id, payload: { contactId } }]);
  if (!contactId) return;
  await tx.contact.updateMany({
    where: { id: contactId, unsubscribedAt: null },
    data: { unsubscribedAt: new Date(now) },
  });
  await stopEnrollments(tx, contactId, 'complained');
}

/** A machine answered for somebody who is away: the waiting step is put off. */
export async function onAutoReply(tx: Tx, incoming: Incoming) {
  const { message, mail, about, contactId, now } = incoming;
  const until = awayUntil(`${mail.subject}\n${mail.text}`, message.receivedAt.getTime()) ?? now + AWAY_FALLBACK_MS;
  await note(tx, incoming, {
    type: 'auto_reply_received',
    title: message.subject || 'Automatic reply',
    metadata: { until },
  });
  await noteEvents(tx, [{ type: 'mail.received', subjectId: message.id, payload: { contactId } }]);
  if (!about?.enrollmentId) return;
  const enrollment = await tx.enrollment.findUniqueOrThrow({
    where: { id: about.enrollmentId },
    select: { workflowId: true, state: true, nextAt: true },
  });
  const isOver = enrollment.state !== 'active' && enrollment.state !== 'paused';
  if (isOver || (enrollment.nextAt?.getTime() ?? 0) >= until) return; // what is due after the absence stays where it is
  await tx.enrollment.update({ where: { id: about.enrollmentId }, data: { postponedUntil: new Date(until) } });
  await tellWorkflows(tx, [tellEnrollment.away(enrollment.workflowId, until)]);
}
