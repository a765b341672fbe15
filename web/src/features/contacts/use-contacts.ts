import { useCallbackRef } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import type { Shown } from './use-view.ts';

const PAGE = 100;

/** The contacts that a view shows, page by page, and how many there are in all. */
export function useContacts({ filter, search, isTrash, sort, order }: Shown, isReady: boolean) {
  const which = {
    filter: filter.conditions.length > 0 ? JSON.stringify(filter) : undefined,
    search: search || undefined,
    isDeleted: isTrash ? 'true' : undefined,
  };
  const query = useInfiniteQuery({
    ...client.contacts.listContacts.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...which, sort, order, limit: PAGE, cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
    enabled: isReady,
  });
  const { data: total } = useQuery({
    ...client.contacts.countContacts.queryOptions({ input: which }),
    placeholderData: keepPreviousData,
    enabled: isReady,
  });
  const fetchMore = useCallbackRef(() => {
    if (!query.isFetchingNextPage) void query.fetchNextPage();
  });
  return {
    ...query,
    fetchMore,
    contacts: query.data?.pages.flatMap(({ items }) => items) ?? [],
    total: total?.count,
    isCapped: total?.isCapped ?? false,
  };
}
