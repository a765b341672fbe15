import { ActionIcon, Button, Checkbox, Group, Popover, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import { useState } from 'react';
import { type Field, USUAL_COLUMNS } from './fields.ts';

type ColumnsMenuProps = { fields: Field[]; columns: string[]; onChange: (columns: string[]) => void };

function moved(columns: string[], key: string, by: -1 | 1): string[] {
  const from = columns.indexOf(key);
  const next = columns.filter((column) => column !== key);
  next.splice(Math.max(0, from + by), 0, key);
  return next;
}

/** A column that is shown: its place among the others, and the way out. */
function ShownColumn({
  field: { key, label },
  columns,
  onChange,
}: Omit<ColumnsMenuProps, 'fields'> & { field: Field }) {
  const arrow = { variant: 'transparent', color: 'gray', size: 20 } as const;
  return (
    <Group justify="space-between" wrap="nowrap" gap={4}>
      <Checkbox size="xs" label={label} checked onChange={() => onChange(columns.filter((column) => column !== key))} />
      <Group gap={0} wrap="nowrap">
        <ActionIcon
          {...arrow}
          aria-label={`Move ${label} to the left`}
          disabled={key === columns[0]}
          onClick={() => onChange(moved(columns, key, -1))}
        >
          <ArrowUp size={12} aria-hidden />
        </ActionIcon>
        <ActionIcon
          {...arrow}
          aria-label={`Move ${label} to the right`}
          disabled={key === columns.at(-1)}
          onClick={() => onChange(moved(columns, key, 1))}
        >
          <ArrowDown size={12} aria-hidden />
        </ActionIcon>
      </Group>
    </Group>
  );
}

function ColumnsList({ fields, columns, onChange }: ColumnsMenuProps) {
  const [typed, setTyped] = useState('');
  const fits = ({ label }: Field) => label.toLowerCase().includes(typed.trim().toLowerCase());
  const shown = columns.flatMap((key) => fields.find((field) => field.key === key) ?? []).filter(fits);
  const hidden = fields.filter((field) => !columns.includes(field.key) && fits(field));
  return (
    <Stack gap="xs">
      <TextInput
        size="xs"
        placeholder="Find a field…"
        aria-label="Find a field"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ScrollArea.Autosize mah={360} type="scroll">
        <Stack gap={4}>
          {shown.map((field) => (
            <ShownColumn key={field.key} {...{ field, columns, onChange }} />
          ))}
          {hidden.length > 0 && (
            <Text size="xs" c="dimmed" mt={6}>
              Not shown
            </Text>
          )}
          {hidden.map(({ key, label }) => (
            <Checkbox key={key} size="xs" label={label} checked={false} onChange={() => onChange([...columns, key])} />
          ))}
        </Stack>
      </ScrollArea.Autosize>
      <Button variant="subtle" color="gray" onClick={() => onChange(USUAL_COLUMNS)}>
        The usual columns
      </Button>
    </Stack>
  );
}

/** Which columns the table has, and in which order. */
export function ColumnsMenu(menu: ColumnsMenuProps) {
  return (
    <Popover position="bottom-end" shadow="md" width={280} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Columns3 size={14} aria-hidden />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <ColumnsList {...menu} />
      </Popover.Dropdown>
    </Popover>
  );
}
