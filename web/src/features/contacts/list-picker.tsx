import { Badge, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { useListContact } from './cache.ts';
import type { Contact } from './fields.ts';
import { Picker } from './picker.tsx';
import { useLists } from './references.ts';

/** The lists that a contact is on, to put it on and take it off in place; a new one is made by typing it. */
export function ListPicker({ contact }: { contact: Contact }) {
  const queries = useQueryClient();
  const { lists, isPending } = useLists();
  const { mutate } = useListContact();
  const mayEdit = useMay('rep');
  const create = useMutation(
    client.lists.createList.mutationOptions({
      onSuccess: (list) => {
        mutate({ contact, list });
        void queries.invalidateQueries({ queryKey: client.lists.key() });
      },
    }),
  );
  return (
    <Picker
      label={`Lists of ${contact.name}`}
      choices={lists.map(({ id, name }) => ({ value: id, label: name }))}
      selected={contact.lists.map(({ id }) => id)}
      onPick={(value) => {
        const list = lists.find(({ id }) => id === value);
        if (list) mutate({ contact, list });
      }}
      onCreate={(name) => create.mutate({ name })}
      isMulti
      isLoading={isPending}
      isDisabled={!mayEdit}
    >
      <Group gap={4} py={3}>
        {contact.lists.map(({ id, name }) => (
          <Badge key={id} variant="default">
            {name}
          </Badge>
        ))}
        {contact.lists.length === 0 && (
          <Text size="sm" c="dimmed">
            Put on a list
          </Text>
        )}
      </Group>
    </Picker>
  );
}
