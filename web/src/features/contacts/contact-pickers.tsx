import { Avatar, Badge, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { useChangeContact, useTagContact } from './cache.ts';
import { type Contact, labelOf, STAGE_CHOICES, STATUS_CHOICES } from './fields.ts';
import { Picker } from './picker.tsx';
import { useOwners, useTags } from './references.ts';
import { TagBadge } from './tag-badge.tsx';

const NOBODY = 'nobody';

/** A contact's status, in its colour. */
export function StatusBadge({ status }: { status: Contact['status'] }) {
  const { label, color } = STATUS_CHOICES.find(({ value }) => value === status) ?? { label: status, color: 'gray' };
  return <Badge color={color}>{label}</Badge>;
}

/** A contact's status, to change in place. */
export function StatusPicker({ contact }: { contact: Contact }) {
  const { mutate } = useChangeContact();
  const mayEdit = useMay('rep');
  const pick = (value: string) => {
    const status = value as Contact['status'];
    mutate({ contactId: contact.id, change: { status }, looks: { status } });
  };
  return (
    <Picker
      label={`Status of ${contact.name}`}
      choices={STATUS_CHOICES}
      selected={[contact.status]}
      onPick={pick}
      isDisabled={!mayEdit}
    >
      <StatusBadge status={contact.status} />
    </Picker>
  );
}

/** A contact's lifecycle stage, to change in place. */
export function StagePicker({ contact }: { contact: Contact }) {
  const { mutate } = useChangeContact();
  const mayEdit = useMay('rep');
  const pick = (value: string) => {
    const lifecycleStage = value as Contact['lifecycleStage'];
    mutate({ contactId: contact.id, change: { lifecycleStage }, looks: { lifecycleStage } });
  };
  return (
    <Picker
      label={`Lifecycle stage of ${contact.name}`}
      choices={STAGE_CHOICES}
      selected={[contact.lifecycleStage]}
      onPick={pick}
      isDisabled={!mayEdit}
    >
      <Text size="sm" truncate>
        {labelOf(STAGE_CHOICES, contact.lifecycleStage)}
      </Text>
    </Picker>
  );
}

/** A person, as small as a table wants it. */
export function OwnerName({ owner }: { owner: Contact['owner'] }) {
  if (!owner)
    return (
      <Text size="sm" c="dimmed">
        Nobody
      </Text>
    );
  return (
    <Group gap={6} wrap="nowrap" style={{ minWidth: 0 }}>
      <Avatar size={18} name={owner.name} color="initials" />
      <Text size="sm" truncate>
        {owner.name}
      </Text>
    </Group>
  );
}

/** A contact's owner, to change in place. */
export function OwnerPicker({ contact }: { contact: Contact }) {
  const { mutate } = useChangeContact();
  const { owners, isPending } = useOwners();
  const mayEdit = useMay('rep');
  const choices = [{ value: NOBODY, label: 'Nobody' }, ...owners.map(({ id, name }) => ({ value: id, label: name }))];
  const pick = (value: string) => {
    const owner = owners.find(({ id }) => id === value) ?? null;
    mutate({ contactId: contact.id, change: { ownerId: owner?.id ?? null }, looks: { owner } });
  };
  return (
    <Picker
      label={`Owner of ${contact.name}`}
      choices={choices}
      selected={[contact.owner?.id ?? NOBODY]}
      onPick={pick}
      isLoading={isPending}
      isDisabled={!mayEdit}
    >
      <OwnerName owner={contact.owner} />
    </Picker>
  );
}

/** A contact's tags, to put on and take off in place; a new one is made by typing it. */
export function TagPicker({ contact, isWrapped = false }: { contact: Contact; isWrapped?: boolean }) {
  const queries = useQueryClient();
  const { tags, isPending } = useTags();
  const { mutate } = useTagContact();
  const mayEdit = useMay('rep');
  const create = useMutation(
    client.tags.createTag.mutationOptions({
      onSuccess: (tag) => {
        mutate({ contact, tag });
        void queries.invalidateQueries({ queryKey: client.tags.key() });
      },
    }),
  );
  const choices = tags.map(({ id, name, color }) => ({ value: id, label: name, color }));
  const pick = (value: string) => {
    const tag = tags.find(({ id }) => id === value);
    if (tag) mutate({ contact, tag });
  };
  return (
    <Picker
      label={`Tags of ${contact.name}`}
      choices={choices}
      selected={contact.tags.map(({ id }) => id)}
      onPick={pick}
      onCreate={(name) => create.mutate({ name })}
      isMulti
      isLoading={isPending}
      isDisabled={!mayEdit}
    >
      <Group gap={4} wrap={isWrapped ? 'wrap' : 'nowrap'} style={{ overflow: 'hidden' }}>
        {contact.tags.map((tag) => (
          <TagBadge key={tag.id} tag={tag} />
        ))}
        {contact.tags.length === 0 && (
          <Text size="sm" c="dimmed" className="when-hovered">
            {isWrapped ? 'Add a tag' : ''}
          </Text>
        )}
      </Group>
    </Picker>
  );
}
