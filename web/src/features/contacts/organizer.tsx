import { Alert, Button, Group, Modal, ScrollArea, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useMay } from '../../lib/me.ts';
import { SearchBox } from '../../ui/search-box.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Waiting } from '../../ui/states.tsx';
import { OrganizerRow } from './organizer-row.tsx';
import {
  type Organized,
  type Thing,
  type Things,
  useListThings,
  useTagThings,
  useThingActions,
} from './use-organized.ts';

const WORDS = {
  lists: { one: 'list', add: 'Name of a new list', none: 'No list yet. A list holds people you choose by hand.' },
  tags: { one: 'tag', add: 'Name of a new tag', none: 'No tag yet. Tags mark people in as many ways as you like.' },
};

function AddForm({ label, create }: { label: string; create: ReturnType<typeof useThingActions>['create'] }) {
  const [name, setName] = useState('');
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) create.mutate(name.trim(), { onSuccess: () => setName('') });
  };
  return (
    <Stack component="form" gap="xs" onSubmit={add}>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          size="xs"
          data-autofocus
          maxLength={60}
          placeholder={label}
          aria-label={label}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          type="submit"
          leftSection={<Plus size={14} aria-hidden />}
          loading={create.isPending}
          disabled={!name.trim()}
        >
          Add
        </Button>
      </Group>
      {create.error && (
        <Alert color="red" variant="light" role="alert" p="xs">
          {create.error.message}
        </Alert>
      )}
    </Stack>
  );
}

type PanelProps = {
  what: Organized;
  things: Things;
  search: string;
  onSearch: (text: string) => void;
  onClose: () => void;
};

function Panel({ what, things: given, search, onSearch, onClose }: PanelProps) {
  const navigate = useNavigate();
  const mayEdit = useMay('rep');
  const { query, things } = given;
  const { create, change, remove } = useThingActions(given);
  const { one, add, none } = WORDS[what];
  const show = (thing: Thing) => {
    const filter = { match: 'all', conditions: [{ field: what, op: 'is_any_of', value: [thing.id] }] };
    void navigate({ to: '/contacts', search: { filter } as never });
    onClose();
  };
  const ask = (thing: Thing) =>
    modals.openConfirmModal({
      title: `Delete the ${one} "${thing.name}"?`,
      children: (
        <Text size="sm">
          {thing.contacts ? 'Its contacts stay; they only lose it. ' : ''}Filters that ask for it find nobody any more.
          This cannot be undone.
        </Text>
      ),
      labels: { confirm: `Delete the ${one}`, cancel: 'Keep it' },
      confirmProps: { color: 'red' },
      onConfirm: () => remove.mutate({ id: thing.id }),
    });
  return (
    <Stack gap="sm">
      {mayEdit && <AddForm label={add} create={create} />}
      {(things.length > 10 || search !== '') && (
        <SearchBox label={`Search ${what}`} w="100%" value={search} onSearch={onSearch} />
      )}
      <Waiting query={query} rows={4} />
      {query.data && things.length === 0 && (
        <Text size="sm" c="dimmed" ta="center" py="lg">
          {search ? `No ${one} is called like "${search}".` : none}
        </Text>
      )}
      <ScrollArea.Autosize mah="50vh" type="auto">
        {things.map((thing) => (
          <OrganizerRow
            key={thing.id}
            thing={thing}
            mayEdit={mayEdit}
            onChange={(changed) => change.mutate({ id: thing.id, ...changed })}
            onShow={() => show(thing)}
            onRemove={() => ask(thing)}
          />
        ))}
      </ScrollArea.Autosize>
      <ShowMore query={query} />
    </Stack>
  );
}

function Lists({ onClose }: { onClose: () => void }) {
  const [search, setSearch] = useState('');
  return <Panel what="lists" things={useListThings(search)} {...{ search, onClose }} onSearch={setSearch} />;
}

function Tags({ onClose }: { onClose: () => void }) {
  const [search, setSearch] = useState('');
  return <Panel what="tags" things={useTagThings(search)} {...{ search, onClose }} onSearch={setSearch} />;
}

type OrganizerProps = { what: Organized | null; onSwitch: (what: Organized) => void; onClose: () => void };

/** The lists and tags of the workspace: made, renamed, coloured, deleted. */
export function Organizer({ what, onSwitch, onClose }: OrganizerProps) {
  return (
    <Modal opened={what !== null} onClose={onClose} title="Lists and tags">
      <Stack gap="md">
        <SegmentedControl
          size="xs"
          aria-label="What to organize"
          value={what ?? 'lists'}
          onChange={(value) => onSwitch(value === 'tags' ? 'tags' : 'lists')}
          data={[
            { value: 'lists', label: 'Lists' },
            { value: 'tags', label: 'Tags' },
          ]}
        />
        {what === 'lists' && <Lists onClose={onClose} />}
        {what === 'tags' && <Tags onClose={onClose} />}
      </Stack>
    </Modal>
  );
}
