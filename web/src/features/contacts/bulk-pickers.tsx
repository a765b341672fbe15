import { Group, Text } from '@mantine/core';
import { ListPlus, type LucideIcon, Tag } from 'lucide-react';
import { type Choice, type Contact, STAGE_CHOICES, STATUS_CHOICES } from './fields.ts';
import { Picker } from './picker.tsx';
import { useLists, useOwners, useTags } from './references.ts';
import type { Action } from './use-bulk.ts';

type OnAct = { onAct: (action: Action) => void };
type BulkPickerProps = {
  label: string;
  text: string;
  icon?: LucideIcon;
  choices: Choice[];
  onPick: (value: string) => void;
};

const asChoices = (things: { id: string; name: string; color?: string }[]): Choice[] =>
  things.map(({ id, name, color }) => ({ value: id, label: name, color }));

function BulkPicker({ text, icon: Icon, ...picker }: BulkPickerProps) {
  return (
    <Picker isInline selected={[]} {...picker}>
      <Group gap={6} wrap="nowrap" px={2}>
        {Icon && <Icon size={13} aria-hidden />}
        <Text size="xs" fw={500}>
          {text}
        </Text>
      </Group>
    </Picker>
  );
}

function TagsAndLists({ onAct }: OnAct) {
  const { tags } = useTags();
  const { lists } = useLists();
  const away = (words: string, things: { id: string; name: string }[]) =>
    things.map(({ id, name }) => ({ value: `-${id}`, label: `${words} ${name}` }));
  return (
    <>
      <BulkPicker
        label="Add or remove a tag"
        text="Tag"
        icon={Tag}
        choices={[...asChoices(tags), ...away('Remove', tags)]}
        onPick={(value) => {
          const tag = tags.find(({ id }) => value.endsWith(id));
          if (tag) onAct({ kind: value.startsWith('-') ? 'remove-tag' : 'add-tag', tagId: tag.id });
        }}
      />
      <BulkPicker
        label="Add to or remove from a list"
        text="List"
        icon={ListPlus}
        choices={[...asChoices(lists), ...away('Remove from', lists)]}
        onPick={(value) => {
          const list = lists.find(({ id }) => value.endsWith(id));
          if (list) onAct({ kind: value.startsWith('-') ? 'remove-from-list' : 'add-to-list', listId: list.id });
        }}
      />
    </>
  );
}

/** What can be set on many contacts at once. */
export function BulkPickers({ onAct }: OnAct) {
  const { owners } = useOwners();
  return (
    <>
      <BulkPicker
        label="Set the status"
        text="Status"
        choices={STATUS_CHOICES}
        onPick={(status) => onAct({ kind: 'set-status', status: status as Contact['status'] })}
      />
      <BulkPicker
        label="Set the lifecycle stage"
        text="Stage"
        choices={STAGE_CHOICES}
        onPick={(stage) => onAct({ kind: 'set-lifecycle-stage', lifecycleStage: stage as Contact['lifecycleStage'] })}
      />
      <BulkPicker
        label="Set the owner"
        text="Owner"
        choices={[{ value: '', label: 'Nobody' }, ...asChoices(owners)]}
        onPick={(value) => onAct({ kind: 'set-owner', ownerId: owners.find(({ id }) => id === value)?.id ?? null })}
      />
      <TagsAndLists onAct={onAct} />
    </>
  );
}
