import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { client } from '../../lib/client.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { ConnectionResult } from './connection-result.tsx';
import type { Mailbox } from './mailbox.ts';

/** What a test does, while it does it. */
const DOING: Record<Mailbox['provider'], string> = {
  sandbox: 'Asks the mail server of the sandbox.',
  smtp: 'Signs in to the server that sends, then to the one that is read.',
  gmail: 'Asks Google with the permission that it gave.',
  outlook: 'Asks Microsoft with the permission that it gave.',
};
const SECOND_MS = 1_000;

/** Seconds since something began. */
function Elapsed() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Text span size="xs" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }} aria-hidden>
      {seconds} s
    </Text>
  );
}

/** Tries the connection of a mailbox at once, says what it does meanwhile, and what came of it. Nothing is sent. */
export function TestDialog({ mailbox, onClose }: { mailbox: Mailbox; onClose: () => void }) {
  const queries = useQueryClient();
  const { mutate, data, error, isPending, submittedAt } = useMutation(
    client.mailboxes.testMailbox.mutationOptions({
      meta: { showsErrors: true },
      onSettled: () => queries.invalidateQueries({ queryKey: client.mailboxes.key() }),
    }),
  );
  const run = useEffectEvent(() => mutate({ mailboxId: mailbox.id }));
  useEffect(() => run(), []);
  return (
    <Modal opened onClose={onClose} title={`Connection of ${mailbox.email}`}>
      <Stack gap="md">
        {isPending && (
          <Group gap="sm" role="status" wrap="nowrap">
            <Loader size="sm" />
            <Text size="sm">{DOING[mailbox.provider]} Nothing is sent.</Text>
            <Elapsed key={submittedAt} />
          </Group>
        )}
        {!isPending && <ConnectionResult report={data} />}
        <FormProblem error={error} />
        <Group justify="flex-end">
          <Button variant="default" disabled={isPending} onClick={() => run()}>
            Test again
          </Button>
          <Button onClick={onClose}>Close</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
