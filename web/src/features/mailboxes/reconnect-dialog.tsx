import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { ConnectAccount } from './connect-account.tsx';
import { type Mailbox, mails } from './mailbox.ts';
import { ServersFields } from './servers-fields.tsx';
import { SERVER_FIELDS, showProblem, useServersForm } from './use-servers-form.ts';

type ReconnectProps = { mailbox: Mailbox; onClose: () => void };

function ServersAgain({ mailbox, onClose }: ReconnectProps) {
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
    <form noValidate onSubmit={form.onSubmit(({ servers }) => mutate({ mailboxId: mailbox.id, servers }))}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          The servers are tried before anything is saved. What waits in it ({mails(mailbox.waiting)}) keeps its place
          and goes on.
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
  );
}

/** Asks for what opens a mailbox again; what waits in it goes on. */
export function ReconnectDialog({ mailbox, onClose }: ReconnectProps) {
  const { provider, email } = mailbox;
  return (
    <Modal opened onClose={onClose} title={`Connect ${email} again`} size={560}>
      {provider === 'gmail' || provider === 'outlook' ? (
        <ConnectAccount provider={provider} again={mailbox} />
      ) : (
        <ServersAgain mailbox={mailbox} onClose={onClose} />
      )}
    </Modal>
  );
}
