import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, type rpc } from '../../lib/client.ts';
import { showUndo } from '../../ui/undo.tsx';

/** What is done to many contacts at once. */
export type Action = Parameters<typeof rpc.contacts.changeContacts>[0]['action'];
type Done = Awaited<ReturnType<typeof rpc.contacts.changeContacts>>;

/** "1 contact", "12 contacts". */
export const people = (count: number) => (count === 1 ? '1 contact' : `${count.toLocaleString('en')} contacts`);

/** What was done, to whom it made a difference. */
function sentenceOf(action: Action, { changed, matched, refused }: Done): string {
  const same = matched - changed - refused;
  const rest = same > 0 ? `; ${people(same)} had it already` : '';
  switch (action.kind) {
    case 'add-tag':
      return `Tagged ${people(changed)}${rest}`;
    case 'remove-tag':
      return `Took the tag off ${people(changed)}`;
    case 'add-to-list':
      return `Put ${people(changed)} on the list${rest}`;
    case 'remove-from-list':
      return `Took ${people(changed)} off the list`;
    case 'delete':
      return `Moved ${people(changed)} to the trash`;
    case 'restore':
      return `Restored ${people(changed)}${refused > 0 ? `; ${people(refused)} stay: their address is taken` : ''}`;
    default:
      return `Changed ${people(changed)}${rest}`;
  }
}

/** Does one thing to all that are chosen, says how many it was, and offers the way back where there is one. */
export function useBulk(onDone: () => void) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: client.contacts.key() });
  const undo = useMutation(client.contacts.undoDeletion.mutationOptions({ onSuccess: refresh }));
  return useMutation(
    client.contacts.changeContacts.mutationOptions({
      onSuccess: async (done, { action }) => {
        const sentence = sentenceOf(action, done);
        const { deletedAt } = done;
        if (deletedAt === null) notifications.show({ message: sentence });
        else showUndo(sentence, () => undo.mutate({ deletedAt }));
        onDone();
        await refresh();
      },
    }),
  );
}
