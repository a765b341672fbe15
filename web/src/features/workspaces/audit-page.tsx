import { Select, Table, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { History } from 'lucide-react';
import type { UserId } from '../../../../workflows/ids.ts';
import { client, type Outputs } from '../../lib/client.ts';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import { changesOf, nameOf, wordsOf } from './audit-words.ts';

type Entry = Outputs['workspaces']['listAudit']['items'][number];

function EntryRow({ entry }: { entry: Entry }) {
  const name = nameOf(entry);
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <Text span size="sm" fw={500}>
            {entry.byName}
          </Text>{' '}
          {wordsOf(entry)}
          {name && (
            <Text span size="sm" fw={500}>
              {' '}
              {name}
            </Text>
          )}
        </Text>
        {changesOf(entry).map((change) => (
          <Text key={change} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {change}
          </Text>
        ))}
      </Table.Td>
      <Table.Td w={130} visibleFrom="sm">
        <Text size="xs" c="dimmed" title="The address it was asked from">
          {entry.ipAddress ?? '–'}
        </Text>
      </Table.Td>
      <Table.Td w={110} ta="right">
        <When at={entry.at} size="sm" c="dimmed" />
      </Table.Td>
    </Table.Tr>
  );
}

function PersonFilter({ value, onChange }: { value: UserId | undefined; onChange: (userId: string | null) => void }) {
  const { data } = useQuery(client.workspaces.listMembers.queryOptions({ input: { limit: 200 } }));
  return (
    <Select
      size="xs"
      w={180}
      aria-label="Who did it"
      placeholder="Everybody"
      clearable
      allowDeselect
      searchable
      data={data?.items.map(({ userId, name }) => ({ value: userId, label: name })) ?? []}
      value={value ?? null}
      onChange={onChange}
    />
  );
}

/** Who changed what that matters, the newest first. */
export function AuditPage() {
  const { by } = useSearch({ strict: false }) as { by?: UserId };
  const navigate = useNavigate();
  const query = useInfiniteQuery(
    client.workspaces.listAudit.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor, userId: by }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const entries = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const filter = (userId: string | null) =>
    void navigate({ to: '/settings/audit', search: { by: userId ?? undefined } as never });
  return (
    <Panel
      title="Audit log"
      text="Who changed what that matters"
      action={<PersonFilter value={by} onChange={filter} />}
      isFlush
    >
      <Waiting query={query} />
      {query.data && entries.length === 0 && <Empty icon={History} title="Nothing is noted here" />}
      {entries.length > 0 && (
        <Table horizontalSpacing="lg">
          <Table.Tbody>
            {entries.map((entry) => (
              <EntryRow key={entry.id} entry={entry} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <ShowMore query={query} m="md" />
    </Panel>
  );
}
