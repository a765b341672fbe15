import { Loader, Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { UserRound } from 'lucide-react';
import { useState } from 'react';
import { type ContactId, idOf } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';

type ContactSelectProps = Omit<SelectProps, 'value' | 'onChange' | 'data'> & {
  contactId: ContactId | null;
  onPick: (contactId: ContactId) => void;
};

const SETTLE_MS = 200;
const SHOWN = 20;

/** Contacts that match what is typed, the newest where nothing is. */
export function useContactSearch(typed: string) {
  const [search] = useDebouncedValue(typed.trim(), SETTLE_MS);
  return useQuery({
    ...client.contacts.listContacts.queryOptions({ input: { search: search || undefined, limit: SHOWN } }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** Chooses one contact by typing. */
export function ContactSelect({ contactId, onPick, ...select }: ContactSelectProps) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const { data, isFetching } = useContactSearch(chosen?.label === typed ? '' : typed);
  const found = data?.items.map(({ id, name, company }) => ({
    value: id,
    label: [name, company].filter(Boolean).join(' · '),
  }));
  const choices = found ?? [];
  const isMissing = chosen && choices.every(({ value }) => value !== chosen.value);
  return (
    <Select
      size="xs"
      searchable
      leftSection={<UserRound size={13} aria-hidden />}
      rightSection={isFetching ? <Loader size={12} /> : undefined}
      nothingFoundMessage="Nobody is called like that"
      maxDropdownHeight={280}
      data={isMissing ? [chosen, ...choices] : choices}
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      value={contactId}
      onChange={(id) => {
        setChosen(choices.find(({ value }) => value === id) ?? null);
        if (id) onPick(idOf<ContactId>(id));
      }}
      {...select}
    />
  );
}
