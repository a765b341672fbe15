import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { type ContactId, type EnrollmentId, idOf, type SequenceId, type WorkspaceId } from '../../workflows/ids.ts';
import { enrollmentStart, tellEnrollment } from '../../workflows/sequences/messages.ts';
import { type EndReason, type Next, nameOf, stateAfter } from '../../workflows/sequences/rules.ts';
import { stepDueAt } from '../../workflows/sequences/step.calc.ts';
import { cancelMails } from '../sending/ledger.ts';
import { endEnrollment } from './close.ts';
import { type EnrollmentContext, loadEnrollment, type Step } from './context.ts';
import { planAfter, reserveMail, waitFor } from './plan.ts';
import { whyStop } from './prepare.ts';

/** Whether the contact is being carried by another enrollment that leaves no room for this one. */
async function isTaken(tx: Tx, { enrollment }: EnrollmentContext): Promise<boolean> {
  const { id, sequenceId, contactId, isExclusive } = enrollment;
  const other = await tx.enrollment.findFirst({
    where: {
      contactId,
      id: { not: id },
      state: { in: ['active', 'paused'] },
      OR: [{ sequenceId }, ...(isExclusive ? [{ isExclusive: true }] : [])],
    },
    select: { id: true },
  });
  return other !== null;
}

/** Gives an ended enrollment back its state, and what its end had called off: its waiting mails and its open task. Null where another enrollment has taken its place. */
export async function revive(tx: Tx, enrollmentId: string): Promise<{ wasEnded: EndReason } | null> {
  const context = await loadEnrollment(tx, enrollmentId);
  const { enrollment, steps } = context;
  const wasEnded = (enrollment.endReason as EndReason | null) ?? 'stopped';
  if (wasEnded === 'stopped' || wasEnded === 'failed' || wasEnded === 'finished' || (await isTaken(tx, context)))
    return null;
  const toCome = steps.filter(({ position }) => position > enrollment.currentStep).map(({ id }) => id);
  await tx.enrollment.update({
    where: { id: enrollmentId },
    data: { state: 'active', endReason: null },
  });
  await tx.outboundEmail.updateMany({
    where: { enrollmentId, stepId: { in: toCome }, state: { in: ['cancelled', 'suppressed'] }, sentAt: null },
    data: { state: 'planned', slotAt: null, slotDay: null },
  });
  await tx.task.updateMany({
    where: { enrollmentId, stepId: { in: toCome }, status: 'cancelled' },
    data: { status: 'pending' },
  });
  return { wasEnded };
}

/** The step after the last one that was taken, due by when that was, and not before its contact is back. */
function stepToCome({ enrollment, steps, ...clocks }: EnrollmentContext): { step: Step; due: number } | null {
  const { currentStep, lastStepAt, startedAt, postponedUntil } = enrollment;
  const step = steps.find(({ position }) => position > currentStep);
  if (!step) return null;
  const due = stepDueAt(clocks, step, (lastStepAt ?? startedAt).getTime());
  return { step, due: Math.max(due, postponedUntil?.getTime() ?? 0) };
}

/** Plans the step to come. */
async function planOn(tx: Tx, context: EnrollmentContext): Promise<Next> {
  const { currentStep: position, startedAt } = context.enrollment;
  const toCome = stepToCome(context);
  if (!toCome) return planAfter(tx, context, { position, from: startedAt.getTime() });
  const { step, due } = toCome;
  return step.kind === 'mail' ? reserveMail(tx, context, toCome) : waitFor(tx, context, { step, at: due, limits: [] });
}

type Reopening = {
  enrollmentId: string;
  /** What made it possible: tells this run of its workflow from the one before. */
  causeId: string;
  wasEnded: EndReason;
  wasPaused: boolean;
};

/** Lets a revived enrollment go on from where it was, or ends it again where something else says so. Tells which. */
export async function goOn(
  tx: Tx,
  { enrollmentId, causeId, wasEnded, wasPaused }: Reopening,
): Promise<EndReason | null> {
  const context = await loadEnrollment(tx, enrollmentId);
  const { enrollment, sequence, contact, mailbox } = context;
  const stop = (await whyStop(tx, context))?.reason ?? null;
  if (stop === wasEnded) {
    // Nothing changed for it: it ends as it had, without another line in the timeline.
    await tx.enrollment.update({
      where: { id: enrollmentId },
      data: { state: stateAfter(stop), endReason: stop, nextAt: null },
    });
    await cancelMails(tx, { enrollmentId });
    return stop;
  }
  if (stop) {
    await endEnrollment(tx, context, stop);
    return stop;
  }
  await tx.enrollment.update({ where: { id: enrollmentId }, data: { completedAt: null } });
  const next = await planOn(tx, context);
  if (next.kind === 'end') return next.reason;
  const start = enrollmentStart({
    workspaceId: idOf<WorkspaceId>(enrollment.workspaceId),
    enrollmentId: idOf<EnrollmentId>(enrollmentId),
    sequenceId: idOf<SequenceId>(sequence.id),
    contactId: idOf<ContactId>(contact.id),
    mailboxId: mailbox.id,
    title: `${nameOf(contact)} in "${sequence.name}"`.slice(0, 200),
    next,
  });
  await tellWorkflows(tx, [
    { ...start, subjectId: `${enrollmentId}/${causeId}` },
    ...(wasPaused ? [tellEnrollment.paused(enrollment.workflowId)] : []),
  ]);
  await noteEvents(tx, [
    {
      type: 'enrollment.started',
      subjectId: enrollmentId,
      payload: { sequenceId: sequence.id, contactId: contact.id },
    },
  ]);
  return null;
}

/** Plans the waiting step of an enrollment anew from when the step before it was, and wakes it: its contact is not away after all. */
export async function hurry(tx: Tx, enrollmentId: string): Promise<void> {
  const context = await loadEnrollment(tx, enrollmentId);
  const { state, holdCode } = context.enrollment;
  const toCome = stepToCome(context);
  if (state === 'paused' && toCome)
    await tx.outboundEmail.updateMany({
      where: { enrollmentId, stepId: toCome.step.id, state: 'planned' },
      data: { dueAt: new Date(toCome.due) },
    });
  if (state !== 'active' || holdCode) return;
  await planOn(tx, context);
  await tellWorkflows(tx, [tellEnrollment.woken(context.enrollment.workflowId)]);
}
