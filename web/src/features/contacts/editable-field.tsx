import { Box, Text, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useMay } from '../../lib/me.ts';
import { useChangeContact } from './cache.ts';
import { Cell } from './cells.tsx';
import classes from './contact-page.module.css';
import { FieldInput, type Value } from './field-input.tsx';
import type { Contact, Field } from './fields.ts';

/** The value of a field, as an input takes it. */
export function valueOf(contact: Contact, { key, custom }: Field): Value {
  if (custom) return contact.customFields[custom.fieldName] ?? null;
  const value = contact[key as keyof Contact];
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

export const isEmpty = (value: Value) => value === null || value === '' || (Array.isArray(value) && value.length === 0);

const isSame = (a: Value, b: Value) => (isEmpty(a) && isEmpty(b)) || JSON.stringify(a) === JSON.stringify(b);

/** What to send, and how the contact looks meanwhile, when a field gets another value. */
function changeOf(contact: Contact, { key, custom }: Field, given: Value) {
  const value = isEmpty(given) ? null : given;
  if (!custom) return { change: { [key]: value }, looks: { [key]: value } as Partial<Contact> };
  const { [custom.fieldName]: _before, ...others } = contact.customFields;
  const customFields = value === null ? others : { ...others, [custom.fieldName]: value };
  return { change: { customFields: { [custom.fieldName]: value } }, looks: { customFields } };
}

type EditorProps = {
  contact: Contact;
  field: Field;
  draft: Value;
  error: string | null;
  onEnd: (value: Value) => void;
};

/** What is picked is saved at once; what is typed when one is done. */
const isPicked = ({ key, custom }: Field) =>
  key === 'timeZone' || custom?.fieldType === 'select' || custom?.fieldType === 'boolean';

function Editor({ contact, field, draft, error, onEnd }: EditorProps) {
  const [value, setValue] = useState(draft);
  const isEnded = useRef(false);
  const end = (given: Value) => {
    if (!isEnded.current) onEnd(given); // what leaves the page loses the focus, too
    isEnded.current = true;
  };
  const change = (given: Value) => (isPicked(field) ? end(given) : setValue(given));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') end(valueOf(contact, field));
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    if (isPicked(field) || field.custom?.fieldType === 'multiselect') return;
    event.preventDefault();
    end(value);
  };
  return (
    <FieldInput
      field={field}
      aria-label={field.label}
      autoFocus
      value={value}
      onChange={change}
      error={error}
      onBlur={() => end(value)}
      onKeyDown={onKeyDown}
    />
  );
}

/** A field of a contact: a click makes it an input, Enter or leaving it saves, Escape leaves it as it was. */
export function EditableField({ contact, field }: { contact: Contact; field: Field }) {
  const mayEdit = useMay('rep');
  const { mutate, error, reset } = useChangeContact({ showsErrors: true });
  const [draft, setDraft] = useState<Value | undefined>(undefined);
  const value = valueOf(contact, field);
  const end = (given: Value) => {
    setDraft(undefined);
    if (isSame(given, value)) return reset();
    mutate(
      { contactId: contact.id, ...changeOf(contact, field, given) },
      { onError: () => setDraft(given), onSuccess: () => reset() },
    );
  };
  if (draft !== undefined)
    return (
      <Box py={1}>
        <Editor {...{ contact, field, draft }} error={error?.message ?? null} onEnd={end} />
      </Box>
    );
  return (
    <UnstyledButton
      className={classes.value}
      disabled={!mayEdit}
      aria-label={`Edit ${field.label}`}
      title={typeof value === 'string' ? value : undefined}
      onClick={() => setDraft(value)}
    >
      {isEmpty(value) ? (
        <Text size="sm" c="dimmed" px={6}>
          {mayEdit ? 'Add…' : '–'}
        </Text>
      ) : (
        <Cell contact={contact} field={field} />
      )}
    </UnstyledButton>
  );
}
