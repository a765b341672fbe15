import { MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import type { CustomFieldType } from '../../../../workflows/contacts/rules.ts';
import { TimeZoneSelect } from '../../ui/time-zone-select.tsx';
import type { Contact, Field } from './fields.ts';

export type Value = Contact['customFields'][string] | null;
export type FieldInputProps = {
  field: Field;
  value: Value;
  onChange: (value: Value) => void;
  label?: string;
  'aria-label'?: string;
  error?: ReactNode;
  required?: boolean;
  autoFocus?: boolean;
  onBlur?: (event: FocusEvent) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
};
type Kind = CustomFieldType | 'line' | 'zone';

const kindOf = ({ key, type, custom }: Field): Kind => {
  if (custom) return custom.fieldType;
  if (key === 'timeZone') return 'zone';
  return type === 'number' ? 'number' : 'line';
};
const hintsOf = ({ custom }: Field) => ({ placeholder: custom?.placeholder ?? undefined, size: 'xs' }) as const;
const textOf = (value: Value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const YES_OR_NO = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

function YesOrNo({ field, value, onChange, ...input }: FieldInputProps) {
  return (
    <Select
      {...hintsOf(field)}
      {...input}
      clearable
      data={YES_OR_NO}
      value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : null}
      onChange={(picked) => onChange(picked === null ? null : picked === 'yes')}
    />
  );
}

function Choices({ field, value, onChange, ...input }: FieldInputProps) {
  return (
    <MultiSelect
      {...hintsOf(field)}
      {...input}
      clearable
      searchable
      selectFirstOptionOnChange
      data={field.choices}
      value={Array.isArray(value) ? value : []}
      onChange={onChange}
    />
  );
}

function Lines({ field, value, onChange, ...input }: FieldInputProps) {
  return (
    <Textarea
      {...hintsOf(field)}
      {...input}
      autosize
      minRows={1}
      maxRows={8}
      value={textOf(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** An instant as an input of the page's own zone wants it: "2026-11-21T09:30". */
const asLocal = (value: Value) => {
  const at = new Date(textOf(value));
  if (Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

function Instant({ field, value, onChange, ...input }: FieldInputProps) {
  return (
    <TextInput
      {...hintsOf(field)}
      {...input}
      type="datetime-local"
      value={asLocal(value)}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value ? new Date(currentTarget.value).toISOString() : null)
      }
    />
  );
}

const TYPES: Partial<Record<Kind, string>> = { email: 'email', phone: 'tel', date: 'date' };

/** An input for a field of a contact, as its type wants it. */
export function FieldInput(props: FieldInputProps) {
  const { field, value, onChange, ...input } = props;
  const kind = kindOf(field);
  const common = { ...hintsOf(field), ...input };
  const text = textOf(value);
  switch (kind) {
    case 'number':
      return (
        <NumberInput {...common} value={text} onChange={(typed) => onChange(typed === '' ? null : Number(typed))} />
      );
    case 'boolean':
      return <YesOrNo {...props} />;
    case 'multiselect':
      return <Choices {...props} />;
    case 'select':
      return (
        <Select
          {...common}
          clearable
          searchable
          selectFirstOptionOnChange
          data={field.choices}
          value={text || null}
          onChange={onChange}
        />
      );
    case 'zone':
      return (
        <TimeZoneSelect
          {...common}
          label={input.label}
          clearable
          selectFirstOptionOnChange
          value={text || null}
          onChange={onChange}
        />
      );
    case 'datetime':
      return <Instant {...props} />;
    case 'text':
      return <Lines {...props} />;
    default:
      return (
        <TextInput
          {...common}
          type={TYPES[kind]}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
