import type { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { signalMany } from '../../prisma/outbox.ts';
import { idOf, type StepId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import type { Given } from '../contract/base.ts';
import type {
  addStep as addContract,
  deleteStep as deleteContract,
  orderSteps as orderContract,
  restoreStep as restoreContract,
  StepChange,
  updateStep as updateContract,
} from '../contract/steps.ts';
import type { Context } from '../http/context.ts';
import { findSequence, lockSequence, problemsOf, type SequenceRow, stepOf } from './find.ts';
import { assertReady } from './status.ts';
import { saveVariants } from './wordings.ts';

type StepFields = Omit<z.output<typeof StepChange>, 'variants'>;

/** The columns of a step that a person writes. */
export const stepData = (step: StepFields): StepFields => ({
  delayAmount: step.delayAmount,
  delayUnit: step.delayUnit,
  atLocalTime: step.atLocalTime,
  zoneSource: step.zoneSource,
  format: step.format,
  isReply: step.isReply,
  trackOpens: step.trackOpens,
  trackClicks: step.trackClicks,
  taskTitle: step.taskTitle,
  taskNote: step.taskNote,
  taskPriority: step.taskPriority,
});

const hasWords = (kind: string) => kind === 'mail' || kind === 'manual_mail';

/** Ends every change of steps: an active sequence must stay one that can carry people. */
async function finish(tx: Tx, { id, status }: SequenceRow) {
  const sequence = await findSequence(tx, id);
  if (status === 'active')
    assertReady(
      await problemsOf(tx, sequence),
      'The sequence is active, so its steps must be complete. Mend this, or pause the sequence first.',
    );
  await tx.sequence.update({ where: { id }, data: { stepsCount: sequence.steps.length } });
  await noteEvents(tx, [{ type: 'sequence.changed', subjectId: id, payload: { sequenceId: id } }]);
}

/** Makes room for a step before the one at an index, and tells its place. Who has passed a place stays past it. */
async function makeRoom(tx: Tx, { id, steps }: SequenceRow, index: number | undefined): Promise<number> {
  const place = index === undefined ? undefined : steps[index]?.position;
  if (place === undefined) {
    const { _max } = await tx.sequenceStep.aggregate({ where: { sequenceId: id }, _max: { position: true } });
    return (_max.position ?? 0) + 1; // a deleted step keeps its place, for those who have passed it
  }
  await tx.sequenceStep.updateMany({
    where: { sequenceId: id, position: { gte: place } },
    data: { position: { increment: 1 } },
  });
  await tx.enrollment.updateMany({
    where: { sequenceId: id, currentStep: { gte: place } },
    data: { currentStep: { increment: 1 } },
  });
  return place;
}

/** Adds a step with its wordings. */
export function addStep(
  { inWorkspace, workspaceId }: Context,
  { sequenceId, index, step: { kind, variants, ...fields } }: Given<typeof addContract>,
) {
  return inWorkspace(async (tx) => {
    const sequence = await lockSequence(tx, sequenceId);
    if (sequence.steps.length >= 100)
      throw new Refusal('too-large', 'A sequence has at most 100 steps. Start another one.', 'step');
    const position = await makeRoom(tx, sequence, index);
    const { id } = await tx.sequenceStep.create({
      data: { workspaceId, sequenceId, kind, position, ...stepData(fields) },
    });
    if (hasWords(kind)) await saveVariants(tx, { stepId: id, known: [], format: fields.format }, variants);
    await finish(tx, sequence);
    return { stepId: idOf<StepId>(id) };
  });
}

/** Changes a step and its wordings. Mails that have not been handed over yet are written with the new ones. */
export function updateStep(
  { inWorkspace }: Context,
  { sequenceId, stepId, step: { variants, ...fields } }: Given<typeof updateContract>,
) {
  return inWorkspace(async (tx) => {
    const sequence = await lockSequence(tx, sequenceId);
    const { kind, variants: known } = stepOf(sequence, stepId);
    await tx.sequenceStep.update({ where: { id: stepId }, data: stepData(fields) });
    if (hasWords(kind)) await saveVariants(tx, { stepId, known, format: fields.format }, variants);
    await finish(tx, sequence);
  });
}

/** Deletes a step. Who waits for it is told, and goes on with the one after it. */
export function deleteStep({ inWorkspace }: Context, { sequenceId, stepId }: Given<typeof deleteContract>) {
  return inWorkspace(async (tx) => {
    const sequence = await lockSequence(tx, sequenceId);
    stepOf(sequence, stepId);
    await tx.sequenceStep.update({ where: { id: stepId }, data: { deletedAt: new Date() } });
    await tx.outboundEmail.updateMany({
      where: { sequenceId, stepId, state: { in: ['planned', 'reserved'] } },
      data: { state: 'cancelled', slotDay: null },
    });
    await tx.task.updateMany({
      where: { stepId, status: { in: ['pending', 'in_progress'] } },
      data: { status: 'cancelled' },
    });
    const moved = await signalMany(
      tx,
      tellEnrollment.woken(''),
      Prisma.sql`SELECT workflow_id FROM enrollments
        WHERE sequence_id = ${sequenceId}::uuid AND next_step_id = ${stepId}::uuid AND state = 'active'`,
    );
    await finish(tx, sequence);
    return { moved };
  });
}

/** Brings a deleted step back to its place. Who has gone on meanwhile does not come back to it. */
export function restoreStep({ inWorkspace }: Context, { sequenceId, stepId }: Given<typeof restoreContract>) {
  return inWorkspace(async (tx) => {
    const sequence = await lockSequence(tx, sequenceId);
    const { count } = await tx.sequenceStep.updateMany({
      where: { id: stepId, sequenceId },
      data: { deletedAt: null },
    });
    if (count === 0) throw new Refusal('not-found', 'There is no such step in this sequence.', 'stepId');
    await tx.outboundEmail.updateMany({
      where: { sequenceId, stepId, state: 'cancelled', attempts: 0, enrollment: { nextStepId: stepId } },
      data: { state: 'planned', slotAt: null },
    });
    await finish(tx, sequence);
  });
}

/** Puts the steps in another order. Nobody gets a step twice, and who has passed a place stays past it. */
export function orderSteps({ inWorkspace }: Context, { sequenceId, stepIds }: Given<typeof orderContract>) {
  return inWorkspace(async (tx) => {
    const sequence = await lockSequence(tx, sequenceId);
    for (const stepId of stepIds) stepOf(sequence, stepId);
    if (new Set(stepIds).size !== sequence.steps.length)
      throw new Refusal(
        'not-ready',
        `The order must name each of the ${sequence.steps.length} steps once. Load the sequence again; somebody may have changed it.`,
        'stepIds',
      );
    const positions = sequence.steps.map(({ position }) => position);
    await tx.$executeRaw`
      UPDATE sequence_steps SET position = placed.position, updated_at = now()
      FROM unnest(${stepIds}::uuid[], ${positions}::int[]) AS placed (id, position) WHERE sequence_steps.id = placed.id`;
    await finish(tx, sequence);
  });
}
