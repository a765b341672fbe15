import { Badge, Button, Modal, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { client, type Outputs } from '../../lib/client.ts';
import { confirmThat } from '../../ui/confirm.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import { ApiKeyForm } from './api-key-form.tsx';
import { Panel } from './panel.tsx';
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

function KeysTable({ keys }: { keys: ApiKey[] }) {
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

/** The keys with which programs use the API. */
export function ApiKeysPage() {
  const [isCreating, { open, close }] = useDisclosure(false);
  const query = useInfiniteQuery(
    client.workspaces.listApiKeys.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  const keys = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const newButton = (
    <Button leftSection={<Plus size={14} aria-hidden />} onClick={open}>
      New key
    </Button>
  );
  const docs = (
    <>
      For programs. What they can ask is in the <a href="/api/docs">API docs</a>.
    </>
  );
  return (
    <>
      <Panel title="API keys" text={docs} action={newButton} isFlush>
        {query.isPending && <Loading rows={3} />}
        {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
        {query.data && keys.length === 0 && (
          <Empty icon={KeyRound} title="No key yet">
            A key lets a program act for this workspace, with the role that you give it.
          </Empty>
        )}
        {keys.length > 0 && <KeysTable keys={keys} />}
        {query.hasNextPage && (
          <Button
            m="md"
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show more
          </Button>
        )}
      </Panel>
      <Modal opened={isCreating} onClose={close} title="New API key" closeOnClickOutside={false}>
        <ApiKeyForm onDone={close} />
      </Modal>
    </>
  );
}
