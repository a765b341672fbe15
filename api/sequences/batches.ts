import type { z } from 'zod';
import { noteEvents } from '../../prisma/events.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { tellBatch } from '../../workflows/sequences/messages.ts';
import { nameOf } from '../../workflows/sequences/rules.ts';
import type { Answer, Given } from '../contract/base.ts';
import type {
  Batch,
  cancelBatch as cancelContract,
  getBatch as getContract,
  listBatches as listContract,
  listRefusals as refusalsContract,
} from '../contract/enrolling.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';
import { findSequence } from './find.ts';

const withNames = {
  mailbox: { select: { email: true } },
  user: { select: { name: true } },
} satisfies Prisma.EnrollmentBatchInclude;
type Row = Prisma.EnrollmentBatchGetPayload<{ include: typeof withNames }>;

const unknown = () => new Refusal('not-found', 'There is no such enrolling in this workspace.', 'batchId');

const itemOf = ({ mailbox, user, createdAt, completedAt, ...batch }: Row): z.input<typeof Batch> => ({
  ...batch,
  mailboxEmail: mailbox.email,
  startedBy: user?.name ?? null,
  createdAt: createdAt.getTime(),
  completedAt: completedAt?.getTime() ?? null,
});

/** A page of the enrollings into a sequence, the newest first. */
export function listBatches(
  { inWorkspace }: Context,
  { sequenceId, cursor, limit }: Given<typeof listContract>,
): Promise<Answer<typeof listContract>> {
  const [at, id] = cursor ? unpackCursor(cursor) : [];
  const place = new Date(Number(at ?? 0));
  return inWorkspace(async (tx) => {
    await findSequence(tx, sequenceId);
    const rows = await tx.enrollmentBatch.findMany({
      where: {
        sequenceId,
        ...(cursor ? { OR: [{ createdAt: { lt: place } }, { createdAt: place, id: { lt: String(id) } }] } : {}),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      include: withNames,
    });
    return cutPage(rows.map(itemOf), limit, (batch) => [batch.createdAt, batch.id]);
  });
}

/** How far an enrolling has come. */
export function getBatch(
  { inWorkspace }: Context,
  { batchId }: Given<typeof getContract>,
): Promise<Answer<typeof getContract>> {
  return inWorkspace(async (tx) => {
    const batch = await tx.enrollmentBatch.findUnique({ where: { id: batchId }, include: withNames });
    if (!batch) throw unknown();
    return itemOf(batch);
  });
}

/** A page of those who were not enrolled, with the reason. */
export function listRefusals(
  { inWorkspace }: Context,
  { batchId, cursor, limit }: Given<typeof refusalsContract>,
): Promise<Answer<typeof refusalsContract>> {
  return inWorkspace(async (tx) => {
    if (!(await tx.enrollmentBatch.findUnique({ where: { id: batchId }, select: { id: true } }))) throw unknown();
    const rows = await tx.enrollmentRefusal.findMany({
      where: { batchId, ...(cursor ? { contactId: { gt: String(unpackCursor(cursor)[0]) } } : {}) },
      orderBy: { contactId: 'asc' },
      take: limit + 1,
      include: { contact: { select: { firstName: true, lastName: true, email: true } } },
    });
    const items = rows.map(({ contactId, contact, code, sentence }) => ({
      contactId,
      name: nameOf(contact),
      code: code as Answer<typeof refusalsContract>['items'][number]['code'],
      sentence,
    }));
    return cutPage(items, limit, (refused) => [refused.contactId]);
  });
}

/** Ends an enrolling early. Who is in stays in. */
export function cancelBatch({ inWorkspace }: Context, { batchId }: Given<typeof cancelContract>) {
  return inWorkspace(async (tx) => {
    const { count } = await tx.enrollmentBatch.updateMany({
      where: { id: batchId, state: { in: ['queued', 'running'] } },
      data: { state: 'cancelled', completedAt: new Date() },
    });
    const batch = await tx.enrollmentBatch.findUnique({ where: { id: batchId } });
    if (!batch) throw unknown();
    if (count === 0) throw new Refusal('ended', `The enrolling is ${batch.state} already.`, 'batchId');
    await tellWorkflows(tx, [tellBatch.cancelled(batchId)]);
    await noteEvents(tx, [{ type: 'batch.progressed', subjectId: batchId, payload: { sequenceId: batch.sequenceId } }]);
  });
}
