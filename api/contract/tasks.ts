import { z } from 'zod';
import { Done, Instant, oc, PageInput, pageOf } from './base.ts';
import { ContactId, EnrollmentId, TaskId, UserId } from './ids.ts';

export const TaskItem = z.object({
  id: TaskId,
  title: z.string(),
  description: z.string().nullable(),
  type: z.enum(['task', 'call', 'email', 'meeting']),
  priority: z.enum(['low', 'medium', 'high', 'urgent']),
  status: z.enum(['pending', 'in_progress', 'completed', 'cancelled']),
  dueAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  contactId: ContactId.nullable(),
  contactName: z.string().nullable(),
  enrollmentId: EnrollmentId.nullable(),
  assignedToId: UserId.nullable(),
  draftSubject: z.string().nullable(),
  draftBody: z.string().nullable(),
});

export const listTasks = oc
  .route({ method: 'GET', path: '/tasks', summary: 'List tasks, the soonest due first', tags: ['Tasks'] })
  .input(
    PageInput.extend({
      status: z.enum(['open', 'done']).default('open'),
      assignedToMe: z.stringbool().optional(),
      contactId: ContactId.optional(),
    }),
  )
  .output(pageOf(TaskItem));

export const completeTask = oc
  .route({
    method: 'POST',
    path: '/tasks/{taskId}/complete',
    summary: 'Complete a task; an enrollment that waits for it goes on',
    tags: ['Tasks'],
  })
  .meta({ role: 'rep' })
  .input(
    z.object({
      taskId: TaskId,
      outcome: z
        .string()
        .max(2_000)
        .optional()
        .meta({ description: 'What came of it. For a hand-written mail `send` sends the draft.' }),
      draftSubject: z.string().max(500).optional(),
      draftBody: z.string().max(100_000).optional(),
    }),
  )
  .output(Done);
