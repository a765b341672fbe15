import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { OutboundEmail, TaskType } from '../../prisma/generated/client.ts';
import { readStatusAtGate } from '../../prisma/sequence-gate.ts';
import { isSuppressed } from '../../prisma/suppressions.ts';
import { decisionOf } from '../../workflows/sending/uncertain.calc.ts';
import { type EndReason, nameOf } from '../../workflows/sequences/rules.ts';
import type { Deps } from '../deps.ts';
import { noteRefusal, type RefusalRule, type SendRefusal } from '../sending/refusals.ts';
import { endEnrollment } from './close.ts';
import { type EnrollmentContext, loadEnrollment, type Step } from './context.ts';
import { claimStep, type Prepared } from './mail-step.ts';
import { finishStep, holdEnrollment, mailKey, planAfter, reserveMail } from './plan.ts';
import { carryOut, takeUncertain } from './uncertain.ts';

type Stop = { reason: EndReason; rule: RefusalRule; sentence: string };

/** Why this enrollment must go no further, by what is written about its contact; the signal may still be on its way. */
export async function whyStop(tx: Tx, { enrollment, contact, sequence }: EnrollmentContext): Promise<Stop | null> {
  const name = nameOf(contact);
  const because = (reason: EndReason, sentence: string): Stop => ({ reason, rule: reason, sentence });
  if (enrollment.repliedAt) return because('replied', `${name} replied.`);
  if (enrollment.bouncedAt || contact.bouncedAt) return because('bounced', `The address of ${name} bounced.`);
  if (contact.deletedAt) return because('stopped', `${name} was deleted.`);
  if (enrollment.unsubscribedAt || contact.unsubscribedAt) return because('unsubscribed', `${name} unsubscribed.`);
  if (!contact.email || !(await isSuppressed(tx, { address: contact.email, sequenceId: sequence.id }))) return null;
  return { reason: 'unsubscribed', rule: 'suppressed', sentence: `${contact.email} is on the suppression list.` };
}

/** What keeps the whole sequence or the mailbox from going on. */
async function whyHold(
  tx: Tx,
  { sequence, mailbox }: EnrollmentContext,
): Promise<{ code: 'sequence-paused' | 'mailbox-unusable'; sentence: string; needsPerson: boolean } | null> {
  const status = sequence.status === 'active' ? 'active' : await readStatusAtGate(tx, sequence.id);
  if (status !== 'active') {
    const sentence = `The sequence "${sequence.name}" is ${status}. It goes on when the sequence is active again.`;
    return { code: 'sequence-paused', sentence, needsPerson: false };
  }
  if (mailbox.deletedAt || !mailbox.isActive || mailbox.health === 'disconnected') {
    const sentence = `The mailbox ${mailbox.email} cannot send: ${mailbox.healthReason ?? 'it is switched off'}. Connect it again or switch it on.`;
    return { code: 'mailbox-unusable', sentence, needsPerson: false };
  }
  return null;
}

const TASK_TYPES: Partial<Record<Step['kind'], TaskType>> = { task: 'task', call: 'call', manual_mail: 'email' };

/** Gives a person the task of a step, once; a done one lets the enrollment go on. */
async function takeTask(deps: Deps, tx: Tx, context: EnrollmentContext & { step: Step }): Promise<Prepared> {
  const { enrollment, contact, step, now } = context;
  const known = await tx.task.findFirst({
    where: { enrollmentId: enrollment.id, stepId: step.id },
    orderBy: { createdAt: 'desc' },
  });
  if (known?.status === 'completed' && step.kind === 'manual_mail' && known.outcome === 'send')
    return takeMail(deps, tx, { ...context, row: await findMail(tx, context) });
  if (known?.status === 'completed' || known?.status === 'cancelled')
    return {
      kind: 'next',
      next: await finishStep(tx, context, { step, at: known.completedAt?.getTime() ?? now, isMail: false }),
    };
  if (!known) {
    const [variant] = step.variants;
    const { id } = await tx.task.create({
      data: {
        workspaceId: enrollment.workspaceId,
        title: step.taskTitle || (step.kind === 'call' ? `Call ${nameOf(contact)}` : `Write to ${nameOf(contact)}`),
        description: step.taskNote,
        type: TASK_TYPES[step.kind] ?? 'task',
        priority: step.taskPriority,
        contactId: contact.id,
        enrollmentId: enrollment.id,
        stepId: step.id,
        draftSubject: variant?.subject,
        draftBody: variant?.body,
        assignedToId: enrollment.userId,
        dueAt: new Date(now),
      },
    });
    await noteEvents(tx, [{ type: 'task.changed', subjectId: id, payload: { contactId: contact.id } }]);
  }
  const sentence = `Waits until the task "${known?.title ?? step.taskTitle ?? step.kind}" is done.`;
  return { kind: 'next', next: await holdEnrollment(tx, context, { code: 'task-open', sentence, needsPerson: false }) };
}

/** Looks at where the mail of a step stands, and goes on from there. */
async function takeMail(
  deps: Deps,
  tx: Tx,
  { row, ...context }: EnrollmentContext & { step: Step; row: OutboundEmail | null },
): Promise<Prepared> {
  const { mailbox, step, now } = context;
  if (!row?.slotAt && (!row || row.state === 'planned'))
    return { kind: 'next', next: await reserveMail(tx, context, { step, due: now }) };
  const decision = decisionOf(row.decision);
  if (decision) return { kind: 'next', next: await carryOut(tx, { context, step, row }, decision) };
  switch (row.state) {
    case 'planned':
    case 'reserved':
      return claimStep(deps, tx, { context, step, row });
    case 'sending': {
      const heldFor = (row.leaseUntil?.getTime() ?? 0) - now;
      return heldFor > 0 ? { kind: 'retry', inMs: heldFor } : { kind: 'ask', row, mailbox };
    }
    case 'uncertain':
      return takeUncertain(tx, { context, step, row });
    case 'suppressed':
      return { kind: 'next', next: await endEnrollment(tx, context, 'unsubscribed') };
    case 'bounced':
      return { kind: 'next', next: await endEnrollment(tx, context, 'bounced') };
    case 'sent':
    case 'delivered':
      return {
        kind: 'next',
        next: await finishStep(tx, context, { step, at: row.sentAt?.getTime() ?? now, isMail: true }),
      };
    case 'failed': {
      const sentence = `The mail to ${row.toAddress} was refused: ${row.errorMessage ?? 'without a reason'}. Send it again, or leave it out.`;
      return {
        kind: 'next',
        next: await holdEnrollment(tx, context, { code: 'send-failed', sentence, needsPerson: true }),
      };
    }
    case 'cancelled':
      return { kind: 'next', next: await finishStep(tx, context, { step, at: now, isMail: false }) };
  }
}

async function findMail(
  tx: Tx,
  { enrollment, step }: EnrollmentContext & { step: Step },
): Promise<OutboundEmail | null> {
  const key = { workspaceId: enrollment.workspaceId, key: mailKey(enrollment.id, step.id) };
  const known = await tx.sendKey.findUnique({ where: { workspaceId_key: key } });
  return known && tx.outboundEmail.findUnique({ where: { id: known.outboundEmailId } });
}

/** Notes why a mail does not leave, where one waits. */
const noteOfWaiting = async (tx: Tx, row: OutboundEmail | null, refusal: SendRefusal) =>
  row && (row.state === 'planned' || row.state === 'reserved') ? noteRefusal(tx, row, refusal) : undefined;

/** Looks at an enrollment whose time has come, and decides: send, wait on, hold, or end. Repeating it is safe. */
export async function prepareStep(deps: Deps, tx: Tx, enrollmentId: string): Promise<Prepared> {
  const context = await loadEnrollment(tx, enrollmentId);
  const { enrollment, steps, now } = context;
  const step = steps.find(({ id }) => id === enrollment.nextStepId);
  const row = step ? await findMail(tx, { ...context, step }) : null;
  if (step && row && (row.state === 'sending' || row.decision)) return takeMail(deps, tx, { ...context, step, row }); // first what a dead process left open, or a person decided

  if (enrollment.state !== 'active' && enrollment.state !== 'paused')
    return { kind: 'next', next: { kind: 'end', reason: (enrollment.endReason as EndReason | null) ?? 'stopped' } };
  const stop = await whyStop(tx, context);
  if (stop) {
    await noteOfWaiting(tx, row, stop);
    return { kind: 'next', next: await endEnrollment(tx, context, stop.reason) };
  }
  const hold = await whyHold(tx, context);
  if (hold) {
    await noteOfWaiting(tx, row, { rule: hold.code, sentence: hold.sentence });
    return { kind: 'next', next: await holdEnrollment(tx, context, hold) };
  }
  // The step was deleted while it was waited for: the one that took its place is next.
  if (!step)
    return {
      kind: 'next',
      next: await planAfter(tx, context, {
        position: enrollment.currentStep,
        from: enrollment.lastStepAt?.getTime() ?? enrollment.startedAt.getTime(),
      }),
    };

  const dueLater =
    enrollment.nextAt && step.kind !== 'mail' && enrollment.nextAt.getTime() > now ? enrollment.nextAt.getTime() : null;
  if (dueLater)
    return { kind: 'next', next: { kind: 'wait', until: dueLater, summary: `Step ${steps.indexOf(step) + 1}` } };
  switch (step.kind) {
    case 'mail':
      return takeMail(deps, tx, { ...context, step, row });
    case 'wait':
      return { kind: 'next', next: await finishStep(tx, context, { step, at: now, isMail: false }) };
    default:
      return takeTask(deps, tx, { ...context, step });
  }
}
