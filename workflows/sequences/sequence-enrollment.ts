import {
  condition,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { SequenceActivities } from '../../activities/sequences.ts';
import { runState } from '../attributes.ts';
import { handover, quick } from '../timeouts.ts';
import {
  contactAway,
  contactStopped,
  facts,
  paused,
  resumed,
  type SequenceEnrollmentInput,
  waitSkipped,
  woken,
} from './messages.ts';
import { type EndReason, type Facts, nextMove } from './rules.ts';

const { closeEnrollment, pauseEnrollment, planStep } = proxyActivities<SequenceActivities>(quick);
const { takeStep } = proxyActivities<SequenceActivities>(handover);

/** Carries one contact through one sequence, from the first step to the reason it ended. */
export async function sequenceEnrollment({
  workspaceId,
  enrollmentId,
  next,
}: SequenceEnrollmentInput): Promise<EndReason> {
  const id = { workspaceId, enrollmentId };
  const known: Facts = { next, ended: null, isPaused: false, isWoken: false, newDueAt: null };
  let heard = 0;
  const hear = (change: Partial<Facts>) => {
    Object.assign(known, change);
    heard += 1;
  };

  setHandler(facts, () => known);
  setHandler(contactStopped, ({ reason }) => hear({ ended: known.ended ?? reason }));
  setHandler(contactAway, ({ until }) => hear({ newDueAt: Math.max(until, known.newDueAt ?? 0) }));
  setHandler(paused, () => hear({ isPaused: true }));
  setHandler(resumed, () => hear({ isPaused: false }));
  setHandler(waitSkipped, () => hear({ newDueAt: Date.now() }));
  setHandler(woken, () => hear({ isWoken: true }));

  for (;;) {
    const before = heard;
    const move = nextMove(known, Date.now());
    switch (move.kind) {
      case 'take':
        known.isWoken = false;
        known.next = await takeStep.executeWithOptions({ summary: summaryOf(known) }, [id]);
        break;
      case 'wait':
        setCurrentDetails(`${move.summary} at ${new Date(move.until).toISOString()}`);
        await condition(() => heard !== before, move.until - Date.now(), { summary: move.summary });
        break;
      case 'hold':
        setCurrentDetails(`Held: ${move.summary}`);
        upsertSearchAttributes([{ key: runState, value: `held: ${move.code}` }]);
        await condition(() => heard !== before);
        upsertSearchAttributes([{ key: runState, value: 'active' }]);
        break;
      case 'pause':
        await pauseEnrollment(id);
        setCurrentDetails('Paused by a person.');
        upsertSearchAttributes([{ key: runState, value: 'paused' }]);
        await condition(() => !known.isPaused || known.ended !== null);
        upsertSearchAttributes([{ key: runState, value: 'active' }]);
        if (known.ended === null) known.next = await planStep({ ...id, dueAt: null });
        break;
      case 'replan':
        known.newDueAt = null;
        known.next = await planStep({ ...id, dueAt: move.dueAt });
        break;
      case 'end':
        if (known.next.kind !== 'end' || known.next.reason !== move.reason)
          await closeEnrollment({ ...id, reason: move.reason });
        setCurrentDetails(`Ended: ${move.reason}.`);
        upsertSearchAttributes([{ key: runState, value: move.reason }]);
        return move.reason;
    }
  }
}

const summaryOf = ({ next }: Facts) => (next.kind === 'end' ? next.reason : next.summary);
