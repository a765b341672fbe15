import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { idOf, type MailboxId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { FormProblem, problemAt } from '../../ui/form-problem.tsx';
import { type Mailbox, people } from './mailbox.ts';

/** The mailboxes that could take the people of another. */
function useHeirs(mailboxId: MailboxId) {
  const { data } = useQuery(client.mailboxes.listMailboxes.queryOptions({ input: { limit: 200 } }));
  return (data?.items ?? [])
    .filter(({ id, health }) => id !== mailboxId && health.state !== 'off' && health.state !== 'disconnected')
    .map(({ id, email }) => ({ value: id as string, label: email }));
}

/** Asks who takes over the people of a mailbox before it goes. */
export function RemoveDialog({ mailbox, onClose }: { mailbox: Mailbox; onClose: () => void }) {
  const { id: mailboxId, email } = mailbox;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const heirs = useHeirs(mailboxId);
  const [moveTo, setMoveTo] = useState<string | null>(null);
  const { mutate, isPending, error } = useMutation(
    client.mailboxes.deleteMailbox.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: async () => {
        notifications.show({ message: `${email} was removed.` });
        await navigate({ to: '/mailboxes' });
        void queries.invalidateQueries({ queryKey: client.mailboxes.key() });
      },
    }),
  );
  const hasPeople = mailbox.people > 0 || problemAt(error, 'moveTo') !== undefined;
  return (
    <Modal opened onClose={onClose} title={`Remove ${email}?`}>
      <Stack gap="sm">
        <Text size="sm">
          {hasPeople
            ? `In sequences from here: ${people(mailbox.people)}. Another mailbox takes them over, and goes on where this one stops.`
            : 'Nobody is written to from here. What it sent and got stays with your contacts.'}
        </Text>
        {hasPeople && (
          <Select
            label="Taken over by"
            placeholder="Choose a mailbox"
            disabled={heirs.length === 0}
            description={
              heirs.length === 0 && 'No other mailbox sends just now: add one, or stop their enrollments first'
            }
            data={heirs}
            value={moveTo}
            onChange={setMoveTo}
            error={problemAt(error, 'moveTo')}
          />
        )}
        <FormProblem error={error} fields={['moveTo']} />
        <Group justify="flex-end">
          <Button variant="default" size="sm" onClick={onClose}>
            Cancel
          </Button>
          <Button
            color="red"
            size="sm"
            loading={isPending}
            disabled={mailbox.people > 0 && !moveTo}
            onClick={() => mutate({ mailboxId, moveTo: moveTo ? idOf<MailboxId>(moveTo) : undefined })}
          >
            Remove
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
