import type { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Given } from '../contract/base.ts';
import type { listTasks as contract, TaskItem } from '../contract/tasks.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';

const FAR = new Date('9999-12-31T00:00:00Z');
const OPEN = ['pending', 'in_progress'] as const;

const withContact = {
  contact: { select: { firstName: true, lastName: true, email: true } },
} satisfies Prisma.TaskInclude;
type Row = Prisma.TaskGetPayload<{ include: typeof withContact }>;

function itemOf({ contact, dueAt, completedAt, ...task }: Row): z.input<typeof TaskItem> {
  const name = contact && ([contact.firstName, contact.lastName].filter(Boolean).join(' ') || contact.email);
  return { ...task, contactName: name, dueAt: dueAt?.getTime() ?? null, completedAt: completedAt?.getTime() ?? null };
}

/** A page of tasks: open ones by due time, done ones by when they were done. */
export function listTasks(
  { inWorkspace, userId }: Context,
  { status, assignedToMe, contactId, cursor, limit }: Given<typeof contract>,
) {
  const isOpen = status === 'open';
  const by = isOpen ? 'dueAt' : 'completedAt';
  const [at, id] = cursor ? unpackCursor(cursor) : [];
  const place = new Date(Number(at ?? 0));
  const isUndated = Number(at) === FAR.getTime();
  const beyond = isUndated
    ? [{ [by]: null, id: { gt: String(id) } }]
    : [
        { [by]: isOpen ? { gt: place } : { lt: place } },
        { [by]: place, id: { gt: String(id) } },
        ...(isOpen ? [{ [by]: null }] : []),
      ];
  return inWorkspace(async (tx) => {
    const rows = await tx.task.findMany({
      where: {
        deletedAt: null,
        status: isOpen ? { in: [...OPEN] } : 'completed',
        ...(assignedToMe && userId ? { assignedToId: userId } : {}),
        ...(contactId ? { contactId } : {}),
        ...(cursor ? { OR: beyond } : {}),
      },
      orderBy: [{ [by]: { sort: isOpen ? 'asc' : 'desc', nulls: 'last' } }, { id: 'asc' }],
      take: limit + 1,
      include: withContact,
    });
    return cutPage(rows.map(itemOf), limit, (task) => [task[by] ?? FAR.getTime(), task.id]);
  });
}
