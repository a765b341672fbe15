import { Loader, Menu, ScrollArea, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Selection } from '../../../../workflows/contacts/rules.ts';
import { client } from '../../lib/client.ts';

/** Whom the sequence's page is to ask about, as its address says it. */
function searchOf(selection: Selection): Record<string, string> {
  const { kind } = selection;
  const common = { tab: 'people', enroll: kind };
  switch (kind) {
    case 'contacts':
      return { ...common, ids: selection.contactIds.join(',') };
    case 'list':
      return { ...common, listId: selection.listId };
    case 'filter':
      return {
        ...common,
        filter: JSON.stringify(selection.filter),
        ...(selection.search ? { search: selection.search } : {}),
      };
  }
}

function Sequences({ selection }: { selection: () => Selection }) {
  const navigate = useNavigate();
  const { data, isPending } = useQuery({
    ...client.sequences.listSequences.queryOptions({ input: { limit: 200 } }),
    staleTime: 60_000,
  });
  const active = data?.items.filter(({ status }) => status === 'active') ?? [];
  if (isPending)
    return (
      <Menu.Item disabled leftSection={<Loader size={12} />}>
        Loading
      </Menu.Item>
    );
  if (active.length === 0)
    return (
      <>
        <Text size="xs" c="dimmed" px="sm" py={6}>
          No sequence is active.
        </Text>
        <Menu.Item component={Link} to="/sequences">
          Go to Sequences
        </Menu.Item>
      </>
    );
  return (
    <ScrollArea.Autosize mah={300} type="scroll">
      {active.map(({ id, name }) => (
        <Menu.Item
          key={id}
          onClick={() =>
            void navigate({
              to: '/sequences/$sequenceId',
              params: { sequenceId: id },
              search: searchOf(selection()) as never,
            })
          }
        >
          {name}
        </Menu.Item>
      ))}
    </ScrollArea.Autosize>
  );
}

type EnrollMenuProps = { selection: () => Selection; children: ReactNode };

/** Chooses the sequence to enroll contacts in; its page asks from which mailbox, and shows who cannot be. */
export function EnrollMenu({ selection, children }: EnrollMenuProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Menu opened={isOpen} onChange={setOpen} width={260} position="bottom-start">
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Enroll in a sequence</Menu.Label>
        {isOpen && <Sequences selection={selection} />}
      </Menu.Dropdown>
    </Menu>
  );
}
