import { Select, Stack, Table, Text } from '@mantine/core';
import { IGNORE } from '../../../../workflows/imports/rules.ts';
import type { ImportDetail } from './import.ts';
import classes from './mapping-table.module.css';

type MappingTableProps = {
  columns: ImportDetail['columns'];
  targets: ImportDetail['targets'];
  mapping: string[];
  onChange: (mapping: string[]) => void;
  isDisabled: boolean;
};

/** Where a column can go, the fields of the workspace after those that everyone has. */
function choicesOf(targets: ImportDetail['targets']) {
  const itemsOf = (isCustom: boolean) =>
    targets.filter((one) => one.isCustom === isCustom).map(({ target, label }) => ({ value: target, label }));
  const custom = itemsOf(true);
  return [
    { group: 'Column', items: [{ value: IGNORE, label: 'Leave out' }] },
    { group: 'Contact', items: itemsOf(false) },
    ...(custom.length > 0 ? [{ group: 'Custom fields', items: custom }] : []),
  ];
}

function Samples({ samples }: { samples: string[] }) {
  if (samples.length === 0)
    return (
      <Text size="xs" c="dimmed">
        Empty in the first rows
      </Text>
    );
  return (
    <Stack gap={0}>
      {samples.map((sample) => (
        <Text key={sample} size="xs" c="dimmed" truncate>
          {sample}
        </Text>
      ))}
    </Stack>
  );
}

type RowProps = ImportDetail['columns'][number] & {
  target: string;
  choices: ReturnType<typeof choicesOf>;
  isTwice: boolean;
  isDisabled: boolean;
  onPick: (target: string) => void;
};

function Row({ name, samples, target, choices, isTwice, isDisabled, onPick }: RowProps) {
  return (
    <Table.Tr data-left-out={target === IGNORE || undefined}>
      <Table.Td>
        <Text size="sm" fw={500} truncate title={name}>
          {name}
        </Text>
      </Table.Td>
      <Table.Td>
        <Samples samples={samples} />
      </Table.Td>
      <Table.Td>
        <Select
          size="xs"
          searchable
          aria-label={`Where "${name}" goes`}
          data={choices}
          value={target}
          error={isTwice}
          disabled={isDisabled}
          maxDropdownHeight={320}
          nothingFoundMessage="No such field"
          onChange={(chosen) => chosen && onPick(chosen)}
        />
      </Table.Td>
    </Table.Tr>
  );
}

/** Each column of the file with what it holds, and the field that it goes to. */
export function MappingTable({ columns, targets, mapping, onChange, isDisabled }: MappingTableProps) {
  const choices = choicesOf(targets);
  const isTwice = (target: string) => target !== IGNORE && mapping.filter((one) => one === target).length > 1;
  const rows = columns.map((column, place) => ({ ...column, place, target: mapping[place] ?? IGNORE }));
  return (
    <Table aria-label="Columns" layout="fixed" className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Column of the file</Table.Th>
          <Table.Th>Samples</Table.Th>
          <Table.Th>Goes to</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ place, ...row }) => (
          <Row
            key={place}
            {...row}
            choices={choices}
            isTwice={isTwice(row.target)}
            isDisabled={isDisabled}
            onPick={(target) => onChange(rows.map((other) => (other.place === place ? target : other.target)))}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}
