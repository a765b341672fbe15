import { ActionIcon, Box, Button, Group, Menu, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Lock, MoreHorizontal, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { showUndo } from '../../ui/undo.tsx';
import type { Shown, useView, View } from './use-view.ts';
import classes from './views-bar.module.css';

type Views = ReturnType<typeof useView>;

const contentOf = ({ filter, columns, sort, order }: Shown) => ({ filter, columns, sort, order });

/** Asks for a name and for whom a view is. */
function ViewForm({
  title,
  name: given = '',
  visibility: held = 'private',
  isPending,
  onSave,
  onClose,
}: {
  title: string;
  name?: string;
  visibility?: View['visibility'];
  isPending: boolean;
  onSave: (view: { name: string; visibility: View['visibility'] }) => void;
  onClose: () => void;
}) {
  const [name, setName] = useState(given);
  const [visibility, setVisibility] = useState(held);
  const save = (event: FormEvent) => {
    event.preventDefault();
    onSave({ name: name.trim(), visibility });
  };
  return (
    <Modal opened onClose={onClose} title={title} size="sm">
      <Stack component="form" onSubmit={save}>
        <TextInput
          label="Name"
          required
          maxLength={60}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <SegmentedControl
          size="xs"
          aria-label="Who sees it"
          value={visibility}
          onChange={(value) => setVisibility(value === 'workspace' ? 'workspace' : 'private')}
          data={[
            { value: 'private', label: 'Only me' },
            { value: 'workspace', label: 'Everyone here' },
          ]}
        />
        <Button type="submit" loading={isPending} disabled={!name.trim()} style={{ alignSelf: 'flex-end' }}>
          Save
        </Button>
      </Stack>
    </Modal>
  );
}

function ViewMenu({ view, open }: { view: View; open: Views['open'] }) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: client.views.key() });
  const [isRenaming, { open: rename, close }] = useDisclosure(false);
  const create = useMutation(client.views.createView.mutationOptions({ onSuccess: refresh }));
  const update = useMutation(client.views.updateView.mutationOptions({ onSuccess: refresh }));
  const remove = useMutation(
    client.views.deleteView.mutationOptions({
      onSuccess: async () => {
        open({});
        await refresh();
        const { name, filter, columns, sort, order, visibility } = view;
        showUndo(`Deleted the view "${name}"`, () => create.mutate({ name, filter, columns, sort, order, visibility }));
      },
    }),
  );
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={22} aria-label={`Actions of the view ${view.name}`}>
          <MoreHorizontal size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={rename}>Rename or share…</Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<Trash2 size={14} aria-hidden />}
          onClick={() => remove.mutate({ viewId: view.id })}
        >
          Delete the view
        </Menu.Item>
      </Menu.Dropdown>
      {isRenaming && (
        <ViewForm
          title="Rename or share"
          name={view.name}
          visibility={view.visibility}
          isPending={update.isPending}
          onClose={close}
          onSave={(change) => update.mutate({ viewId: view.id, ...change }, { onSuccess: close })}
        />
      )}
    </Menu>
  );
}

/** What was changed in a view can be kept in it, or as a new one, or be taken back. */
function ChangeButtons({ shown, view, open }: Views) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: client.views.key() });
  const isManager = useMay('manager');
  const [isNaming, { open: ask, close }] = useDisclosure(false);
  const update = useMutation(client.views.updateView.mutationOptions({ onSuccess: refresh }));
  const create = useMutation(
    client.views.createView.mutationOptions({
      onSuccess: async ({ id }) => {
        close();
        await refresh();
        open({ view: id });
      },
    }),
  );
  return (
    <Group gap={4} wrap="nowrap">
      {view && (view.isMine || isManager) && (
        <Button
          variant="light"
          loading={update.isPending}
          onClick={() =>
            update.mutate({ viewId: view.id, ...contentOf(shown) }, { onSuccess: () => open({ view: view.id }) })
          }
        >
          Save
        </Button>
      )}
      <Button variant={view ? 'subtle' : 'light'} onClick={ask}>
        Save as view
      </Button>
      <Button variant="subtle" color="gray" onClick={() => open({ view: view?.id })}>
        Reset
      </Button>
      {isNaming && (
        <ViewForm
          title="Save this view"
          isPending={create.isPending}
          onClose={close}
          onSave={(named) => create.mutate({ ...contentOf(shown), ...named })}
        />
      )}
    </Group>
  );
}

/** The saved views as tabs, and the trash. */
export function ViewsBar(views: Views) {
  const { shown, view, isChanged, open } = views;
  const mayEdit = useMay('rep');
  const isManager = useMay('manager');
  const tab = (isOn: boolean) => ({
    className: classes.tab,
    'data-on': isOn || undefined,
    'aria-current': isOn ? ('page' as const) : undefined,
  });
  return (
    <Group justify="space-between" gap="xs" mb="xs" mih={30}>
      <Box component="nav" aria-label="Views" className={classes.tabs}>
        <Link to="/contacts" {...tab(!view && !shown.isTrash)} activeOptions={{ exact: true }}>
          All contacts
        </Link>
        {views.views.map((one) => (
          <Group key={one.id} gap={0} wrap="nowrap">
            <Link to="/contacts" search={{ view: one.id } as never} {...tab(view?.id === one.id && !shown.isTrash)}>
              {one.visibility === 'private' && <Lock size={11} aria-label="Only you see it" />}
              {one.name}
            </Link>
            {view?.id === one.id && mayEdit && (one.isMine || isManager) && <ViewMenu view={one} open={open} />}
          </Group>
        ))}
        <Link to="/contacts" search={{ trash: true } as never} {...tab(shown.isTrash)}>
          <Trash2 size={12} aria-hidden />
          Trash
        </Link>
      </Box>
      {isChanged && mayEdit && !shown.isTrash && <ChangeButtons {...views} />}
    </Group>
  );
}
