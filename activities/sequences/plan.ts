import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { companyKeyOf } from '../../workflows/sending/company.calc.ts';
import type { SlotLimit } from '../../workflows/sending/rules.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import type { HoldCode, Next } from '../../workflows/sequences/rules.ts';
import { mailsFrom, stepDueAt, zoneOf } from '../../workflows/sequences/step.calc.ts';
import { openMail } from '../sending/ledger.ts';
import { findSlot, replanMailbox, writeSlots } from '../sending/slots.ts';
import { endEnrollment } from './close.ts';
import { type EnrollmentContext, type Step, stepSummary } from './context.ts';

/** Holds an enrollment until somebody mends what it names. */
export async function holdEnrollment(
  tx: Tx,
  { enrollment }: EnrollmentContext,
  hold: { code: HoldCode; sentence: string; needsPerson: boolean },
): Promise<Next> {
  const { code, sentence, needsPerson } = hold;
  await tx.enrollment.update({
    where: { id: enrollment.id },
    data: { holdCode: code, nextAt: null, attention: needsPerson ? { code, sentence } : Prisma.DbNull },
  });
  await noteEvents(tx, [{ type: 'enrollment.changed', subjectId: enrollment.id, payload: { hold: code } }]);
  return { kind: 'hold', code, summary: sentence.slice(0, 200) };
}

type Waiting = { step: Step; at: number; limits: SlotLimit[] };

/** Notes what an enrollment waits for, and until when. */
export async function waitFor(tx: Tx, context: EnrollmentContext, { step, at, limits }: Waiting): Promise<Next> {
  await tx.enrollment.updateMany({
    where: { id: context.enrollment.id },
    data: {
      nextStepId: step.id,
      nextKind: step.kind,
      nextAt: new Date(at),
      nextReason: limits,
      holdCode: null,
      attention: Prisma.DbNull,
    },
  });
  await noteEvents(tx, [{ type: 'enrollment.changed', subjectId: context.enrollment.id, payload: { nextAt: at } }]);
  return { kind: 'wait', until: at, summary: stepSummary(context, step) };
}

/** The key of a step's mail: one contact gets one step once. */
export const mailKey = (enrollmentId: string, stepId: string) => `sequence/${enrollmentId}/${stepId}`;

/** Reserves the instant of a mail step, before the wait. A follow-up that finds its day full takes its place before first mails. */
export async function reserveMail(
  tx: Tx,
  context: EnrollmentContext,
  { step, due }: { step: Step; due: number },
): Promise<Next> {
  const { enrollment, contact, mailbox, sequence, steps, now } = context;
  const isFollowUp = enrollment.lastEmailSentAt !== null;
  const zone = zoneOf(context, step);
  const request = {
    dueAt: Math.max(due, now),
    zone,
    isFollowUp,
    mailsToCome: mailsFrom(steps, step),
    fairnessKey: sequence.id,
  };
  const row = await openMail(tx, {
    workspaceId: enrollment.workspaceId,
    kind: 'sequence',
    key: mailKey(enrollment.id, step.id),
    mailboxId: mailbox.id,
    contactId: contact.id,
    userId: enrollment.userId,
    sequenceId: sequence.id,
    stepId: step.id,
    enrollmentId: enrollment.id,
    toAddress: contact.email ?? '',
    companyKey: companyKeyOf(contact),
    dueAt: new Date(due),
    slotZone: zone,
    isFollowUp,
    mailsToCome: request.mailsToCome,
    fairnessKey: sequence.id,
  });
  // The steps were put in another order, and this one was taken before: nobody gets a mail twice, or waits for one that is out.
  if (row.state === 'sent' || row.state === 'delivered')
    return planAfter(tx, context, { position: step.position, from: enrollment.lastStepAt?.getTime() ?? now });
  if (row.dueAt.getTime() !== due || row.slotZone !== zone)
    await tx.outboundEmail.updateMany({ where: { id: row.id }, data: { dueAt: new Date(due), slotZone: zone } });
  const slot = await findSlot(tx, mailbox, { ...request, id: row.id, slotAt: null });
  const waiting = await waitFor(tx, context, { step, at: slot?.at ?? now, limits: slot?.limits ?? [] });
  await writeSlots(tx, [{ id: row.id, slot }]);
  if (!slot) {
    const sentence = `${mailbox.email} has no free slot within three years. Raise its daily limit, or stop other enrollments in it.`;
    return holdEnrollment(tx, context, { code: 'no-slot', sentence, needsPerson: true });
  }
  if (!isFollowUp || !slot.limits.some(({ code }) => code === 'daily-limit')) return waiting;

  const sooner = await replanMailbox(tx, mailbox, now);
  await tellWorkflows(tx, sooner.filter((id) => id !== enrollment.workflowId).map(tellEnrollment.woken));
  const { nextAt } = await tx.enrollment.findUniqueOrThrow({ where: { id: enrollment.id }, select: { nextAt: true } });
  return waiting.kind === 'wait' && nextAt ? { ...waiting, until: nextAt.getTime() } : waiting;
}

/** Plans the step after a position: when it is due, and for a mail the instant it has. Without a step the enrollment has finished. */
export async function planAfter(
  tx: Tx,
  context: EnrollmentContext,
  { position, from }: { position: number; from: number },
): Promise<Next> {
  const step = context.steps.find((candidate) => candidate.position > position);
  if (!step) return endEnrollment(tx, context, 'finished');
  const due = stepDueAt(context, step, from);
  if (step.kind === 'mail') return reserveMail(tx, context, { step, due });
  return waitFor(tx, context, { step, at: due, limits: [] });
}

/** Notes that a step is done, and plans the one after it. */
export async function finishStep(
  tx: Tx,
  context: EnrollmentContext,
  { step, at, isMail }: { step: Step; at: number; isMail: boolean },
): Promise<Next> {
  const done = new Date(at);
  const enrollment = await tx.enrollment.update({
    where: { id: context.enrollment.id },
    data: { currentStep: step.position, lastStepAt: done, ...(isMail ? { lastEmailSentAt: done } : {}) },
  });
  return planAfter(tx, { ...context, enrollment }, { position: step.position, from: at });
}
