import { ActionIcon, Button, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Copy, Ellipsis, Trash2, Workflow } from 'lucide-react';
import { useMay } from '../../lib/me.ts';
import { EnrollMenu } from './enroll-menu.tsx';
import type { Contact } from './fields.ts';
import { useDeletion } from './use-deletion.ts';

/** What can be done with a contact as a whole. */
export function ContactActions({ contact }: { contact: Contact }) {
  const navigate = useNavigate();
  const mayEdit = useMay('rep');
  const { remove } = useDeletion(contact, () => void navigate({ to: '/contacts' }));
  if (!mayEdit || contact.deletedAt !== null) return null;
  return (
    <>
      <EnrollMenu selection={() => ({ kind: 'contacts', contactIds: [contact.id] })}>
        <Button leftSection={<Workflow size={14} aria-hidden />}>Enroll in…</Button>
      </EnrollMenu>
      <Menu>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={`Actions for ${contact.name}`}>
            <Ellipsis size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {contact.email && (
            <Menu.Item
              leftSection={<Copy size={14} aria-hidden />}
              onClick={() => void navigator.clipboard.writeText(contact.email ?? '')}
            >
              Copy the address
            </Menu.Item>
          )}
          <Menu.Item color="red" leftSection={<Trash2 size={14} aria-hidden />} onClick={remove}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
