import { noteEvents } from '../../prisma/events.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { signalMany } from '../../prisma/outbox.ts';
import { passGate } from '../../prisma/sequence-gate.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import type { SequenceProblem } from '../../workflows/sequences/problems.calc.ts';
import type { Context } from '../http/context.ts';
import { lockSequence, type OfSequence, problemsOf } from './find.ts';

/** Refuses what cannot carry people, and names the first thing to mend. */
export function assertReady([problem, ...more]: SequenceProblem[], because: string) {
  if (!problem) return;
  const others = more.length > 0 ? ` (${more.length} more ${more.length === 1 ? 'thing is' : 'things are'} open.)` : '';
  throw new Refusal('not-ready', `${because} ${problem.sentence}${others}`, problem.field);
}

/** Activates a sequence, and wakes everyone whom its pause held. */
export function activateSequence({ inWorkspace }: Context, { sequenceId }: OfSequence) {
  return inWorkspace(async (tx) => {
    const sequence = await lockSequence(tx, sequenceId);
    if (sequence.status === 'active') return { woken: 0 };
    assertReady(await problemsOf(tx, sequence), `"${sequence.name}" cannot be activated yet.`);
    await tx.sequence.update({ where: { id: sequenceId }, data: { status: 'active' } });
    await passGate(tx, sequenceId);
    const woken = await signalMany(
      tx,
      tellEnrollment.woken(''),
      Prisma.sql`SELECT workflow_id FROM enrollments
        WHERE sequence_id = ${sequenceId}::uuid AND state = 'active' AND hold_code = 'sequence-paused'`,
    );
    await noteEvents(tx, [{ type: 'sequence.changed', subjectId: sequenceId, payload: { sequenceId } }]);
    return { woken };
  });
}

/** Pauses a sequence: the engine reads that before each step, and holds. */
export function pauseSequence({ inWorkspace }: Context, { sequenceId }: OfSequence) {
  return inWorkspace(async (tx) => {
    const { status, name } = await lockSequence(tx, sequenceId);
    if (status === 'paused') return;
    if (status !== 'active')
      throw new Refusal('not-ready', `"${name}" is ${status}. Only an active sequence can be paused.`, 'sequenceId');
    await tx.sequence.update({ where: { id: sequenceId }, data: { status: 'paused' } });
    await noteEvents(tx, [{ type: 'sequence.changed', subjectId: sequenceId, payload: { sequenceId } }]);
  });
}
