import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { ActivityType, EmailMessage, OutboundEmail, Prisma } from '../../prisma/generated/client.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { stopEnrollments, suppress } from '../../prisma/suppressions.ts';
import { AWAY_FALLBACK_MS, awayUntil, judgeBounce } from '../../workflows/mailboxes/rules.ts';
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
  await noteEvents(tx, [
    {
      type: 'mail.replied',
      subjectId: about.id,
      payload: { contactId, enrollmentId: about.enrollmentId, messageId: message.id },
    },
  ]);
  if (!about.enrollmentId) return;
  const enrollment = await tx.enrollment.update({
    where: { id: about.enrollmentId },
    data: { repliedAt: at },
    select: { id: true, state: true, workflowId: true },
  });
  if (enrollment.state === 'completed') {
    await tx.enrollment.update({ where: { id: enrollment.id }, data: { state: 'replied', endReason: 'replied' } });
    await noteEvents(tx, [
      { type: 'enrollment.ended', subjectId: enrollment.id, payload: { reason: 'replied', contactId } },
    ]);
  } else await tellWorkflows(tx, [tellEnrollment.stopped(enrollment.workflowId, 'replied')]);
}

/** A delivery failed. Only an address that will never work stops its contact. */
export async function onBounce(tx: Tx, incoming: Incoming) {
  const { message, mail, about, contactId, now } = incoming;
  for (const recipient of mail.facts.recipients.filter(({ action }) => action === 'failed')) {
    const { isHard, category } = judgeBounce(recipient);
    const detail = [recipient.status, recipient.diagnostic].filter(Boolean).join(' ');
    await tx.bounce.create({
      data: {
        workspaceId: message.workspaceId,
        outboundEmailId: about?.id,
        messageId: message.id,
        recipient: recipient.address,
        type: isHard ? 'hard' : 'soft',
        category,
        status: recipient.status,
        replyCode: /^\d{3}/.exec(recipient.diagnostic ?? '')?.[0],
        reason: recipient.diagnostic,
        rawResponse: detail,
      },
    });
    await note(tx, incoming, {
      type: 'email_bounced',
      title: `${isHard ? 'Bounced' : 'Not delivered for now'}: ${recipient.address}`,
      metadata: { isHard, category, detail },
    });
    await track(tx, incoming, 'bounce');
    if (about) await noteEvents(tx, [{ type: 'mail.bounced', subjectId: about.id, payload: { contactId, isHard } }]);
    if (!isHard) continue;
    if (about)
      await tx.outboundEmail.updateMany({
        where: { id: about.id },
        data: { state: 'bounced', bouncedAt: new Date(now), errorCode: recipient.status, errorMessage: detail },
      });
    await suppress(tx, {
      address: recipient.address,
      reason: 'bounced',
      source: 'bounce',
      detail,
      outboundEmailId: about?.id,
    });
    if (!contactId) continue;
    await tx.contact.update({ where: { id: contactId }, data: { bouncedAt: new Date(now) } });
    await tx.enrollment.updateMany({
      where: { contactId, state: { in: ['active', 'paused'] } },
      data: { bouncedAt: new Date(now) },
    });
    await stopEnrollments(tx, contactId, 'bounced');
  }
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
      userAgent: mail.facts.headers['user-agent'],
    },
  });
  await note(tx, incoming, { type: 'complaint_received', title: 'Called it spam' });
  await track(tx, incoming, 'complaint');
  if (!about || !recipient) return;
  await tx.outboundEmail.updateMany({ where: { id: about.id }, data: { complainedAt: new Date(now) } });
  await suppress(tx, { address: recipient, reason: 'complained', source: 'complaint', outboundEmailId: about.id });
  await noteEvents(tx, [{ type: 'mail.complained', subjectId: about.id, payload: { contactId } }]);
  if (!contactId) return;
  await tx.contact.update({ where: { id: contactId }, data: { unsubscribedAt: new Date(now) } });
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
  const enrollment = await tx.enrollment.update({
    where: { id: about.enrollmentId },
    data: { postponedUntil: new Date(until) },
    select: { workflowId: true, state: true },
  });
  if (enrollment.state === 'active') await tellWorkflows(tx, [tellEnrollment.away(enrollment.workflowId, until)]);
}
