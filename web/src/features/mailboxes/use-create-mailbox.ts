import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { client } from '../../lib/client.ts';

/** Connects a mailbox, and goes to it. */
export function useCreateMailbox() {
  const navigate = useNavigate();
  return useMutation(
    client.mailboxes.createMailbox.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: ({ mailboxId }) => void navigate({ to: '/mailboxes/$mailboxId', params: { mailboxId } }),
    }),
  );
}
