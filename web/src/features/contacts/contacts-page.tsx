import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { Ellipsis, ListChecks, Plus, Settings2, Tag, Upload } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../lib/me.ts';
import { Page } from '../../ui/page.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { Waiting } from '../../ui/states.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ColumnsMenu } from './columns-menu.tsx';
import { ContactsTable } from './contacts-table.tsx';
import { CreateContact } from './create-contact.tsx';
import { fieldsOf } from './fields.ts';
import { FilterBar } from './filter-bar.tsx';
import { NoContacts } from './no-contacts.tsx';
import { Organizer } from './organizer.tsx';
import { useCustomFields } from './references.ts';
import { people } from './use-bulk.ts';
import { useContacts } from './use-contacts.ts';
import type { Organized } from './use-organized.ts';
import { useSelection } from './use-selection.ts';
import { useView } from './use-view.ts';
import { ViewsBar } from './views-bar.tsx';

function MoreMenu({ onOrganize }: { onOrganize: (what: Organized) => void }) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label="More about contacts">
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<ListChecks size={14} aria-hidden />} onClick={() => onOrganize('lists')}>
          Lists…
        </Menu.Item>
        <Menu.Item leftSection={<Tag size={14} aria-hidden />} onClick={() => onOrganize('tags')}>
          Tags…
        </Menu.Item>
        <Menu.Item leftSection={<Settings2 size={14} aria-hidden />} component={Link} to="/settings/custom-fields">
          Custom fields
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Actions({ onCreate, onOrganize }: { onCreate: () => void; onOrganize: (what: Organized) => void }) {
  const mayEdit = useMay('rep');
  return (
    <>
      <MoreMenu onOrganize={onOrganize} />
      {mayEdit && (
        <>
          <Button
            variant="default"
            leftSection={<Upload size={14} aria-hidden />}
            component={Link}
            to="/imports"
            aria-label="Import a CSV"
          >
            Import
          </Button>
          <Button leftSection={<Plus size={14} aria-hidden />} onClick={onCreate}>
            New contact
          </Button>
        </>
      )}
    </>
  );
}

/** Everybody the workspace knows: filtered, sorted, chosen, changed in place. */
export function ContactsPage() {
  const views = useView();
  const { shown, show } = views;
  const { customFields, isSuccess: areFieldsKnown } = useCustomFields();
  const fields = fieldsOf(customFields);
  const query = useContacts(shown, views.isReady);
  const { contacts, total, isCapped } = query;
  const chosen = useSelection(contacts, shown);
  const [isCreating, { open: create, close }] = useDisclosure(false);
  const [organized, organize] = useState<Organized | null>(null);
  const columns = shown.columns.flatMap((key) => fields.find((field) => field.key === key) ?? []);
  const isFiltered = shown.search !== '' || shown.filter.conditions.length > 0;
  return (
    <Page title="Contacts" actions={<Actions onCreate={create} onOrganize={organize} />}>
      <ViewsBar {...views} />
      <Group justify="space-between" gap="xs" mb="sm" align="flex-start">
        <Group gap={6} style={{ flex: 1 }}>
          <SearchBox
            label="Search contacts"
            placeholder="Search name, address, company"
            value={shown.search}
            onSearch={(search) => show({ search })}
          />
          {areFieldsKnown && (
            <FilterBar filter={shown.filter} fields={fields} onChange={(filter) => show({ filter })} />
          )}
        </Group>
        <Group gap="sm">
          {total !== undefined && (
            <Text size="xs" c="dimmed" role="status" style={{ fontVariantNumeric: 'tabular-nums' }}>
              {people(total)}
              {isCapped ? ' or more' : ''}
            </Text>
          )}
          <ColumnsMenu fields={fields} columns={shown.columns} onChange={(next) => show({ columns: next })} />
        </Group>
      </Group>
      <Waiting query={query} rows={14} />
      {query.data && contacts.length === 0 && (
        <NoContacts {...{ isFiltered, isTrash: shown.isTrash }} onReset={() => views.open({})} onCreate={create} />
      )}
      {contacts.length > 0 && (
        <ContactsTable
          {...{ contacts, total, columns, chosen }}
          sorting={shown}
          onSort={show}
          hasMore={query.hasNextPage}
          onMore={query.fetchMore}
        />
      )}
      <BulkBar {...{ chosen, total, isCapped, isTrash: shown.isTrash }} loaded={contacts.length} />
      <CreateContact isOpen={isCreating} onClose={close} />
      <Organizer what={organized} onSwitch={organize} onClose={() => organize(null)} />
    </Page>
  );
}
