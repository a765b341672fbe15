import { Paper, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { ShowMore } from '../../ui/show-more.tsx';
import { Waiting } from '../../ui/states.tsx';
import { count, type ImportDetail, type ImportReject } from './import.ts';

const COLUMNS_SHOWN = 6;

type Column = { name: string; place: number };

function Row({ reject, columns }: { reject: ImportReject; columns: Column[] }) {
  return (
    <Table.Tr>
      <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {count(reject.row)}
      </Table.Td>
      <Table.Td miw={260} maw={420}>
        <Text size="xs">{reject.reason}</Text>
      </Table.Td>
      {columns.map(({ place }) => (
        <Table.Td key={place} maw={180}>
          <Text size="xs" c="dimmed" truncate title={reject.values[place]}>
            {reject.values[place]}
          </Text>
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

type RejectRowsProps = { job: ImportDetail; code: string; field: string | undefined };

/** The rows that are not taken for one reason, as the file has them. */
export function RejectRows({ job, code, field }: RejectRowsProps) {
  const query = useInfiniteQuery(
    client.imports.listImportRejects.infiniteOptions({
      input: (cursor: string | undefined) => ({ importId: job.id, code, field, cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  if (!query.data) return <Waiting query={query} rows={4} />;
  const rejects = query.data.pages.flatMap(({ items }) => items);
  const columns = job.columns.slice(0, COLUMNS_SHOWN).map(({ name }, place) => ({ name, place }));
  return (
    <>
      <Paper>
        <Table.ScrollContainer minWidth={720} type="native">
          <Table aria-label="Rows">
            <Table.Thead>
              <Table.Tr>
                <Table.Th ta="right">Row</Table.Th>
                <Table.Th>Reason</Table.Th>
                {columns.map(({ name, place }) => (
                  <Table.Th key={place}>{name}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rejects.map((reject) => (
                <Row key={reject.row} reject={reject} columns={columns} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Paper>
      <ShowMore query={query} />
    </>
  );
}
