import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Plus, SearchX, Trash2, Upload, Users } from 'lucide-react';
import { useMay } from '../../lib/me.ts';
import { Empty } from '../../ui/states.tsx';

type NoContactsProps = { isFiltered: boolean; isTrash: boolean; onReset: () => void; onCreate: () => void };

/** Why the table is empty, and what to do about it. */
export function NoContacts({ isFiltered, isTrash, onReset, onCreate }: NoContactsProps) {
  const mayEdit = useMay('rep');
  if (isFiltered)
    return (
      <Empty
        icon={SearchX}
        title="Nobody matches"
        action={
          <Button variant="default" onClick={onReset}>
            Show all contacts
          </Button>
        }
      >
        No contact has all that is asked for. Take a condition away, or search for less.
      </Empty>
    );
  if (isTrash)
    return (
      <Empty icon={Trash2} title="The trash is empty">
        Contacts that are deleted stay here until they are restored.
      </Empty>
    );
  return (
    <Empty
      icon={Users}
      title="No contact yet"
      action={
        mayEdit && (
          <Group gap="xs">
            <Button leftSection={<Plus size={14} aria-hidden />} onClick={onCreate}>
              New contact
            </Button>
            <Button variant="default" leftSection={<Upload size={14} aria-hidden />} component={Link} to="/imports">
              Import a CSV
            </Button>
          </Group>
        )
      }
    >
      The people you write to. Add one by hand, or bring all of them in a CSV.
    </Empty>
  );
}
