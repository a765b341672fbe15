import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { type EndReason, type Next, stateAfter } from '../../workflows/sequences/rules.ts';
import { cancelMails } from '../sending/ledger.ts';
import type { EnrollmentContext } from './context.ts';

/** Ends an enrollment: its state, its open mails and tasks, its line in the timeline. Ending an ended one changes nothing but a finish into a reply. */
export async function endEnrollment(
  tx: Tx,
  { enrollment, sequence, now }: EnrollmentContext,
  reason: EndReason,
): Promise<Next> {
  const state = stateAfter(reason);
  const { id, workspaceId, contactId } = enrollment;
  const { count } = await tx.enrollment.updateMany({
    where: { id, state: { in: reason === 'finished' ? ['active', 'paused'] : ['active', 'paused', 'completed'] } },
    data: {
      state,
      endReason: reason,
      completedAt: new Date(now),
      nextAt: null,
      nextKind: null,
      nextStepId: null,
      nextReason: [],
      holdCode: null,
      ...(reason === 'failed' ? {} : { attention: undefined }),
    },
  });
  if (count === 0) return { kind: 'end', reason };
  await cancelMails(
    tx,
    { enrollmentId: id },
    reason === 'unsubscribed' || reason === 'complained' ? 'suppressed' : 'cancelled',
  );
  await tx.task.updateMany({
    where: { enrollmentId: id, status: { in: ['pending', 'in_progress'] } },
    data: { status: 'cancelled' },
  });
  await tx.activity.create({
    data: {
      workspaceId,
      type: 'enrollment_ended',
      title: `Left "${sequence.name}": ${reason}`,
      entityType: 'enrollment',
      entityId: id,
      contactId,
      metadata: { reason, sequenceId: sequence.id },
    },
  });
  await noteEvents(tx, [
    { type: 'enrollment.ended', subjectId: id, payload: { sequenceId: sequence.id, contactId, reason } },
  ]);
  return { kind: 'end', reason };
}
