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

/** Which columns the table has, and in which order. */
export function ColumnsMenu({ fields, columns, onChange }: ColumnsMenuProps) {
  const [typed, setTyped] = useState('');
  const fits = ({ label }: Field) => label.toLowerCase().includes(typed.trim().toLowerCase());
  const shown = columns.flatMap((key) => fields.find((field) => field.key === key) ?? []);
  const hidden = fields.filter(({ key }) => !columns.includes(key));
  return (
    <Popover position="bottom-end" shadow="md" width={280} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Columns3 size={14} aria-hidden />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
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
              {shown.filter(fits).map(({ key, label }) => (
                <Group key={key} justify="space-between" wrap="nowrap" gap={4}>
                  <Checkbox
                    size="xs"
                    label={label}
                    checked
                    onChange={() => onChange(columns.filter((column) => column !== key))}
                  />
                  <Group gap={0} wrap="nowrap">
                    <ActionIcon
                      variant="transparent"
                      color="gray"
                      size={20}
                      aria-label={`Move ${label} to the left`}
                      disabled={key === columns[0]}
                      onClick={() => onChange(moved(columns, key, -1))}
                    >
                      <ArrowUp size={12} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      variant="transparent"
                      color="gray"
                      size={20}
                      aria-label={`Move ${label} to the right`}
                      disabled={key === columns.at(-1)}
                      onClick={() => onChange(moved(columns, key, 1))}
                    >
                      <ArrowDown size={12} aria-hidden />
                    </ActionIcon>
                  </Group>
                </Group>
              ))}
              {hidden.some(fits) && (
                <Text size="xs" c="dimmed" mt={6}>
                  Not shown
                </Text>
              )}
              {hidden.filter(fits).map(({ key, label }) => (
                <Checkbox
                  key={key}
                  size="xs"
                  label={label}
                  checked={false}
                  onChange={() => onChange([...columns, key])}
                />
              ))}
            </Stack>
          </ScrollArea.Autosize>
          <Button variant="subtle" color="gray" onClick={() => onChange(USUAL_COLUMNS)}>
            The usual columns
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
