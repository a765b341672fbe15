import { MultiSelect, NumberInput, TextInput } from '@mantine/core';
import type { Condition } from '../../../../workflows/contacts/rules.ts';
import type { Field } from './fields.ts';
import { valueKind } from './filter-words.ts';
import { useChoices } from './references.ts';

type ValueEditorProps = { field: Field; condition: Condition; onChange: (value: Condition['value']) => void };

const pattern = { 'data-autofocus': true, size: 'xs' } as const;

function ListEditor({ field, condition, onChange }: ValueEditorProps) {
  const choices = useChoices(field);
  const values = Array.isArray(condition.value) ? condition.value : [];
  const known = [
    ...choices,
    ...values.filter((one) => !choices.some(({ value }) => value === one)).map((one) => ({ value: one, label: '…' })),
  ];
  return (
    <MultiSelect
      {...pattern}
      searchable
      selectFirstOptionOnChange
      data={known}
      value={values}
      onChange={onChange}
      placeholder={values.length === 0 ? 'Choose…' : undefined}
      aria-label={`Values of ${field.label}`}
      nothingFoundMessage="Nothing found"
      comboboxProps={{ withinPortal: false }}
      maxDropdownHeight={220}
    />
  );
}

/** Edits the value of a condition, as its operator takes it. */
export function ValueEditor(props: ValueEditorProps) {
  const { field, condition, onChange } = props;
  const label = `Value of ${field.label}`;
  const { value } = condition;
  switch (valueKind(field, condition.op)) {
    case 'none':
      return null;
    case 'list':
      return <ListEditor {...props} />;
    case 'day':
      return (
        <TextInput
          {...pattern}
          type="date"
          aria-label={label}
          value={String(value ?? '').slice(0, 10)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'days':
      return (
        <NumberInput
          {...pattern}
          aria-label={`Days of ${field.label}`}
          suffix=" days"
          min={1}
          max={36_500}
          allowDecimal={false}
          value={value === undefined ? '' : Number(value)}
          onChange={(given) => onChange(given === '' ? undefined : Number(given))}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...pattern}
          aria-label={label}
          value={value === undefined ? '' : Number(value)}
          onChange={(given) => onChange(given === '' ? undefined : Number(given))}
        />
      );
    case 'text':
      return (
        <TextInput
          {...pattern}
          aria-label={label}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
