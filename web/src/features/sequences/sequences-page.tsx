import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus, Search, Workflow } from 'lucide-react';
import { useEffect, useState } from 'react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { Page } from '../../ui/page.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { DetailsForm } from './details-form.tsx';
import { SequencesTable } from './sequences-table.tsx';

type View = { status?: 'open' | 'archived'; q?: string };

function useView() {
  const view = useSearch({ strict: false }) as View;
  const navigate = useNavigate();
  const change = (some: View) =>
    void navigate({ to: '/sequences', search: { ...view, ...some } as never, replace: some.q !== undefined });
  return { status: view.status ?? ('open' as const), q: view.q ?? '', change };
}

function SearchBox({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const [text, setText] = useState(value);
  const [settled] = useDebouncedValue(text, 250);
  useEffect(() => {
    if (settled !== value) onChange(settled);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what was typed moves the address
  }, [settled]);
  return (
    <TextInput
      size="xs"
      w={200}
      placeholder="Search"
      aria-label="Search sequences"
      data-list-search
      leftSection={<Search size={14} aria-hidden />}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
    />
  );
}

function NewSequence({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation(
    client.sequences.createSequence.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: ({ sequenceId }) => void navigate({ to: '/sequences/$sequenceId', params: { sequenceId } }),
    }),
  );
  return (
    <Modal opened={isOpen} onClose={onClose} title="New sequence">
      <DetailsForm
        initial={{ name: '', description: '', isExclusive: false }}
        submitLabel="Create"
        isPending={isPending}
        error={error}
        onSubmit={(details) => mutate(details)}
      />
    </Modal>
  );
}

/** Every sequence, with who is in it and what came of it. */
export function SequencesPage() {
  const { status, q, change } = useView();
  const mayEdit = useMay('rep');
  const [isCreating, { open, close }] = useDisclosure(false);
  const query = useInfiniteQuery(
    client.sequences.listSequences.infiniteOptions({
      input: (cursor: string | undefined) => ({ status, search: q || undefined, cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const sequences = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const newButton = mayEdit && (
    <Button leftSection={<Plus size={14} aria-hidden />} onClick={open}>
      New sequence
    </Button>
  );
  const actions = (
    <>
      <SearchBox value={q} onChange={(text) => change({ q: text })} />
      <SegmentedControl
        size="xs"
        aria-label="Which sequences"
        value={status}
        onChange={(value) => change({ status: value as 'open' | 'archived' })}
        data={[
          { value: 'open', label: 'Open' },
          { value: 'archived', label: 'Archived' },
        ]}
      />
      {newButton}
    </>
  );
  return (
    <Page
      title="Sequences"
      subtitle="Mails, calls and tasks, one after another, until somebody answers"
      actions={actions}
    >
      {query.isPending && <Loading />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && sequences.length === 0 && (
        <Empty
          icon={Workflow}
          title={q ? 'Nothing found' : status === 'open' ? 'No sequence yet' : 'Nothing is archived'}
          action={status === 'open' && !q && newButton}
        >
          {q
            ? `No sequence is called like "${q}".`
            : status === 'open'
              ? 'A sequence writes to people step by step, and stops when they answer.'
              : 'A sequence that nobody is in any more can be put away here.'}
        </Empty>
      )}
      {sequences.length > 0 && <SequencesTable sequences={sequences} />}
      {query.hasNextPage && (
        <Button mt="md" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Show more
        </Button>
      )}
      <NewSequence isOpen={isCreating} onClose={close} />
    </Page>
  );
}
