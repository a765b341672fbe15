import { ActionIcon, Popover, Select, Stack, Text, UnstyledButton } from '@mantine/core';
import { X } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { type Condition, OPERATORS, type Operator } from '../../../../workflows/contacts/rules.ts';
import type { Field } from './fields.ts';
import classes from './filter-chip.module.css';
import { conditionWords, OPERATOR_WORDS, withOperator } from './filter-words.ts';
import { nameIn, useChoices } from './references.ts';
import { ValueEditor } from './value-editor.tsx';

type FilterChipProps = {
  field: Field;
  condition: Condition;
  isNew?: boolean;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
  onClose: () => void;
};
type WordsProps = Pick<FilterChipProps, 'field' | 'condition' | 'onRemove'> &
  ComponentProps<'div'> & { onOpen: () => void };

/** What a condition asks, in words. */
function Words({ field, condition, onRemove, onOpen, ...box }: WordsProps) {
  const words = conditionWords(condition, field, nameIn(useChoices(field), field));
  return (
    <div {...box} className={classes.chip}>
      <UnstyledButton
        className={classes.words}
        onClick={onOpen}
        aria-label={`Filter: ${field.label} ${words.op} ${words.value}`}
      >
        <Text span size="xs" fw={500}>
          {field.label}
        </Text>
        <Text span size="xs" c="dimmed">
          {words.op}
        </Text>
        {words.value && (
          <Text span size="xs" fw={500} truncate maw={220}>
            {words.value}
          </Text>
        )}
      </UnstyledButton>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={22}
        onClick={onRemove}
        aria-label={`Remove the filter on ${field.label}`}
      >
        <X size={12} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function Editor({ field, condition, onChange, onClose }: Omit<FilterChipProps, 'onRemove' | 'isNew'>) {
  const operators: readonly Operator[] = OPERATORS[field.type];
  return (
    <Stack
      gap="xs"
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <Select
        size="xs"
        openOnFocus={false}
        aria-label={`Operator of ${field.label}`}
        data={operators.map((op) => ({ value: op, label: OPERATOR_WORDS[op] }))}
        value={condition.op}
        onChange={(op) => op && onChange(withOperator(condition, field, op))}
        comboboxProps={{ withinPortal: false }}
      />
      <ValueEditor field={field} condition={condition} onChange={(value) => onChange({ ...condition, value })} />
    </Stack>
  );
}

/** One condition: what it asks in words, and on a click what it could ask instead. */
export function FilterChip({ field, condition, isNew = false, onChange, onRemove, onClose }: FilterChipProps) {
  const [isOpen, setOpen] = useState(isNew);
  const close = () => {
    setOpen(false);
    onClose();
  };
  return (
    <Popover
      opened={isOpen}
      onChange={(opened) => !opened && close()}
      position="bottom-start"
      shadow="md"
      width={280}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Words {...{ field, condition, onRemove }} onOpen={() => setOpen((opened) => !opened)} />
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <Editor {...{ field, condition, onChange }} onClose={close} />
      </Popover.Dropdown>
    </Popover>
  );
}
