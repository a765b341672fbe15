import { ActionIcon, Button, Divider, Group, Paper, Text, Transition } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArchiveRestore, ListPlus, Tag, Trash2, Workflow, X } from 'lucide-react';
import { client, rpc } from '../../lib/client.ts';
import { showUndo } from '../../ui/undo.tsx';
import { EnrollMenu } from './enroll-menu.tsx';
import { type Contact, STAGE_CHOICES, STATUS_CHOICES } from './fields.ts';
import { Picker } from './picker.tsx';
import { useLists, useOwners, useTags } from './references.ts';
import type { Chosen } from './use-selection.ts';

type Action = Parameters<typeof rpc.contacts.changeContacts>[0]['action'];
type Done = Awaited<ReturnType<typeof rpc.contacts.changeContacts>>;

export const people = (count: number) => (count === 1 ? '1 contact' : `${count.toLocaleString('en')} contacts`);

/** What was done, to whom it made a difference. */
function sentenceOf(action: Action, { changed, matched, refused }: Done): string {
  const same = matched - changed - refused;
  const rest = same > 0 ? `; ${people(same)} had it already` : '';
  switch (action.kind) {
    case 'add-tag':
      return `Tagged ${people(changed)}${rest}`;
    case 'remove-tag':
      return `Took the tag off ${people(changed)}`;
    case 'add-to-list':
      return `Put ${people(changed)} on the list${rest}`;
    case 'remove-from-list':
      return `Took ${people(changed)} off the list`;
    case 'delete':
      return `Moved ${people(changed)} to the trash`;
    case 'restore':
      return `Restored ${people(changed)}${refused > 0 ? `; ${people(refused)} stay: their address is taken` : ''}`;
    default:
      return `Changed ${people(changed)}${rest}`;
  }
}

/** Does one thing to all that are chosen, says how many it was, and offers the way back where there is one. */
export function useBulk(onDone: () => void) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: client.contacts.key() });
  const undo = useMutation(client.contacts.undoDeletion.mutationOptions({ onSuccess: refresh }));
  return useMutation(
    client.contacts.changeContacts.mutationOptions({
      onSuccess: async (done, { action }) => {
        const sentence = sentenceOf(action, done);
        const { deletedAt } = done;
        if (deletedAt === null) notifications.show({ message: sentence });
        else showUndo(sentence, () => undo.mutate({ deletedAt }));
        onDone();
        await refresh();
      },
    }),
  );
}

type BulkBarProps = { chosen: Chosen; total: number | undefined; isCapped: boolean; loaded: number; isTrash: boolean };

function Pickers({ onAct }: { onAct: (action: Action) => void }) {
  const { tags } = useTags();
  const { lists } = useLists();
  const { owners } = useOwners();
  const asChoices = (things: { id: string; name: string; color?: string }[]) =>
    things.map(({ id, name, color }) => ({ value: id, label: name, color }));
  const button = (text: string, icon?: React.ReactNode) => (
    <Group gap={6} wrap="nowrap" px={2}>
      {icon}
      <Text size="xs" fw={500}>
        {text}
      </Text>
    </Group>
  );
  return (
    <>
      <Picker
        isInline
        label="Set the status"
        choices={STATUS_CHOICES}
        selected={[]}
        onPick={(status) => onAct({ kind: 'set-status', status: status as Contact['status'] })}
      >
        {button('Status')}
      </Picker>
      <Picker
        isInline
        label="Set the lifecycle stage"
        choices={STAGE_CHOICES}
        selected={[]}
        onPick={(stage) => onAct({ kind: 'set-lifecycle-stage', lifecycleStage: stage as Contact['lifecycleStage'] })}
      >
        {button('Stage')}
      </Picker>
      <Picker
        isInline
        label="Set the owner"
        choices={[{ value: '', label: 'Nobody' }, ...asChoices(owners)]}
        selected={[]}
        onPick={(value) => onAct({ kind: 'set-owner', ownerId: owners.find(({ id }) => id === value)?.id ?? null })}
      >
        {button('Owner')}
      </Picker>
      <Picker
        isInline
        label="Add or remove a tag"
        choices={[...asChoices(tags), ...tags.map(({ id, name }) => ({ value: `-${id}`, label: `Remove ${name}` }))]}
        selected={[]}
        onPick={(value) => {
          const tag = tags.find(({ id }) => value.endsWith(id));
          if (tag) onAct({ kind: value.startsWith('-') ? 'remove-tag' : 'add-tag', tagId: tag.id });
        }}
      >
        {button('Tag', <Tag size={13} aria-hidden />)}
      </Picker>
      <Picker
        isInline
        label="Add to or remove from a list"
        choices={[
          ...asChoices(lists),
          ...lists.map(({ id, name }) => ({ value: `-${id}`, label: `Remove from ${name}` })),
        ]}
        selected={[]}
        onPick={(value) => {
          const list = lists.find(({ id }) => value.endsWith(id));
          if (list) onAct({ kind: value.startsWith('-') ? 'remove-from-list' : 'add-to-list', listId: list.id });
        }}
      >
        {button('List', <ListPlus size={13} aria-hidden />)}
      </Picker>
    </>
  );
}

/** What can be done to the chosen contacts; there while some are. */
export function BulkBar({ chosen, total, isCapped, loaded, isTrash }: BulkBarProps) {
  const { mutate, isPending } = useBulk(chosen.clear);
  const count = chosen.isAll ? (total ?? loaded) : chosen.ids.size;
  const mayChooseAll = !chosen.isAll && chosen.ids.size >= loaded && (total ?? 0) > loaded;
  const act = (action: Action) =>
    mutate({ selection: chosen.selection() as Parameters<typeof rpc.contacts.changeContacts>[0]['selection'], action });
  return (
    <Transition mounted={count > 0} transition="slide-up" duration={120}>
      {(style) => (
        <Paper
          shadow="md"
          px="sm"
          py={6}
          role="toolbar"
          aria-label="Selected contacts"
          style={{
            ...style,
            position: 'fixed',
            bottom: 16,
            left: '50%',
            translate: '-50% 0',
            zIndex: 90,
            maxWidth: 'calc(100vw - 24px)',
          }}
        >
          <Group gap={6} justify="center">
            <Text size="sm" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }} aria-live="polite">
              {count.toLocaleString('en')}
              {chosen.isAll && isCapped ? '+' : ''} selected
            </Text>
            {mayChooseAll && (
              <Button variant="light" onClick={chosen.chooseAll}>
                Select all {total?.toLocaleString('en')}
                {isCapped ? '+' : ''} matching
              </Button>
            )}
            <Divider orientation="vertical" />
            <Group gap={0} wrap="wrap">
              {!isTrash && (
                <>
                  <EnrollMenu selection={chosen.selection}>
                    <Button variant="subtle" px={8} leftSection={<Workflow size={13} aria-hidden />}>
                      Enroll in…
                    </Button>
                  </EnrollMenu>
                  <Pickers onAct={act} />
                </>
              )}
            </Group>
            {isTrash ? (
              <Button
                variant="light"
                loading={isPending}
                leftSection={<ArchiveRestore size={13} aria-hidden />}
                onClick={() => act({ kind: 'restore' })}
              >
                Restore
              </Button>
            ) : (
              <Button
                variant="subtle"
                color="red"
                loading={isPending}
                leftSection={<Trash2 size={13} aria-hidden />}
                onClick={() => act({ kind: 'delete' })}
              >
                Delete
              </Button>
            )}
            <ActionIcon variant="subtle" color="gray" onClick={chosen.clear} aria-label="Clear the selection">
              <X size={14} aria-hidden />
            </ActionIcon>
          </Group>
        </Paper>
      )}
    </Transition>
  );
}
