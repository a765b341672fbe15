import { MultiSelect, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../lib/client.ts';
import type { Settings } from './import.ts';

const MOST = 200;
/** Stands in the choices for the one that is typed and not there yet. */
const CREATE = '$create';

type Choice = { value: string; label: string };

/** The choices, and behind them the one that is typed, where there is none of that name. */
function withNew(choices: Choice[], typed: string): Choice[] {
  const text = typed.trim();
  const isThere = choices.some(({ label }) => label.toLowerCase() === text.toLowerCase());
  return text === '' || isThere ? choices : [...choices, { value: CREATE, label: `Create "${text}"` }];
}

type ListSelectProps = {
  listId: Settings['listId'];
  onChange: (listId: Settings['listId']) => void;
  isDisabled: boolean;
};

/** The list that all contacts of the file are added to; a new one is made by typing it. */
export function ListSelect({ listId, onChange, isDisabled }: ListSelectProps) {
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const { data } = useQuery(client.lists.listLists.queryOptions({ input: { limit: MOST } }));
  const lists = data?.items ?? [];
  const { mutate, isPending } = useMutation(
    client.lists.createList.mutationOptions({
      onSuccess: async (list) => {
        await queries.invalidateQueries({ queryKey: client.lists.key() });
        onChange(list.id);
      },
    }),
  );
  const choices = lists.map(({ id, name }) => ({ value: id, label: name }));
  const names = choices.map(({ label }) => label);
  return (
    <Select
      label="Add all to a list"
      placeholder="No list"
      searchable
      clearable
      data={withNew(choices, names.includes(typed) ? '' : typed)}
      value={listId}
      disabled={isDisabled || isPending}
      onSearchChange={setTyped}
      nothingFoundMessage="Type a name to make a list"
      onChange={(value) => {
        if (value === CREATE) mutate({ name: typed.trim() });
        else onChange(lists.find(({ id }) => id === value)?.id ?? null);
      }}
    />
  );
}

type TagsSelectProps = {
  tagIds: Settings['tagIds'];
  onChange: (tagIds: Settings['tagIds']) => void;
  isDisabled: boolean;
};

/** The tags that all contacts of the file get; a new one is made by typing it. */
export function TagsSelect({ tagIds, onChange, isDisabled }: TagsSelectProps) {
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const { data } = useQuery(client.tags.listTags.queryOptions({ input: { limit: MOST } }));
  const tags = data?.items ?? [];
  const { mutate, isPending } = useMutation(
    client.tags.createTag.mutationOptions({
      onSuccess: async (tag) => {
        setTyped('');
        await queries.invalidateQueries({ queryKey: client.tags.key() });
        onChange([...tagIds, tag.id]);
      },
    }),
  );
  const choices = tags.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <MultiSelect
      label="Tag all with"
      placeholder={tagIds.length === 0 ? 'No tag' : undefined}
      searchable
      clearable
      data={withNew(choices, typed)}
      value={tagIds}
      disabled={isDisabled || isPending}
      searchValue={typed}
      onSearchChange={setTyped}
      comboboxProps={{ shadow: 'md' }}
      nothingFoundMessage="Type a name to make a tag"
      onChange={(values) => {
        if (values.includes(CREATE)) mutate({ name: typed.trim() });
        else onChange(tags.filter(({ id }) => values.includes(id)).map(({ id }) => id));
      }}
    />
  );
}
