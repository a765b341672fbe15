import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import type { Condition, Filter } from '../../../../workflows/contacts/rules.ts';
import type { Field } from './fields.ts';
import { FilterChip } from './filter-chip.tsx';
import { firstCondition, isComplete } from './filter-words.ts';
import { Picker } from './picker.tsx';

type FilterBarProps = { filter: Filter; fields: Field[]; onChange: (filter: Filter) => void };
type Part = Filter['conditions'][number];

/** The filter as chips: one for each condition, and a button for the next. */
export function FilterBar({ filter, fields, onChange }: FilterBarProps) {
  /** A condition that is still being written: it is asked once it has its value. */
  const [draft, setDraft] = useState<{ index: number; condition: Condition } | null>(null);
  const { conditions } = filter;
  const put = (index: number, part: Part | null) => {
    const next = [...conditions];
    next.splice(index, index < conditions.length ? 1 : 0, ...(part ? [part] : []));
    onChange({ ...filter, conditions: next });
  };
  const edit = (index: number, condition: Condition) => {
    setDraft({ index, condition });
    if (isComplete(condition)) put(index, condition);
  };
  const close = () => setDraft(null);
  const remove = (index: number) => {
    close();
    if (index < conditions.length) put(index, null);
  };
  const chip = (index: number, condition: Condition) => {
    const field = fields.find(({ key }) => key === condition.field);
    const isNew = draft?.index === index;
    if (!field)
      return (
        <Button key={index} variant="default" color="gray" onClick={() => remove(index)}>
          {condition.field} is no field any more: remove
        </Button>
      );
    return (
      <FilterChip
        key={`${index} ${condition.field}`}
        field={field}
        condition={draft?.index === index ? draft.condition : condition}
        isNew={isNew}
        onChange={(changed) => edit(index, changed)}
        onRemove={() => remove(index)}
        onClose={close}
      />
    );
  };
  const isDraftNew = draft !== null && draft.index >= conditions.length;
  const parts: Part[] = isDraftNew ? [...conditions, draft.condition] : conditions;
  return (
    <Group gap={6}>
      {conditions.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label="Match"
          value={filter.match}
          onChange={(match) => onChange({ ...filter, match: match === 'any' ? 'any' : 'all' })}
          data={[
            { value: 'all', label: 'All of' },
            { value: 'any', label: 'Any of' },
          ]}
        />
      )}
      {parts.map((part, index) =>
        'conditions' in part ? (
          <Button
            key={index}
            variant="default"
            onClick={() => remove(index)}
            aria-label="Remove this group of conditions"
          >
            {part.conditions.length} conditions ({part.match}) ×
          </Button>
        ) : (
          chip(index, part)
        ),
      )}
      <Picker
        isInline
        label="Add a filter"
        choices={fields.map(({ key, label }) => ({ value: key, label }))}
        selected={[]}
        onPick={(key) => {
          const field = fields.find((one) => one.key === key);
          if (field) edit(conditions.length, firstCondition(field));
        }}
      >
        <Group gap={6} wrap="nowrap" c="dimmed">
          <ListFilter size={14} aria-hidden />
          <Text size="xs" fw={500}>
            Filter
          </Text>
        </Group>
      </Picker>
    </Group>
  );
}
