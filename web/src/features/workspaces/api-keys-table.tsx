import { Badge, Button, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, type Outputs } from '../../lib/client.ts';
import { confirmThat } from '../../ui/confirm.tsx';
import { When } from '../../ui/when.tsx';
import { ROLE_WORDS } from './roles.ts';

type ApiKey = Outputs['workspaces']['listApiKeys']['items'][number];

const STATES = {
  active: null,
  expired: <Badge color="orange">Expired</Badge>,
  stopped: <Badge color="red">Stopped: its maker is gone</Badge>,
};

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const { name, start, role, state, lastUsedAt, expiresAt, createdByName } = apiKey;
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500} truncate>
          {name} {STATES[state]}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          <Text span ff="monospace" size="xs">
            {start}…
          </Text>{' '}
          {ROLE_WORDS[role].label}, by {createdByName}
        </Text>
      </Table.Td>
      <Table.Td w={130} visibleFrom="sm">
        <When at={lastUsedAt} fallback="Never used" size="sm" c="dimmed" />
      </Table.Td>
      <Table.Td w={130} visibleFrom="sm">
        <When at={expiresAt} fallback="Never" size="sm" c="dimmed" />
      </Table.Td>
      <Table.Td w={96} ta="right">
        <Button variant="default" aria-label={`Revoke ${name}`} onClick={onRevoke}>
          Revoke
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

/** The keys, each with what it may do and when it was used last. */
export function ApiKeysTable({ keys }: { keys: ApiKey[] }) {
  const queries = useQueryClient();
  const { mutate } = useMutation(
    client.workspaces.revokeApiKey.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: client.workspaces.key() }),
    }),
  );
  const revoke = ({ id, name }: ApiKey) =>
    confirmThat({
      title: `Revoke ${name}?`,
      text: 'Whatever uses this key is refused from now on. A revoked key cannot come back.',
      label: 'Revoke',
      onConfirm: () => mutate({ apiKeyId: id }),
    });
  return (
    <Table horizontalSpacing="lg" layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Key</Table.Th>
          <Table.Th w={130} visibleFrom="sm">
            Last used
          </Table.Th>
          <Table.Th w={130} visibleFrom="sm">
            Expires
          </Table.Th>
          <Table.Th w={96} aria-label="Actions" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keys.map((apiKey) => (
          <KeyRow key={apiKey.id} apiKey={apiKey} onRevoke={() => revoke(apiKey)} />
        ))}
      </Table.Tbody>
    </Table>
  );
}
