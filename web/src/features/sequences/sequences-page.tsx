import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Plus, Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { Page } from '../../ui/page.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import { DetailsForm } from './details-form.tsx';
import { SequencesTable } from './sequences-table.tsx';
import { textOf } from './use-sequence-view.ts';

type View = { status?: 'open' | 'archived'; q?: unknown };

function useView() {
  const view = useSearch({ strict: false }) as View;
  const navigate = useNavigate();
  const change = (some: View) =>
    void navigate({ to: '/sequences', search: { ...view, ...some } as never, replace: some.q !== undefined });
  return { status: view.status ?? ('open' as const), q: textOf(view.q) ?? '', change };
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

type NoSequencesProps = { status: 'open' | 'archived'; q: string; action: ReactNode };

function NoSequences({ status, q, action }: NoSequencesProps) {
  if (q)
    return (
      <Empty icon={Workflow} title="Nothing found">
        No sequence is called like "{q}".
      </Empty>
    );
  if (status === 'archived')
    return (
      <Empty icon={Workflow} title="Nothing is archived">
        A sequence that nobody is in any more can be put away here.
      </Empty>
    );
  return (
    <Empty icon={Workflow} title="No sequence yet" action={action}>
      A sequence writes to people step by step, and stops when they answer.
    </Empty>
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
      <SearchBox label="Search sequences" value={q} onSearch={(text) => change({ q: text })} />
      <SegmentedControl
        size="xs"
        aria-label="Which sequences"
        value={status}
        onChange={(value) => change({ status: value })}
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
      <Waiting query={query} />
      {query.data && sequences.length === 0 && <NoSequences status={status} q={q} action={newButton} />}
      {sequences.length > 0 && <SequencesTable sequences={sequences} />}
      <ShowMore query={query} mt="md" />
      <NewSequence isOpen={isCreating} onClose={close} />
    </Page>
  );
}
