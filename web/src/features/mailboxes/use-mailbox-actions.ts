import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { showUndo } from '../../ui/undo.tsx';
import type { Mailbox } from './mailbox.ts';

/** What can be done with a mailbox as a whole, each with its way back where there is one. */
export function useMailboxActions({ id: mailboxId, email, provider }: Mailbox) {
  const queries = useQueryClient();
  const { mailboxes } = client;
  const onSettled = () => queries.invalidateQueries({ queryKey: mailboxes.key() });
  const update = useMutation(
    mailboxes.updateMailbox.mutationOptions({
      onMutate: ({ isActive }) => {
        if (isActive === undefined) return;
        const queryKey = mailboxes.getMailbox.queryKey({ input: { mailboxId } });
        queries.setQueryData(queryKey, (mailbox) => mailbox && { ...mailbox, isActive });
      },
      onSettled,
    }),
  );
  const primary = useMutation(mailboxes.makePrimary.mutationOptions({ onSettled }));
  const disconnect = useMutation(mailboxes.disconnectMailbox.mutationOptions({ onSettled }));
  const reconnect = useMutation(mailboxes.reconnectMailbox.mutationOptions({ onSettled }));
  const setActive = (isActive: boolean) =>
    update.mutate(
      { mailboxId, isActive },
      {
        onSuccess: () =>
          showUndo(isActive ? `${email} sends again.` : `${email} is off: what waits in it is held.`, () =>
            update.mutate({ mailboxId, isActive: !isActive }),
          ),
      },
    );
  const connectAgain = () =>
    reconnect.mutate(
      { mailboxId },
      {
        onSuccess: () => notifications.show({ color: 'teal', message: `${email} is connected. What waited goes on.` }),
      },
    );
  return {
    setActive,
    makePrimary: () =>
      primary.mutate(
        { mailboxId },
        { onSuccess: () => notifications.show({ message: `${email} is offered first from now on.` }) },
      ),
    connectAgain,
    isReconnecting: reconnect.isPending,
    /** Where passwords are forgotten there is no way back but to give them again. */
    disconnect: () =>
      disconnect.mutate(
        { mailboxId },
        {
          onSuccess: () => {
            if (provider !== 'sandbox') notifications.show({ message: `${email} is disconnected.` });
            else showUndo(`${email} is disconnected.`, connectAgain);
          },
        },
      ),
  };
}
