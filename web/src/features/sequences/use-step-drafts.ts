import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { idOf, type StepId, type VariantId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import type { Sequence, Step, StepKind, Variant } from './sequence.ts';

export type DraftVariant = Omit<Variant, 'id'> & { id?: VariantId };
/** A step as it is being written. */
export type Draft = Omit<Step, 'variants'> & { variants: DraftVariant[] };

/** Stands for a step that is not saved yet. */
export const NEW_STEP = idOf<StepId>('new');

const DAYS_BETWEEN = 3;

/** A step as it starts. */
export const blankStep = (kind: StepKind, { isFirst }: { isFirst: boolean }): Draft => ({
  id: NEW_STEP,
  kind,
  waiting: 0,
  delayAmount: isFirst ? 0 : DAYS_BETWEEN,
  delayUnit: 'days',
  atLocalTime: null,
  zoneSource: 'mailbox',
  format: 'text',
  isReply: true,
  trackOpens: false,
  trackClicks: false,
  taskTitle: null,
  taskNote: null,
  taskPriority: 'medium',
  variants: kind === 'mail' ? [{ name: 'A', weight: 1, isActive: true, subject: '', body: '' }] : [],
});

const words = (step: Draft) => JSON.stringify({ ...step, waiting: 0 });

/** What is written and not saved yet, by step; and how it is saved. */
export function useStepDrafts(sequence: Sequence) {
  const { id: sequenceId } = sequence;
  const queries = useQueryClient();
  const [changed, setChanged] = useState<Record<string, Draft>>({});
  const [added, setAdded] = useState<{ index: number; step: Draft } | null>(null);
  const update = useMutation(client.sequences.updateStep.mutationOptions({ meta: { showsErrors: true } }));
  const add = useMutation(client.sequences.addStep.mutationOptions({ meta: { showsErrors: true } }));

  const saved: Draft[] = sequence.steps.map((step) => ({ ...step, ...changed[step.id], waiting: step.waiting }));
  const isDirty = (id: StepId) => id === NEW_STEP || changed[id] !== undefined;

  function discard(id: StepId) {
    update.reset();
    add.reset();
    if (id === NEW_STEP) setAdded(null);
    else setChanged((drafts) => Object.fromEntries(Object.entries(drafts).filter(([stepId]) => stepId !== id)));
  }
  function change(draft: Draft) {
    if (draft.id === NEW_STEP) return setAdded(added && { ...added, step: draft });
    const before = sequence.steps.find(({ id }) => id === draft.id);
    if (before && words(before) === words(draft)) return discard(draft.id);
    setChanged({ ...changed, [draft.id]: draft });
  }
  /** Saves a step, and tells its id. */
  async function save(step: Draft): Promise<StepId> {
    const isNew = step.id === NEW_STEP;
    const { stepId } = isNew
      ? await add.mutateAsync({ sequenceId, index: added?.index, step })
      : await update.mutateAsync({ sequenceId, stepId: step.id, step }).then(() => ({ stepId: step.id }));
    await queries.invalidateQueries({ queryKey: client.sequences.getSequence.key() });
    discard(step.id);
    return stepId;
  }
  return {
    steps: added ? saved.toSpliced(added.index, 0, added.step) : saved,
    hasChanges: added !== null || Object.keys(changed).length > 0,
    isDirty,
    change,
    discard,
    save,
    begin: (index: number, step: Draft) => setAdded({ index, step }),
    isSaving: update.isPending || add.isPending,
    error: update.error ?? add.error,
  };
}
export type StepDrafts = ReturnType<typeof useStepDrafts>;
