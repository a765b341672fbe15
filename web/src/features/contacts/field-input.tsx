import { Autocomplete, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import type { CustomFieldType } from '../../../../workflows/contacts/rules.ts';
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
type Kind = CustomFieldType | 'zone';

const ZONES = Intl.supportedValuesOf('timeZone');
const kindOf = ({ key, type, custom }: Field): Kind => {
  if (custom) return custom.fieldType;
  if (key === 'timeZone') return 'zone';
  return type === 'number' ? 'number' : 'text';
};

/** An instant as an input of the page's own zone wants it: "2026-11-21T09:30". */
const asLocal = (value: Value) => {
  const at = new Date(String(value ?? ''));
  if (Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};
const asInstant = (typed: string) => (typed ? new Date(typed).toISOString() : null);
const TYPES: Partial<Record<Kind, string>> = { email: 'email', url: 'url', phone: 'tel', date: 'date' };

/** An input for a field of a contact, as its type wants it. */
export function FieldInput({ field, value, onChange, ...input }: FieldInputProps) {
  const kind = kindOf(field);
  const hints = { placeholder: field.custom?.placeholder ?? undefined, size: 'xs' } as const;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (kind) {
    case 'number':
      return (
        <NumberInput
          {...hints}
          {...input}
          value={typeof value === 'number' ? value : ''}
          onChange={(typed) => onChange(typed === '' ? null : Number(typed))}
        />
      );
    case 'boolean':
      return (
        <Select
          {...hints}
          {...input}
          clearable
          data={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ]}
          value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : null}
          onChange={(picked) => onChange(picked === null ? null : picked === 'yes')}
        />
      );
    case 'select':
      return (
        <Select
          {...hints}
          {...input}
          clearable
          searchable
          data={field.choices}
          value={text || null}
          onChange={onChange}
        />
      );
    case 'multiselect':
      return (
        <MultiSelect
          {...hints}
          {...input}
          clearable
          searchable
          data={field.choices}
          value={Array.isArray(value) ? value : []}
          onChange={onChange}
        />
      );
    case 'zone':
      return <Autocomplete {...hints} {...input} data={ZONES} limit={50} value={text} onChange={onChange} />;
    case 'datetime':
      return (
        <TextInput
          {...hints}
          {...input}
          type="datetime-local"
          value={asLocal(value)}
          onChange={(event) => onChange(asInstant(event.currentTarget.value))}
        />
      );
    case 'text':
      if (!field.custom) break;
      return (
        <Textarea
          {...hints}
          {...input}
          autosize
          minRows={1}
          maxRows={8}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
  return (
    <TextInput
      {...hints}
      {...input}
      type={TYPES[kind]}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
