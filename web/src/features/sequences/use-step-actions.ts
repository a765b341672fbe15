import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { StepId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { showUndo } from '../../ui/undo.tsx';
import { people, type Sequence, type StepKind } from './sequence.ts';
import { blankStep, NEW_STEP, type StepDrafts } from './use-step-drafts.ts';

const moved = <T>(items: T[], from: number, to: number): T[] => {
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(to, 0, ...items.slice(from, from + 1));
};

/** What can be done with the steps of a sequence. `open` shows a step. */
export function useStepActions(sequence: Sequence, drafts: StepDrafts, open: (stepId: StepId | undefined) => void) {
  const { id: sequenceId, steps, status } = sequence;
  const queries = useQueryClient();
  const { queryKey } = client.sequences.getSequence.queryOptions({ input: { sequenceId } });
  const refresh = () => queries.invalidateQueries({ queryKey: client.sequences.key() });
  const add = useMutation(client.sequences.addStep.mutationOptions());
  const restore = useMutation(client.sequences.restoreStep.mutationOptions({ onSettled: refresh }));
  const remove = useMutation(client.sequences.deleteStep.mutationOptions({ onSettled: refresh }));
  const order = useMutation(client.sequences.orderSteps.mutationOptions({ onSettled: refresh }));

  /** A mail of an active sequence is written before it is saved: nobody gets half a mail. */
  function addStep(index: number, kind: StepKind) {
    const step = blankStep(kind, { isFirst: index === 0 });
    if (status === 'active' && kind === 'mail') {
      drafts.begin(index, step);
      return open(NEW_STEP);
    }
    add.mutate(
      { sequenceId, index: index < steps.length ? index : undefined, step },
      { onSuccess: ({ stepId }) => void refresh().then(() => open(stepId)) },
    );
  }
  function moveStep(stepId: StepId, to: number) {
    const from = steps.findIndex(({ id }) => id === stepId);
    if (from < 0 || to < 0 || to >= steps.length || from === to) return;
    const placed = moved(steps, from, to);
    queries.setQueryData<Sequence>(queryKey, (known) => known && { ...known, steps: placed });
    order.mutate({ sequenceId, stepIds: placed.map(({ id }) => id) });
  }
  function deleteStep(stepId: StepId, label: string) {
    open(undefined);
    if (stepId === NEW_STEP) return drafts.discard(stepId);
    remove.mutate(
      { sequenceId, stepId },
      {
        onSuccess: ({ moved: waiting }) => {
          drafts.discard(stepId);
          const note = waiting > 0 ? ` ${people(waiting)} who waited for it go on.` : '';
          showUndo(`${label} is deleted.${note}`, () => restore.mutate({ sequenceId, stepId }));
        },
      },
    );
  }
  return { addStep, moveStep, deleteStep, isAdding: add.isPending };
}
export type StepActions = ReturnType<typeof useStepActions>;
