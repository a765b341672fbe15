import { Paper } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Page } from '../../ui/page.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import { DropFile } from './drop-file.tsx';
import { pollOf } from './import.ts';
import { ImportsTable } from './imports-table.tsx';

/** Every file that was brought, how far it is and what came of it; and where the next one is dropped. */
export function ImportsPage() {
  const mayEdit = useMay('rep');
  const query = useInfiniteQuery(
    client.imports.listImports.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      refetchInterval: ({ state }) => pollOf(state.data?.pages.flatMap(({ items }) => items) ?? []),
    }),
  );
  const imports = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <BackLink to="/contacts" label="Contacts" />
      <Page title="Imports" subtitle="Files of contacts: mapped, checked, then taken in">
        {mayEdit && <DropFile />}
        <Paper withBorder={imports.length > 0} mt="lg" bg={imports.length > 0 ? undefined : 'transparent'}>
          <Waiting query={query} />
          {query.data && imports.length === 0 && (
            <Empty icon={FileUp} title="Nothing imported yet">
              Columns are found by their names, in English and German, and you see what each row would do before it is
              done.
            </Empty>
          )}
          {imports.length > 0 && <ImportsTable imports={imports} />}
        </Paper>
        <ShowMore query={query} mt="md" />
      </Page>
    </>
  );
}
