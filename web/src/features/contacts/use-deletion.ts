import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { showUndo } from '../../ui/undo.tsx';
import type { Contact } from './fields.ts';

/** Puts one contact into the trash, with a way back, and takes it out again. */
export function useDeletion({ id: contactId, name }: Contact, onDeleted?: () => void) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: client.contacts.key() });
  const restore = useMutation(client.contacts.restoreContact.mutationOptions({ onSuccess: refresh }));
  const remove = useMutation(
    client.contacts.deleteContact.mutationOptions({
      onSuccess: async () => {
        showUndo(`Moved ${name} to the trash`, () => restore.mutate({ contactId }));
        onDeleted?.();
        await refresh();
      },
    }),
  );
  return {
    remove: () => remove.mutate({ contactId }),
    restore: () => restore.mutate({ contactId }),
    isPending: remove.isPending || restore.isPending,
  };
}
