import { Checkbox, Combobox, Group, Loader, Pill, PillsInput, Text, useCombobox } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { useContactSearch } from './contact-select.tsx';

type ContactsPickerProps = { contactIds: ContactId[]; onChange: (contactIds: ContactId[]) => void };

/** More than so many are counted instead of named. */
const NAMED = 12;

/** What the chosen contacts are called, as far as they are shown. */
function useNames(contactIds: ContactId[]) {
  const shown = contactIds.length > NAMED ? [] : contactIds;
  const queries = useQueries({
    queries: shown.map((contactId) => ({
      ...client.contacts.getContact.queryOptions({ input: { contactId } }),
      staleTime: 60_000,
    })),
  });
  return shown.map((contactId, index) => ({ contactId, name: queries[index]?.data?.name ?? '…' }));
}

function Chosen({ contactIds, onChange }: ContactsPickerProps) {
  const named = useNames(contactIds);
  if (named.length < contactIds.length)
    return (
      <Pill withRemoveButton onRemove={() => onChange([])}>
        {contactIds.length.toLocaleString('en')} contacts
      </Pill>
    );
  return named.map(({ contactId, name }) => (
    <Pill
      key={contactId}
      withRemoveButton
      removeButtonProps={{ 'aria-label': `Leave ${name} out` }}
      onRemove={() => onChange(contactIds.filter((other) => other !== contactId))}
    >
      {name}
    </Pill>
  ));
}

/** Chooses contacts by typing, one after another. */
export function ContactsPicker({ contactIds, onChange }: ContactsPickerProps) {
  const [typed, setTyped] = useState('');
  const { data, isFetching } = useContactSearch(typed);
  const store = useCombobox({ onDropdownClose: () => store.resetSelectedOption() });
  const toggle = (value: string) => {
    const contact = data?.items.find(({ id }) => id === value);
    if (!contact) return;
    const { id } = contact;
    onChange(contactIds.includes(id) ? contactIds.filter((other) => other !== id) : [...contactIds, id]);
    setTyped('');
  };
  return (
    <Combobox store={store} shadow="md" onOptionSubmit={toggle}>
      <Combobox.DropdownTarget>
        <PillsInput
          label="Contacts"
          onClick={() => store.openDropdown()}
          rightSection={isFetching && <Loader size={12} />}
        >
          <Pill.Group>
            <Chosen contactIds={contactIds} onChange={onChange} />
            <Combobox.EventsTarget>
              <PillsInput.Field
                aria-label="Find contacts"
                placeholder={contactIds.length === 0 ? 'Type a name, an address or a company' : ''}
                data-autofocus
                value={typed}
                onBlur={() => store.closeDropdown()}
                onChange={({ currentTarget }) => {
                  setTyped(currentTarget.value);
                  store.openDropdown();
                  store.updateSelectedOptionIndex();
                }}
                onKeyDown={({ key }) => key === 'Backspace' && typed === '' && onChange(contactIds.slice(0, -1))}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown>
        <Combobox.Options mah={240} style={{ overflowY: 'auto' }}>
          {data?.items.map(({ id, name, company, email }) => (
            <Combobox.Option key={id} value={id} active={contactIds.includes(id)}>
              <Group gap="xs" wrap="nowrap">
                <Checkbox.Indicator size="xs" checked={contactIds.includes(id)} aria-hidden />
                <Text size="sm">{name}</Text>
                <Text size="xs" opacity={0.7} truncate>
                  {[company, email].filter(Boolean).join(' · ')}
                </Text>
              </Group>
            </Combobox.Option>
          ))}
          {data?.items.length === 0 && <Combobox.Empty>Nobody is called like that</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
