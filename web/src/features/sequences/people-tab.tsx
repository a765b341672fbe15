import { Button, Group, SegmentedControl, Select, Stack } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { UserPlus, Users } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { SearchBox } from '../../ui/search-box.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import { STATES } from './badges.tsx';
import { BatchStrip } from './batch-strip.tsx';
import { PeopleBar } from './people-bar.tsx';
import { PeopleTable } from './people-table.tsx';
import type { EnrollmentItem, Sequence } from './sequence.ts';
import { useChosen } from './use-chosen.ts';
import { type SequenceView, useSequenceView } from './use-sequence-view.ts';

const ANYBODY = 'anybody';
const NEEDS_YOU = 'needs-you';
const CHOICES = [
  { value: ANYBODY, label: 'Everybody' },
  { value: NEEDS_YOU, label: 'Needs you' },
  ...Object.entries(STATES).map(([value, { label }]) => ({ value, label })),
];

const filterOf = (value: string | null): Pick<SequenceView, 'state' | 'needsAttention'> => ({
  needsAttention: value === NEEDS_YOU || undefined,
  state: Object.keys(STATES).find((state): state is EnrollmentItem['state'] => state === value),
});

type View = ReturnType<typeof useSequenceView>;

function Toolbar({ view, change }: View) {
  return (
    <Group gap="xs">
      <SearchBox
        label="Search people"
        value={view.q ?? ''}
        onSearch={(q) => change({ q: q || undefined }, { replace: true })}
      />
      <Select
        size="xs"
        w={150}
        aria-label="State"
        data={CHOICES}
        value={view.needsAttention ? NEEDS_YOU : (view.state ?? ANYBODY)}
        onChange={(value) => change(filterOf(value))}
      />
      <SegmentedControl
        size="xs"
        aria-label="Order"
        value={view.sort ?? 'newest'}
        onChange={(sort) => change({ sort: sort === 'next' ? 'next' : undefined })}
        data={[
          { value: 'newest', label: 'Newest' },
          { value: 'next', label: 'Next step' },
        ]}
      />
    </Group>
  );
}

function Nobody({ sequence, isFiltered, onEnroll }: { sequence: Sequence; isFiltered: boolean; onEnroll: () => void }) {
  const mayEdit = useMay('rep');
  if (isFiltered)
    return (
      <Empty icon={Users} title="Nobody matches">
        Choose another state, or search for something else.
      </Empty>
    );
  const isReady = sequence.status === 'active' || sequence.status === 'paused';
  const button = (
    <Button leftSection={<UserPlus size={14} aria-hidden />} onClick={onEnroll}>
      Enroll people
    </Button>
  );
  return (
    <Empty icon={Users} title="Nobody is in it yet" action={mayEdit && isReady && button}>
      {isReady
        ? 'Enroll contacts, a list, or everybody who matches a filter.'
        : 'Activate the sequence; then people can be enrolled.'}
    </Empty>
  );
}

/** Who is in a sequence, and what happens next for each of them. */
export function PeopleTab({ sequence }: { sequence: Sequence }) {
  const { view, change } = useSequenceView();
  const mayEdit = useMay('rep');
  const { state, needsAttention, sort = 'newest' } = view;
  const search = view.q || undefined;
  const query = useInfiniteQuery(
    client.enrollments.listEnrollments.infiniteOptions({
      input: (cursor: string | undefined) => ({
        sequenceId: sequence.id,
        state,
        search,
        sort,
        cursor,
        needsAttention: needsAttention ? ('true' as const) : undefined,
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const enrollments = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const chosen = useChosen(enrollments, JSON.stringify([state, needsAttention, search]));
  const isFiltered = state !== undefined || needsAttention === true || search !== undefined;
  return (
    <Stack gap="md">
      <BatchStrip sequenceId={sequence.id} />
      <Toolbar view={view} change={change} />
      <Waiting query={query} />
      {query.data && enrollments.length === 0 && (
        <Nobody sequence={sequence} isFiltered={isFiltered} onEnroll={() => change({ enroll: 'contacts' })} />
      )}
      {enrollments.length > 0 && <PeopleTable enrollments={enrollments} chosen={mayEdit ? chosen : null} />}
      <ShowMore query={query} />
      <PeopleBar
        sequenceId={sequence.id}
        chosen={chosen}
        shown={enrollments}
        hasMore={query.hasNextPage}
        matching={{ kind: 'matching', state, needsAttention, search }}
      />
    </Stack>
  );
}
