import { uuidv7 } from 'uuidv7';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { idOf, type SequenceId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Given } from '../contract/base.ts';
import type { createSequence as createContract, updateSequence as updateContract } from '../contract/sequences.ts';
import type { Context } from '../http/context.ts';
import { findSequence, lockSequence, type OfSequence, type SequenceRow } from './find.ts';
import { stepData } from './steps.ts';
import { insertVariants } from './wordings.ts';

const noteChange = (tx: Tx, sequenceId: string) =>
  noteEvents(tx, [{ type: 'sequence.changed', subjectId: sequenceId, payload: { sequenceId } }]);

/** Creates a sequence as a draft. */
export function createSequence(
  { inWorkspace, workspaceId, userId }: Context,
  { name, description, isExclusive }: Given<typeof createContract>,
) {
  return inWorkspace(async (tx) => {
    const { id } = await tx.sequence.create({
      data: { workspaceId, createdById: userId, name, description: description || null, isExclusive },
    });
    await noteChange(tx, id);
    return { sequenceId: idOf<SequenceId>(id) };
  });
}

/** Changes what a sequence is called. */
export function updateSequence(
  { inWorkspace }: Context,
  { sequenceId, name, description, isExclusive }: Given<typeof updateContract>,
) {
  return inWorkspace(async (tx) => {
    await findSequence(tx, sequenceId);
    const changed = description === undefined ? {} : { description: description || null };
    await tx.sequence.update({ where: { id: sequenceId }, data: { name, isExclusive, ...changed } });
    await noteChange(tx, sequenceId);
  });
}

async function copySteps(tx: Tx, { steps, workspaceId }: SequenceRow, sequenceId: string) {
  const copies = steps.map((step, index) => ({ step, id: uuidv7(), position: index + 1 }));
  await tx.sequenceStep.createMany({
    data: copies.map(({ step, id, position }) => ({
      ...stepData(step),
      ...{ id, workspaceId, sequenceId, position, kind: step.kind },
    })),
  });
  await insertVariants(
    tx,
    copies.flatMap(({ step, id }) => step.variants.map((variant) => ({ ...variant, id: uuidv7(), stepId: id }))),
  );
}

/** Copies a sequence with its steps and wordings, as a draft that nobody is in. */
export function duplicateSequence({ inWorkspace, workspaceId, userId }: Context, { sequenceId }: OfSequence) {
  return inWorkspace(async (tx) => {
    const sequence = await findSequence(tx, sequenceId);
    const { name, description, isExclusive, stepsCount } = sequence;
    const copy = await tx.sequence.create({
      data: { workspaceId, createdById: userId, name: `${name} (copy)`, description, isExclusive, stepsCount },
    });
    await copySteps(tx, sequence, copy.id);
    await noteChange(tx, copy.id);
    return { sequenceId: idOf<SequenceId>(copy.id) };
  });
}

/** Refuses while somebody is in it, or on the way into it. */
async function assertEmpty(tx: Tx, { id, name }: SequenceRow, what: 'archived' | 'deleted') {
  const people = await tx.enrollment.count({ where: { sequenceId: id, state: { in: ['active', 'paused'] } } });
  if (people > 0)
    throw new Refusal(
      'in-use',
      `${people === 1 ? 'One person is' : `${people} people are`} still in "${name}". It can be ${what} when nobody is: wait for them, or stop them.`,
      'sequenceId',
    );
  const batches = await tx.enrollmentBatch.count({ where: { sequenceId: id, state: { in: ['queued', 'running'] } } });
  if (batches > 0)
    throw new Refusal(
      'in-use',
      `People are being enrolled in "${name}" right now. Cancel that or wait for its end; then it can be ${what}.`,
      'sequenceId',
    );
}

/** Puts a sequence away that nobody is in. */
export function archiveSequence({ inWorkspace }: Context, { sequenceId }: OfSequence) {
  return inWorkspace(async (tx) => {
    await assertEmpty(tx, await lockSequence(tx, sequenceId), 'archived');
    await tx.sequence.update({ where: { id: sequenceId }, data: { status: 'archived' } });
    await noteChange(tx, sequenceId);
  });
}

/** Deletes a sequence that nobody is in; it can be brought back. */
export function deleteSequence({ inWorkspace }: Context, { sequenceId }: OfSequence) {
  return inWorkspace(async (tx) => {
    await assertEmpty(tx, await lockSequence(tx, sequenceId), 'deleted');
    await tx.sequence.update({ where: { id: sequenceId }, data: { deletedAt: new Date() } });
    await noteChange(tx, sequenceId);
  });
}

/** Brings a deleted sequence back as it was. */
export function restoreSequence({ inWorkspace }: Context, { sequenceId }: OfSequence) {
  return inWorkspace(async (tx) => {
    const { count } = await tx.sequence.updateMany({ where: { id: sequenceId }, data: { deletedAt: null } });
    if (count === 0) throw new Refusal('not-found', 'There is no such sequence in this workspace.', 'sequenceId');
    await noteChange(tx, sequenceId);
  });
}
