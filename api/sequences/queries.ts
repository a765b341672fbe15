import type { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { getSequence as getContract, listSequences as listContract, SequenceItem } from '../contract/sequences.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';
import { findSequence, type OfSequence, problemsOf } from './find.ts';
import { countPeople, countSent } from './people.ts';

const withCreator = { createdBy: { select: { id: true, name: true } } } satisfies Prisma.SequenceInclude;
type Row = Prisma.SequenceGetPayload<{ include: typeof withCreator }>;

/** Adds to sequences what they did, with two queries for all of them. */
async function itemsOf(tx: Tx, rows: Row[]): Promise<z.input<typeof SequenceItem>[]> {
  const ids = rows.map(({ id }) => id);
  const [peopleOf, sentOf] = [await countPeople(tx, ids), await countSent(tx, ids)];
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    status: row.status,
    isExclusive: row.isExclusive,
    stepsCount: row.stepsCount,
    createdAt: row.createdAt.getTime(),
    createdBy: row.createdBy,
    mailsSent: sentOf(row.id),
    ...peopleOf(row.id),
  }));
}

/** A page of sequences, the newest first. */
export function listSequences(
  { inWorkspace }: Context,
  { status, search, cursor, limit }: Given<typeof listContract>,
): Promise<Answer<typeof listContract>> {
  const [at, id] = cursor ? unpackCursor(cursor) : [];
  const place = new Date(Number(at ?? 0));
  return inWorkspace(async (tx) => {
    const rows = await tx.sequence.findMany({
      where: {
        deletedAt: null,
        status: status === 'archived' ? 'archived' : { not: 'archived' },
        ...(search ? { name: { contains: search, mode: 'insensitive' } } : {}),
        ...(cursor ? { OR: [{ createdAt: { lt: place } }, { createdAt: place, id: { lt: String(id) } }] } : {}),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      include: withCreator,
    });
    return cutPage(await itemsOf(tx, rows), limit, (row) => [row.createdAt, row.id]);
  });
}

/** How many people wait for each step. */
async function countWaiting(tx: Tx, sequenceId: string): Promise<Map<string | null, number>> {
  const groups = await tx.enrollment.groupBy({
    by: ['nextStepId'],
    where: { sequenceId, state: { in: ['active', 'paused'] } },
    _count: true,
  });
  return new Map(groups.map(({ nextStepId, _count }) => [nextStepId, _count]));
}

/** A sequence with its steps, and what keeps it from being active. */
export function getSequence({ inWorkspace }: Context, { sequenceId }: OfSequence): Promise<Answer<typeof getContract>> {
  return inWorkspace(async (tx) => {
    const sequence = await findSequence(tx, sequenceId);
    const row = await tx.sequence.findUniqueOrThrow({ where: { id: sequenceId }, include: withCreator });
    const [item] = await itemsOf(tx, [row]);
    if (!item) throw new Error(`Sequence ${sequenceId} was found and is gone.`);
    const waiting = await countWaiting(tx, sequenceId);
    return {
      ...item,
      steps: sequence.steps.map((step) => ({ ...step, waiting: waiting.get(step.id) ?? 0 })),
      problems: await problemsOf(tx, sequence),
    };
  });
}
