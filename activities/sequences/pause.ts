import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { EndReason, Next } from '../../workflows/sequences/rules.ts';
import type { EnrollmentContext } from './context.ts';
import { planAfter, reserveMail, waitFor } from './plan.ts';

/** Pauses an enrollment: its mail goes back into planning, so that its slot serves others. */
export async function pauseMails(tx: Tx, { enrollment, now }: EnrollmentContext): Promise<void> {
  const { count } = await tx.enrollment.updateMany({
    where: { id: enrollment.id, state: 'active' },
    data: { state: 'paused', pausedAt: new Date(now), nextAt: null, holdCode: null },
  });
  if (count === 0) return;
  await tx.outboundEmail.updateMany({
    where: { enrollmentId: enrollment.id, state: { in: ['planned', 'reserved'] } },
    data: { state: 'planned', slotAt: null, slotDay: null },
  });
  await noteEvents(tx, [{ type: 'enrollment.changed', subjectId: enrollment.id, payload: { state: 'paused' } }]);
}

/** Plans the waiting step anew. Without a due time it keeps the one it had, but never in the past. */
export async function replan(tx: Tx, context: EnrollmentContext, dueAt: number | null): Promise<Next> {
  const { enrollment, steps, now } = context;
  if (enrollment.state !== 'active' && enrollment.state !== 'paused')
    return { kind: 'end', reason: (enrollment.endReason as EndReason | null) ?? 'stopped' };
  if (enrollment.state === 'paused')
    await tx.enrollment.update({ where: { id: enrollment.id }, data: { state: 'active', pausedAt: null } });
  const since = enrollment.lastStepAt?.getTime() ?? enrollment.startedAt.getTime();
  const step = steps.find(({ id }) => id === enrollment.nextStepId);
  if (!step) return planAfter(tx, context, { position: enrollment.currentStep, from: since });
  if (step.kind !== 'mail') return waitFor(tx, context, { step, at: dueAt ?? now, limits: [] });
  const kept = await tx.outboundEmail.findFirst({
    where: { enrollmentId: enrollment.id, stepId: step.id },
    select: { dueAt: true },
  });
  return reserveMail(tx, context, { step, due: dueAt ?? kept?.dueAt.getTime() ?? now });
}
