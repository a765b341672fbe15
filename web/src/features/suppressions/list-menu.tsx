import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ChevronDown, Download, FileUp } from 'lucide-react';
import { useMay } from '../../lib/me.ts';
import { ImportModal } from './import-modal.tsx';
import type { View } from './use-view.ts';

/** Where the entries that are shown can be had as a file. */
const fileOf = (view: View) =>
  `/api/v1/suppressions.csv?${new URLSearchParams(Object.entries(view).filter(([, value]) => value)).toString()}`;

/** The list as a file, there and back. */
export function ListMenu({ view }: { view: View }) {
  const mayEdit = useMay('rep');
  const [isImporting, { open, close }] = useDisclosure(false);
  const isNarrowed = Object.values(view).some(Boolean);
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default" rightSection={<ChevronDown size={14} aria-hidden />}>
            CSV
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayEdit && (
            <Menu.Item leftSection={<FileUp size={14} aria-hidden />} onClick={open}>
              Add those of a CSV…
            </Menu.Item>
          )}
          <Menu.Item component="a" href={fileOf(view)} download leftSection={<Download size={14} aria-hidden />}>
            {isNarrowed ? 'Download what is shown' : 'Download the list'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ImportModal isOpen={isImporting} onClose={close} />
    </>
  );
}
