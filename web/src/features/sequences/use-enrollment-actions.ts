import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SequenceId } from '../../../../workflows/ids.ts';
import type { EnrollCommand } from '../../../../workflows/sequences/rules.ts';
import { client, type rpc } from '../../lib/client.ts';
import { confirmThat } from '../../ui/confirm.tsx';
import { showUndo } from '../../ui/undo.tsx';
import { type EnrollmentItem, people } from './sequence.ts';

/** Whom a command is for: these, or all that match. */
export type Who = Parameters<typeof rpc.enrollments.commandEnrollments>[0]['who'];

const DONE: Record<EnrollCommand, string> = {
  pause: 'paused',
  resume: 'resumed',
  'skip-wait': 'sent on without the wait',
  stop: 'stopped',
  retry: 'tried again',
};

/** Tells one enrollment what to do. Its workflow does it a moment later; the page shows at once what is certain. */
export function useCommand() {
  const queries = useQueryClient();
  const { mutate, isPending, variables } = useMutation(
    client.enrollments.commandEnrollment.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: client.enrollments.key() }),
    }),
  );
  const tell = ({ id: enrollmentId, contact }: EnrollmentItem, command: EnrollCommand) => {
    const send = (what: EnrollCommand, onSuccess?: () => void) =>
      mutate({ enrollmentId, command: what }, { onSuccess });
    switch (command) {
      case 'stop':
        return confirmThat({
          title: `Stop for ${contact.name}?`,
          text: `${contact.name} gets no more mail from this sequence. To go on later, pause instead.`,
          label: 'Stop',
          onConfirm: () => send('stop'),
        });
      case 'pause':
        return send('pause', () => showUndo(`${contact.name} is paused.`, () => send('resume')));
      default:
        return send(command);
    }
  };
  return { tell, isPending, pending: isPending ? variables.command : null };
}

/** Tells many at once; a count of null is all that match. */
export function useManyCommands(sequenceId: SequenceId, onDone: () => void) {
  const { mutate } = useMutation(client.enrollments.commandEnrollments.mutationOptions());
  return (command: EnrollCommand, { who, count }: { who: Who; count: number | null }) => {
    const send = () =>
      mutate(
        { sequenceId, command, who },
        {
          onSuccess: ({ told }) => {
            onDone();
            const rest = count !== null && told < count ? ' The others are left as they are.' : '';
            const message = `${people(told)} ${told === 1 ? 'is' : 'are'} ${DONE[command]}.${rest}`;
            if (command === 'pause' && told > 0)
              return showUndo(message, () => mutate({ sequenceId, command: 'resume', who }));
            return notifications.show({ message: told === 0 ? 'That concerns none of them.' : message });
          },
        },
      );
    if (command !== 'stop') return send();
    confirmThat({
      title: count === null ? 'Stop for all that match?' : `Stop for ${people(count)}?`,
      text: 'They get no more mail from this sequence. To go on later, pause them instead.',
      label: 'Stop',
      onConfirm: send,
    });
  };
}
