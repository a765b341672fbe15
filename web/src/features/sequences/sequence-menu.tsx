import { ActionIcon, Menu } from '@mantine/core';
import { Archive, Copy, Ellipsis, Pause, Pencil, Play, Trash2 } from 'lucide-react';
import type { SequenceItem } from './sequence.ts';
import { useSequenceActions } from './use-sequence-actions.ts';

type SequenceMenuProps = { sequence: SequenceItem; onEdit?: () => void; onDeleted?: () => void };

/** Everything that can be done with a sequence as a whole. */
export function SequenceMenu({ sequence, onEdit, onDeleted }: SequenceMenuProps) {
  const { activate, pause, archive, remove, duplicate } = useSequenceActions();
  const { status, name } = sequence;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="md" aria-label={`Actions for ${name}`}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onEdit && (
          <Menu.Item leftSection={<Pencil size={14} aria-hidden />} onClick={onEdit}>
            Edit details
          </Menu.Item>
        )}
        {status === 'active' ? (
          <Menu.Item leftSection={<Pause size={14} aria-hidden />} onClick={() => pause(sequence)}>
            Pause
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<Play size={14} aria-hidden />} onClick={() => activate(sequence)}>
            Activate
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Copy size={14} aria-hidden />} onClick={() => duplicate(sequence)}>
          Duplicate
        </Menu.Item>
        <Menu.Divider />
        {status !== 'archived' && (
          <Menu.Item leftSection={<Archive size={14} aria-hidden />} onClick={() => archive(sequence)}>
            Archive
          </Menu.Item>
        )}
        <Menu.Item
          color="red"
          leftSection={<Trash2 size={14} aria-hidden />}
          onClick={() => remove(sequence, onDeleted)}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
