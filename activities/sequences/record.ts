import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { OutboundEmail } from '../../prisma/generated/client.ts';
import { countSent, noteSent } from '../../prisma/sent-mails.ts';
import { suppress } from '../../prisma/suppressions.ts';
import { judgeRefusal } from '../../workflows/replies/reason.calc.ts';
import { MAX_ATTEMPTS, retryDelayMs } from '../../workflows/sending/rules.ts';
import type { Next } from '../../workflows/sequences/rules.ts';
import type { SendOutcome, SentNames } from '../clients/mail-provider.ts';
import { noteAccepted, noteHealth } from '../mailboxes/health.ts';
import { releaseMail, settleMail } from '../sending/ledger.ts';
import { endEnrollment } from './close.ts';
import type { EnrollmentContext, Step } from './context.ts';
import { finishStep, holdEnrollment, reserveMail } from './plan.ts';
import { recordSenderFault } from './sender-fault.ts';
import { recordUnknown } from './uncertain.ts';

type Recorded = { context: EnrollmentContext; step: Step; row: OutboundEmail };

/** A mail has left: the ledger, the counters, the timeline, and the next step, in one transaction. */
async function recordSent(
  tx: Tx,
  { context, step, row }: Recorded,
  { answer, copyDueAt, ...names }: { answer: string; copyDueAt?: number } & SentNames,
): Promise<Next> {
  const { mailbox, now } = context;
  const at = row.handedOverAt?.getTime() ?? now;
  const isNews = await settleMail(tx, row.id, { state: 'sent', answer, names, copyDueAt, at });
  if (isNews) {
    await noteSent(tx, row, at);
    await noteAccepted(tx, mailbox);
  }
  const next = await finishStep(tx, context, { step, at, isMail: true });
  if (isNews) await countSent(tx, { mailbox, workspaceId: row.workspaceId, at });
  return next;
}

/** The recipient's address does not exist: the mail bounced at the door. */
async function recordHardBounce(
  tx: Tx,
  { context, row }: Recorded,
  { code, answer }: { code: string; answer: string },
): Promise<Next> {
  const { enrollment, contact, now } = context;
  await settleMail(tx, row.id, { state: 'bounced', answer, errorCode: code, errorMessage: answer, at: now });
  await tx.bounce.create({
    data: {
      workspaceId: enrollment.workspaceId,
      outboundEmailId: row.id,
      recipient: row.toAddress,
      type: 'hard',
      category: 'invalid_email',
      status: /^\d\.\d/.test(code) ? code : null,
      replyCode: answer.slice(0, 3),
      reason: answer,
      rawResponse: answer,
    },
  });
  await tx.contact.update({ where: { id: contact.id }, data: { bouncedAt: new Date(now) } });
  await suppress(tx, {
    address: row.toAddress,
    reason: 'bounced',
    source: 'bounce',
    detail: answer,
    outboundEmailId: row.id,
  });
  await noteEvents(tx, [{ type: 'mail.bounced', subjectId: row.id, payload: { contactId: contact.id } }]);
  return endEnrollment(tx, context, 'bounced');
}

/** Nothing left, and it may be tried again: the mail keeps its place in the ledger and gets a later slot. */
async function tryLater(tx: Tx, { context, step, row }: Recorded): Promise<Next> {
  await releaseMail(tx, row.id);
  return reserveMail(tx, context, { step, due: context.now + retryDelayMs(row.attempts) });
}

/** Writes down what became of a handover, and decides what comes next. */
export async function recordOutcome(
  tx: Tx,
  { context, row }: { context: EnrollmentContext; row: OutboundEmail },
  outcome: SendOutcome,
): Promise<Next> {
  const live = context.steps.find(({ id }) => id === row.stepId);
  const step =
    live ?? (await tx.sequenceStep.findUniqueOrThrow({ where: { id: row.stepId ?? '' }, include: { variants: true } }));
  const recorded = { context, step, row };
  switch (outcome.kind) {
    case 'accepted': {
      const { kind: _accepted, ...sent } = outcome;
      return recordSent(tx, recorded, sent);
    }
    case 'unknown':
      return recordUnknown(tx, recorded, outcome.sentence);
    case 'unreachable':
      await noteHealth(tx, context.mailbox, { isUsable: false, code: 'unreachable', sentence: outcome.sentence });
      return tryLater(tx, recorded);
    case 'refused':
      return recordRefusal(tx, recorded, outcome);
  }
}

async function recordRefusal(
  tx: Tx,
  recorded: Recorded,
  outcome: Extract<SendOutcome, { kind: 'refused' }>,
): Promise<Next> {
  const { context, row } = recorded;
  const { fault, isPermanent, code, answer } = outcome;
  if (fault === 'sender') return recordSenderFault(tx, recorded, outcome);
  await noteAccepted(tx, context.mailbox); // the server has nothing against the sender
  if (!isPermanent && row.attempts < MAX_ATTEMPTS) return tryLater(tx, recorded);
  if (fault === 'recipient' && judgeRefusal({ code, answer }).isHard)
    return recordHardBounce(tx, recorded, { code, answer });
  await settleMail(tx, row.id, { state: 'failed', answer, errorCode: code, errorMessage: answer, at: context.now });
  await noteEvents(tx, [{ type: 'mail.failed', subjectId: row.id, payload: { contactId: context.contact.id } }]);
  const sentence = `The mail to ${row.toAddress} was refused: ${answer}. Send it again, or leave it out.`;
  return holdEnrollment(tx, context, { code: 'send-failed', sentence, needsPerson: true });
}
