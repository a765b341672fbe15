import { Anchor, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { isWorking } from '../../../../workflows/imports/rules.ts';
import { When } from '../../ui/when.tsx';
import { LOUD } from './counts.tsx';
import { count, type ImportItem, rowsOf, sizeOf } from './import.ts';
import { ImportMenu } from './import-menu.tsx';
import { ImportState } from './import-state.tsx';

const number = { ta: 'right', style: { fontVariantNumeric: 'tabular-nums' } } as const;

function State({ job }: { job: ImportItem }) {
  if (!isWorking(job.state)) return <ImportState state={job.state} />;
  const percent = job.totalRows === 0 ? 0 : (job.doneRows / job.totalRows) * 100;
  return (
    <Group gap="xs" wrap="nowrap">
      <ImportState state={job.state} />
      <Progress value={percent} w={72} size="sm" aria-label={`${Math.round(percent)} % of ${job.fileName}`} />
    </Group>
  );
}

/** A count that says nothing before rows were counted. */
function Count({ rows, job, isLoud = false }: { rows: number; job: ImportItem; isLoud?: boolean }) {
  if (job.state === 'uploaded') return <Text c="dimmed">–</Text>;
  return (
    <Text size="sm" c={isLoud && rows > 0 ? LOUD : rows === 0 ? 'dimmed' : undefined}>
      {count(rows)}
    </Text>
  );
}

function Row({ job }: { job: ImportItem }) {
  const navigate = useNavigate();
  const params = { importId: job.id } as never;
  return (
    <Table.Tr
      style={{ cursor: 'pointer' }}
      onClick={({ target }) => {
        if (target instanceof Element && !target.closest('a, button, [role="menu"]'))
          void navigate({ to: '/imports/$importId', params });
      }}
    >
      <Table.Td maw={320}>
        <Stack gap={0}>
          <Anchor component={Link} to="/imports/$importId" params={params} size="sm" fw={500} c="inherit" truncate>
            {job.fileName}
          </Anchor>
          <Text size="xs" c="dimmed">
            {rowsOf(job.totalRows)} · {sizeOf(job.fileBytes)}
          </Text>
        </Stack>
      </Table.Td>
      <Table.Td>
        <State job={job} />
      </Table.Td>
      <Table.Td {...number}>
        <Count rows={job.newRows} job={job} />
      </Table.Td>
      <Table.Td {...number}>
        <Count rows={job.updatedRows} job={job} />
      </Table.Td>
      <Table.Td {...number}>
        <Count rows={job.skippedRows} job={job} />
      </Table.Td>
      <Table.Td {...number}>
        <Count rows={job.errorRows} job={job} isLoud />
      </Table.Td>
      <Table.Td>
        <Text size="sm" truncate maw={160}>
          {job.createdBy?.name ?? 'A program'}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        <When at={job.createdAt} size="xs" c="dimmed" />
      </Table.Td>
      <Table.Td w={40} p={0}>
        <ImportMenu job={job} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Imports in a table: how far they are, what they brought, whose they are. */
export function ImportsTable({ imports }: { imports: ImportItem[] }) {
  return (
    <Table.ScrollContainer minWidth={820} type="native">
      <Table highlightOnHover aria-label="Imports">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>File</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th ta="right">New</Table.Th>
            <Table.Th ta="right">Updated</Table.Th>
            <Table.Th ta="right">Skipped</Table.Th>
            <Table.Th ta="right">Errors</Table.Th>
            <Table.Th>By</Table.Th>
            <Table.Th ta="right">Uploaded</Table.Th>
            <Table.Th aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {imports.map((job) => (
            <Row key={job.id} job={job} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
