import { noteEvents } from '../../prisma/events.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import type { Given } from '../contract/base.ts';
import type { completeTask as contract } from '../contract/tasks.ts';
import type { Context } from '../http/context.ts';

/** Completes a task once, and lets the enrollment that waits for it go on. */
export function completeTask(
  { inWorkspace, workspaceId, userId }: Context,
  { taskId, outcome, draftSubject, draftBody }: Given<typeof contract>,
) {
  return inWorkspace(async (tx) => {
    const task = await tx.task.findFirst({
      where: { id: taskId, deletedAt: null },
      include: { enrollment: { select: { workflowId: true } } },
    });
    if (!task) throw new Refusal('not-found', 'There is no such task in this workspace.', 'taskId');
    const { count } = await tx.task.updateMany({
      where: { id: taskId, status: { in: ['pending', 'in_progress'] } },
      data: { status: 'completed', completedAt: new Date(), completedById: userId, outcome, draftSubject, draftBody },
    });
    if (count === 0) throw new Refusal('ended', `The task "${task.title}" is ${task.status} already.`, 'taskId');
    await tx.activity.create({
      data: {
        workspaceId,
        type: task.type === 'call' ? 'call_made' : 'task_completed',
        title: task.title,
        description: outcome,
        entityType: 'task',
        entityId: taskId,
        contactId: task.contactId,
        userId,
      },
    });
    await noteEvents(tx, [{ type: 'task.changed', subjectId: taskId, payload: { contactId: task.contactId } }]);
    if (task.enrollment) await tellWorkflows(tx, [tellEnrollment.woken(task.enrollment.workflowId)]);
  });
}
