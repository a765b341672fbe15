import { Badge, Group, Table, Text } from '@mantine/core';
import { AtSign, Globe } from 'lucide-react';
import { When } from '../../ui/when.tsx';
import { RemoveButton } from './remove-button.tsx';
import { REASONS, SOURCES, type Suppression } from './suppression.ts';

function Row({ row }: { row: Suppression }) {
  const isDomain = row.scope === 'domain';
  const Icon = isDomain ? Globe : AtSign;
  const { label, color } = REASONS[row.reason];
  return (
    <Table.Tr>
      <Table.Td maw={340}>
        <Group gap="xs" wrap="nowrap">
          <Icon size={14} aria-hidden style={{ flex: 'none', color: 'var(--mantine-color-dimmed)' }} />
          <Text size="sm" fw={500} truncate title={row.address}>
            {row.address}
          </Text>
          {isDomain && <Badge color="gray">Whole domain</Badge>}
          {row.scope === 'sequence' && <Badge color="gray">One sequence</Badge>}
          {row.scope === 'campaign' && <Badge color="gray">One campaign</Badge>}
        </Group>
      </Table.Td>
      <Table.Td>
        <Badge color={color}>{label}</Badge>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{SOURCES[row.source]}</Text>
      </Table.Td>
      <Table.Td maw={260}>
        <Text size="xs" c="dimmed" lineClamp={2} title={row.note ?? undefined}>
          {row.note}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" truncate maw={140}>
          {row.createdBy ?? '–'}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        <When at={row.createdAt} size="xs" c="dimmed" />
      </Table.Td>
      <Table.Td w={40} p={0}>
        <RemoveButton row={row} />
      </Table.Td>
    </Table.Tr>
  );
}

/** The suppression list, the newest first. */
export function SuppressionsTable({ rows }: { rows: Suppression[] }) {
  return (
    <Table.ScrollContainer minWidth={860} type="native">
      <Table highlightOnHover aria-label="Suppressions">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Address or domain</Table.Th>
            <Table.Th>Reason</Table.Th>
            <Table.Th>Came by</Table.Th>
            <Table.Th>Note</Table.Th>
            <Table.Th>Added by</Table.Th>
            <Table.Th ta="right">Since</Table.Th>
            <Table.Th aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
