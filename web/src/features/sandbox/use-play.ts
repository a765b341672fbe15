import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import type { Act, SandboxMail } from './sandbox.ts';

export type Play = ReturnType<typeof usePlay>;
type Wanted = { act: Act; text?: string; until?: string; link?: number };

/** Does what the recipient of a mail might do; the page shows it at once. */
export function usePlay({ id: messageId }: SandboxMail) {
  const queries = useQueryClient();
  const { mutate, data, error, isPending, variables, reset } = useMutation(
    client.sandbox.playRecipient.mutationOptions({
      meta: { showsErrors: true },
      onSettled: () => queries.invalidateQueries({ queryKey: client.sandbox.key() }),
    }),
  );
  return {
    play: (wanted: Wanted, onSuccess?: () => void) => mutate({ messageId, ...wanted }, { onSuccess }),
    reset,
    outcome: data,
    error,
    playing: isPending ? (variables?.act ?? null) : null,
  };
}
