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

/** The parts of a filter with the one that is still being written: that is asked once it has its value. */
function useParts({ filter, onChange }: Omit<FilterBarProps, 'fields'>) {
  const [draft, setDraft] = useState<{ index: number; condition: Condition } | null>(null);
  const { conditions } = filter;
  const put = (index: number, part: Part | null) => {
    const next = [...conditions];
    next.splice(index, index < conditions.length ? 1 : 0, ...(part ? [part] : []));
    onChange({ ...filter, conditions: next });
  };
  const close = () => setDraft(null);
  const isDraftNew = draft !== null && draft.index >= conditions.length;
  const parts: Part[] = isDraftNew ? [...conditions, draft.condition] : conditions;
  return {
    close,
    parts: parts.map((part, index) => ({
      part: draft?.index === index ? draft.condition : part,
      index,
      isDraft: draft?.index === index,
    })),
    edit: (index: number, condition: Condition) => {
      setDraft({ index, condition });
      if (isComplete(condition)) put(index, condition);
    },
    remove: (index: number) => {
      close();
      if (index < conditions.length) put(index, null);
    },
  };
}

type PartProps = {
  shown: ReturnType<typeof useParts>['parts'][number];
  fields: Field[];
  onChange: (condition: Condition) => void;
  onRemove: () => void;
  onClose: () => void;
};

/** A condition, a group of them, or one on a field that is gone. */
function PartChip({ shown: { part, isDraft }, fields, onRemove, ...chip }: PartProps) {
  if ('conditions' in part)
    return (
      <Button variant="default" onClick={onRemove} aria-label="Remove this group of conditions">
        {part.conditions.length} conditions ({part.match}) ×
      </Button>
    );
  const field = fields.find(({ key }) => key === part.field);
  if (!field)
    return (
      <Button variant="default" color="gray" onClick={onRemove}>
        {part.field} is no field any more: remove
      </Button>
    );
  return <FilterChip field={field} condition={part} isNew={isDraft} onRemove={onRemove} {...chip} />;
}

function MatchSwitch({ filter, onChange }: Omit<FilterBarProps, 'fields'>) {
  return (
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
  );
}

/** The filter as chips: one for each condition, and a button for the next. */
export function FilterBar({ filter, fields, onChange }: FilterBarProps) {
  const { parts, edit, remove, close } = useParts({ filter, onChange });
  return (
    <Group gap={6}>
      {filter.conditions.length > 1 && <MatchSwitch {...{ filter, onChange }} />}
      {parts.map((shown) => (
        <PartChip
          key={`${shown.index} ${'field' in shown.part ? shown.part.field : 'group'}`}
          {...{ shown, fields }}
          onChange={(condition) => edit(shown.index, condition)}
          onRemove={() => remove(shown.index)}
          onClose={close}
        />
      ))}
      <Picker
        isInline
        label="Add a filter"
        choices={fields.map(({ key, label }) => ({ value: key, label }))}
        selected={[]}
        onPick={(key) => {
          const field = fields.find((one) => one.key === key);
          if (field) edit(filter.conditions.length, firstCondition(field));
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
