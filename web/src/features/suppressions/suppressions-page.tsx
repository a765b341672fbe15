import { Button, Paper } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Plus, UserRoundX } from 'lucide-react';
import type { ReactNode } from 'react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { Page } from '../../ui/page.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import { AddModal } from './add-modal.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ListMenu } from './list-menu.tsx';
import { SuppressionsTable } from './suppressions-table.tsx';
import { useView, type View } from './use-view.ts';

const EVERYTHING: View = { search: undefined, reason: undefined, source: undefined };

function Nothing({ onShowAll, addButton }: { onShowAll: (() => void) | null; addButton: ReactNode }) {
  if (!onShowAll)
    return (
      <Empty icon={UserRoundX} title="Nobody is suppressed" action={addButton}>
        Whoever unsubscribes, complains or cannot be reached comes here by themselves. You can add others.
      </Empty>
    );
  const showAll = (
    <Button variant="default" onClick={onShowAll}>
      Show all
    </Button>
  );
  return (
    <Empty icon={UserRoundX} title="Nothing found" action={showAll}>
      No entry of the list is like that.
    </Empty>
  );
}

/** Who gets no mail, why, and since when. */
export function SuppressionsPage() {
  const { view, change } = useView();
  const mayEdit = useMay('rep');
  const [isAdding, { open, close }] = useDisclosure(false);
  const query = useInfiniteQuery(
    client.suppressions.listSuppressions.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...view, cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const isNarrowed = Object.values(view).some(Boolean);
  const addButton = mayEdit && (
    <Button leftSection={<Plus size={14} aria-hidden />} onClick={open}>
      Add
    </Button>
  );
  return (
    <Page
      title="Suppressions"
      subtitle="Addresses and whole domains that get no mail, whoever writes to them"
      actions={
        <>
          <ListMenu view={view} />
          {addButton}
        </>
      }
    >
      <FilterBar view={view} onChange={change} />
      <Waiting query={query} />
      {query.data && rows.length === 0 && (
        <Nothing onShowAll={isNarrowed ? () => change(EVERYTHING) : null} addButton={addButton} />
      )}
      {rows.length > 0 && (
        <Paper>
          <SuppressionsTable rows={rows} />
        </Paper>
      )}
      <ShowMore query={query} mt="md" />
      <AddModal isOpen={isAdding} onClose={close} />
    </Page>
  );
}
