import { Anchor, Badge, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { Waiting } from '../../ui/states.tsx';
import { count, type ImportDetail, type RejectGroup, rejectsFileOf } from './import.ts';
import { RejectRows } from './reject-rows.tsx';

const REASONS: Record<string, string> = {
  'duplicate-in-file': 'Same contact as an earlier row',
  exists: 'Contact is there already',
  'not-there': 'No such contact',
  'address-taken': 'Address belongs to another contact',
  ambiguous: 'Several contacts match',
  'bad-value': 'Value cannot be read',
  'missing-value': 'Value is missing',
  'too-many-cells': 'More cells than columns',
};

/** Which rows the address asks for. */
type Shown = { reason?: string; field?: string };

type GroupRowProps = { group: RejectGroup; isOpen: boolean; onOpen: () => void };

function GroupRow({ group, isOpen, onOpen }: GroupRowProps) {
  return (
    <Table.Tr bg={isOpen ? 'var(--app-selected)' : undefined}>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Anchor component="button" size="sm" c="inherit" fw={500} onClick={onOpen} aria-expanded={isOpen}>
          {REASONS[group.code] ?? group.code}
        </Anchor>
        {group.field && (
          <Text span size="sm" c="dimmed">
            {' '}
            · {group.field}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Badge miw="max-content" color={group.isSkip ? 'gray' : 'red'}>
          {group.isSkip ? 'Skipped' : 'Error'}
        </Badge>
      </Table.Td>
      <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {count(group.rows)}
      </Table.Td>
      <Table.Td>
        <Text size="xs" c="dimmed" lineClamp={2}>
          {group.example}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

/** The rows that are not taken: how many for which reason, one by one on demand, and all of them as a file. */
export function Rejects({ job }: { job: ImportDetail }) {
  const { reason, field } = useSearch({ strict: false }) as Shown;
  const navigate = useNavigate();
  const query = useQuery(client.imports.summarizeImportRejects.queryOptions({ input: { importId: job.id } }));
  const groups = query.data?.items ?? [];
  if (!query.data) return <Waiting query={query} rows={3} />;
  if (groups.length === 0) return null;
  const isOpen = (group: RejectGroup) => group.code === reason && (group.field ?? undefined) === field;
  const open = (group: RejectGroup) =>
    void navigate({
      to: '/imports/$importId',
      params: { importId: job.id } as never,
      search: (isOpen(group) ? {} : { reason: group.code, field: group.field ?? undefined }) as never,
      replace: true,
      resetScroll: false,
    });
  return (
    <Stack gap="sm" component="section" aria-label="Rows that are not taken">
      <Group justify="space-between">
        <Title order={2}>Rows that are not taken</Title>
        <Button
          variant="default"
          component="a"
          href={rejectsFileOf(job.id)}
          download
          leftSection={<Download size={14} aria-hidden />}
        >
          Download them as CSV
        </Button>
      </Group>
      <Paper>
        <Table.ScrollContainer minWidth={640} type="native">
          <Table aria-label="Reasons">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Reason</Table.Th>
                <Table.Th>Kind</Table.Th>
                <Table.Th ta="right">Rows</Table.Th>
                <Table.Th>For example</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {groups.map((group) => (
                <GroupRow
                  key={`${group.code}/${group.field}`}
                  group={group}
                  isOpen={isOpen(group)}
                  onOpen={() => open(group)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Paper>
      {reason && <RejectRows job={job} code={reason} field={field} />}
    </Stack>
  );
}
