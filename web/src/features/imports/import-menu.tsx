import { ActionIcon, Menu, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation } from '@tanstack/react-query';
import { Ellipsis, Trash2 } from 'lucide-react';
import { isWorking } from '../../../../workflows/imports/rules.ts';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import type { ImportItem } from './import.ts';

/** What can be done with a whole import. Its file is gone with it, so it asks. */
export function ImportMenu({ job, onDeleted }: { job: ImportItem; onDeleted?: () => void }) {
  const mayEdit = useMay('rep');
  const { mutate } = useMutation(client.imports.deleteImport.mutationOptions({ onSuccess: onDeleted }));
  if (!mayEdit) return null;
  const ask = () =>
    modals.openConfirmModal({
      title: `Delete "${job.fileName}"?`,
      children: (
        <Text size="sm">
          The file, its counts and the rows that were not taken are deleted for good. Contacts that it brought stay.
        </Text>
      ),
      labels: { confirm: 'Delete', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      onConfirm: () => mutate({ importId: job.id }),
    });
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`More about ${job.fileName}`}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          color="red"
          leftSection={<Trash2 size={14} aria-hidden />}
          disabled={isWorking(job.state)}
          onClick={ask}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
