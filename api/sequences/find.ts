import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { SequenceId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { sequenceProblems } from '../../workflows/sequences/problems.calc.ts';
import { knownVariables } from './variables.ts';

/** What an endpoint about one sequence is given. */
export type OfSequence = { sequenceId: SequenceId };

export const withSteps = {
  steps: {
    where: { deletedAt: null },
    orderBy: { position: 'asc' },
    include: { variants: { where: { deletedAt: null }, orderBy: { name: 'asc' } } },
  },
} satisfies Prisma.SequenceInclude;

export type SequenceRow = Prisma.SequenceGetPayload<{ include: typeof withSteps }>;

/** A sequence of this workspace with its living steps. */
export async function findSequence(tx: Tx, sequenceId: string): Promise<SequenceRow> {
  const sequence = await tx.sequence.findFirst({ where: { id: sequenceId, deletedAt: null }, include: withSteps });
  if (!sequence) throw new Refusal('not-found', 'There is no such sequence in this workspace.', 'sequenceId');
  return sequence;
}

/** The same, for whoever changes it: of two who do, one waits. */
export async function lockSequence(tx: Tx, sequenceId: string): Promise<SequenceRow> {
  await tx.$queryRaw`SELECT 1 FROM sequences WHERE id = ${sequenceId}::uuid FOR NO KEY UPDATE`;
  return findSequence(tx, sequenceId);
}

/** A living step of a sequence. */
export function stepOf({ steps }: SequenceRow, stepId: string) {
  const step = steps.find(({ id }) => id === stepId);
  if (!step) throw new Refusal('not-found', 'There is no such step in this sequence.', 'stepId');
  return step;
}

/** What keeps these steps from carrying people. */
export async function problemsOf(tx: Tx, { steps }: SequenceRow) {
  const known = await knownVariables(tx);
  return sequenceProblems(steps, (name) => known.has(name));
}
