import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import type { Mailbox } from './mailbox.ts';
import { ServersFields } from './servers-fields.tsx';
import { SERVER_FIELDS, showProblem, useServersForm } from './use-servers-form.ts';

/** Asks for servers and passwords again; what waits in the mailbox goes on. */
export function ReconnectDialog({ mailbox, onClose }: { mailbox: Mailbox; onClose: () => void }) {
  const queries = useQueryClient();
  const form = useServersForm(mailbox);
  const { mutate, isPending, error } = useMutation(
    client.mailboxes.reconnectMailbox.mutationOptions({
      meta: { showsErrors: true },
      onError: (problem) => showProblem(form, problem),
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: client.mailboxes.key() });
        notifications.show({ color: 'teal', message: `${mailbox.email} is connected. What waited goes on.` });
        onClose();
      },
    }),
  );
  return (
    <Modal opened onClose={onClose} title={`Connect ${mailbox.email} again`} size={560}>
      <form noValidate onSubmit={form.onSubmit(({ servers }) => mutate({ mailboxId: mailbox.id, servers }))}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            The servers are tried before anything is saved.
          </Text>
          <ServersFields form={form} />
          <FormProblem error={error} fields={SERVER_FIELDS} />
          <Group justify="flex-end">
            <Button type="submit" size="sm" loading={isPending}>
              Connect
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
