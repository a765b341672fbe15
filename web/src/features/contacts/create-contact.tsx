import { Anchor, Button, Drawer, Group, MultiSelect, Select, SimpleGrid, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client, type rpc } from '../../lib/client.ts';
import { useMe } from '../../lib/me.ts';
import { FormProblem, problemAt } from '../../ui/form-problem.tsx';
import { FieldInput, type Value } from './field-input.tsx';
import { type Field, fieldsOf, STATUS_CHOICES } from './fields.ts';
import { useCustomFields, useLists, useOwners, useTags } from './references.ts';

type Given = Parameters<typeof rpc.contacts.createContact>[0];
type Chosen = Pick<Given, 'status' | 'ownerId' | 'tagIds' | 'listIds'>;

/** What one usually knows of somebody new; the rest is written on the contact's page. */
const FIRST = ['firstName', 'lastName', 'email', 'company', 'title', 'phone'];

/** How the API names a field that it refuses. */
const placeOf = ({ key, custom }: Field) => (custom ? `customFields.${custom.fieldName}` : key);

/** What was typed, as the API takes it: empty is nothing. */
function givenOf(values: Record<string, Value>, fields: Field[]): Given {
  const filled = fields.flatMap((field) => {
    const value = values[field.key];
    return value === undefined || value === null || value === '' ? [] : [{ field, value }];
  });
  return {
    ...Object.fromEntries(filled.flatMap(({ field, value }) => (field.custom ? [] : [[field.key, value]]))),
    customFields: Object.fromEntries(
      filled.flatMap(({ field, value }) => (field.custom ? [[field.custom.fieldName, value]] : [])),
    ),
  };
}

function Choices({ chosen, onChange }: { chosen: Chosen; onChange: (chosen: Chosen) => void }) {
  const { tags } = useTags();
  const { lists } = useLists();
  const { owners } = useOwners();
  const data = (things: { id: string; name: string }[]) => things.map(({ id, name }) => ({ value: id, label: name }));
  const some = <T extends { id: string }>(things: T[], ids: string[]) =>
    things.flatMap(({ id }) => (ids.includes(id) ? [id as T['id']] : []));
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        <Select
          size="xs"
          label="Status"
          data={STATUS_CHOICES}
          value={chosen.status ?? 'new'}
          onChange={(status) => onChange({ ...chosen, status: status as Chosen['status'] })}
        />
        <Select
          size="xs"
          label="Owner"
          clearable
          searchable
          placeholder="Nobody"
          data={data(owners)}
          value={chosen.ownerId ?? null}
          onChange={(id) => onChange({ ...chosen, ownerId: owners.find((one) => one.id === id)?.id ?? null })}
        />
      </SimpleGrid>
      <MultiSelect
        size="xs"
        label="Tags"
        searchable
        selectFirstOptionOnChange
        data={data(tags)}
        value={chosen.tagIds ?? []}
        onChange={(ids) => onChange({ ...chosen, tagIds: some(tags, ids) })}
      />
      <MultiSelect
        size="xs"
        label="Lists"
        searchable
        selectFirstOptionOnChange
        data={data(lists)}
        value={chosen.listIds ?? []}
        onChange={(ids) => onChange({ ...chosen, listIds: some(lists, ids) })}
      />
    </>
  );
}

/** Creates the contact, and says so with a way to it. */
function useCreate() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const open = (contactId: string) => {
    notifications.hide(contactId);
    void navigate({ to: '/contacts/$contactId', params: { contactId } as never });
  };
  return useMutation(
    client.contacts.createContact.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: ({ id, name }) => {
        notifications.show({
          id,
          message: (
            <Group justify="space-between" wrap="nowrap">
              {`Created ${name}`}
              <Anchor component="button" type="button" size="sm" onClick={() => open(id)}>
                Open
              </Anchor>
            </Group>
          ),
        });
        return queries.invalidateQueries({ queryKey: client.contacts.key() });
      },
    }),
  );
}

type InputsProps = {
  fields: Field[];
  values: Record<string, Value>;
  error: Error | null;
  onChange: (key: string, value: Value) => void;
};

/** The first two stand side by side: they are one name. */
function Inputs({ fields, values, error, onChange }: InputsProps) {
  const [first, last, ...others] = fields.map((field) => (
    <FieldInput
      key={field.key}
      field={field}
      label={field.label}
      required={field.custom?.required}
      autoFocus={field === fields[0]}
      value={values[field.key] ?? null}
      onChange={(value) => onChange(field.key, value)}
      error={problemAt(error, placeOf(field))}
    />
  ));
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        {first}
        {last}
      </SimpleGrid>
      {others}
    </>
  );
}

function Form({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const { customFields } = useCustomFields();
  const known = fieldsOf(customFields);
  const fields = [
    ...FIRST.flatMap((key) => known.find((field) => field.key === key) ?? []),
    ...known.filter(({ custom }) => custom?.required),
  ];
  const [values, setValues] = useState<Record<string, Value>>({});
  const [chosen, setChosen] = useState<Chosen>({ ownerId: me?.user?.id ?? null });
  const { mutate, isPending, error } = useCreate();
  const save = (onSaved: () => void) => mutate({ ...givenOf(values, fields), ...chosen }, { onSuccess: onSaved });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(onClose);
  };
  return (
    <Stack component="form" gap="sm" onSubmit={submit}>
      <FormProblem error={error} fields={fields.map(placeOf)} />
      <Inputs
        {...{ fields, values, error }}
        onChange={(key, value) => setValues((before) => ({ ...before, [key]: value }))}
      />
      <Choices chosen={chosen} onChange={setChosen} />
      <Group justify="flex-end" mt="sm">
        <Button variant="default" loading={isPending} onClick={() => save(() => setValues({}))}>
          Create and add another
        </Button>
        <Button type="submit" loading={isPending}>
          Create
        </Button>
      </Group>
    </Stack>
  );
}

/** Somebody new, by hand. */
export function CreateContact({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Drawer opened={isOpen} onClose={onClose} title="New contact" size="md">
      {isOpen && <Form onClose={onClose} />}
    </Drawer>
  );
}
