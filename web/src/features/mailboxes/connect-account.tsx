import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Check, ExternalLink, Wrench } from 'lucide-react';
import { client, type Outputs } from '../../lib/client.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { Waiting } from '../../ui/states.tsx';
import { ADD_KINDS, type Provider } from './kinds.ts';
import { type Mailbox, mails } from './mailbox.ts';

type Door = Outputs['mailboxes']['providers']['items'][number];

const upperFirst = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1);

function Permissions({ door, name }: { door: Door; name: string }) {
  return (
    <Stack gap="xs" component="section" aria-label="Permissions">
      <Text size="sm">
        {name} asks you to let Followthrough <b>send mail as you</b> and <b>read mail to notice answers</b>:
      </Text>
      <List size="sm" spacing={4} icon={<Check size={14} aria-hidden />} center={false}>
        {door.permissions.map(({ scope, why }) => (
          <List.Item key={scope}>
            {upperFirst(why)}.{' '}
            <Text span size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {scope.replace(/^https:\/\/[^/]+\//, '')}
            </Text>
          </List.Item>
        ))}
      </List>
      <Text size="xs" c="dimmed">
        Followthrough never sees your password. What {name} gives it is kept encrypted, and you can take it back there
        at any time.
      </Text>
    </Stack>
  );
}

type ConnectAccountProps = {
  provider: Provider;
  /** The mailbox that is connected again. */
  again?: Pick<Mailbox, 'id' | 'email' | 'waiting'>;
};

/** Says what a sign-in at a provider allows, then goes there. */
export function ConnectAccount({ provider, again }: ConnectAccountProps) {
  const { title: name } = ADD_KINDS[provider];
  const query = useQuery(client.mailboxes.providers.queryOptions());
  const door = query.data?.items.find((item) => item.provider === provider);
  const { mutate, isPending, isSuccess, error } = useMutation(
    client.mailboxes.connectOAuth.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: ({ url }) => window.location.assign(url),
    }),
  );
  if (!door) return <Waiting query={query} rows={4} />;
  if (!door.isConfigured)
    return (
      <Alert
        color="orange"
        variant="light"
        icon={<Wrench size={18} aria-hidden />}
        title={`${name} is not set up here`}
      >
        {door.sentence} An administrator of this installation does it once; then everybody can connect.
      </Alert>
    );
  return (
    <Stack gap="md">
      {again && (
        <Text size="sm">
          Sign in as <b>{again.email}</b>. What waits in it ({mails(again.waiting)}) keeps its place and goes on by
          itself; nothing is sent twice.
        </Text>
      )}
      <Permissions door={door} name={name} />
      <FormProblem error={error} />
      <Group justify="flex-end">
        <Button
          size="sm"
          data-autofocus
          loading={isPending || isSuccess}
          rightSection={<ExternalLink size={14} aria-hidden />}
          onClick={() => mutate({ provider, mailboxId: again?.id })}
        >
          Go on to {name}
        </Button>
      </Group>
    </Stack>
  );
}
