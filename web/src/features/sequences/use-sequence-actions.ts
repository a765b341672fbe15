import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { SequenceId } from '../../../../workflows/ids.ts';
import { client, rpc } from '../../lib/client.ts';
import { showUndo } from '../../ui/undo.tsx';
import { people, type SequenceItem } from './sequence.ts';

/** What can be done with a whole sequence, each with its way back where there is one. */
export function useSequenceActions() {
  const navigate = useNavigate();
  const { sequences } = client;
  const activate = useMutation(sequences.activateSequence.mutationOptions());
  const pause = useMutation(sequences.pauseSequence.mutationOptions());
  const archive = useMutation(sequences.archiveSequence.mutationOptions());
  const remove = useMutation(sequences.deleteSequence.mutationOptions());
  const duplicate = useMutation(sequences.duplicateSequence.mutationOptions());
  const open = (sequenceId: SequenceId) => navigate({ to: '/sequences/$sequenceId', params: { sequenceId } });

  return {
    isBusy: activate.isPending || pause.isPending,
    activate: ({ id, name }: SequenceItem) =>
      activate.mutate(
        { sequenceId: id },
        {
          onSuccess: ({ woken }) =>
            notifications.show({
              message: woken > 0 ? `"${name}" is active. ${people(woken)} go on.` : `"${name}" is active.`,
            }),
        },
      ),
    pause: ({ id, name }: SequenceItem) =>
      pause.mutate(
        { sequenceId: id },
        {
          onSuccess: () =>
            showUndo(`"${name}" is paused: everyone in it is held.`, () => activate.mutate({ sequenceId: id })),
        },
      ),
    archive: ({ id, name, status }: SequenceItem) =>
      archive.mutate(
        { sequenceId: id },
        {
          onSuccess: () =>
            status === 'active'
              ? showUndo(`"${name}" is archived.`, () => activate.mutate({ sequenceId: id }))
              : notifications.show({ message: `"${name}" is archived.` }),
        },
      ),
    remove: ({ id, name }: SequenceItem, after?: () => void) =>
      remove.mutate(
        { sequenceId: id },
        {
          onSuccess: () => {
            after?.();
            showUndo(`"${name}" is deleted.`, () => void rpc.sequences.restoreSequence({ sequenceId: id }));
          },
        },
      ),
    duplicate: ({ id }: SequenceItem) =>
      duplicate.mutate({ sequenceId: id }, { onSuccess: ({ sequenceId }) => void open(sequenceId) }),
  };
}
