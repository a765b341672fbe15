import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { client, rpc } from '../../lib/client.ts';

/** What contacts are put in order by. */
export type Organized = 'lists' | 'tags';
/** A list or a tag; a tag has a colour. */
export type Thing = { id: string; name: string; color?: string; contacts: number | null };

const pages = {
  initialPageParam: undefined,
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined,
};
const input = (search: string) => (cursor: string | undefined) => ({
  cursor,
  search: search || undefined,
  withCounts: 'true',
});

function useRefresh() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [client.lists.key(), client.tags.key(), client.contacts.key()].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
}

/** The lists of the workspace with how many are on each, and what can be done with them. */
export function useListThings(search: string) {
  const query = useInfiniteQuery(client.lists.listLists.infiniteOptions({ ...pages, input: input(search) }));
  const lists = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const idOf = (id: string) => lists.find((list) => list.id === id)?.id;
  return {
    query,
    things: lists as Thing[],
    create: (name: string) => rpc.lists.createList({ name }),
    change: async (id: string, { name }: { name?: string }) => {
      const listId = idOf(id);
      if (listId) await rpc.lists.updateList({ listId, name });
    },
    remove: async (id: string) => {
      const listId = idOf(id);
      if (listId) await rpc.lists.deleteList({ listId });
    },
  };
}

/** The tags of the workspace with how many carry each, and what can be done with them. */
export function useTagThings(search: string) {
  const query = useInfiniteQuery(client.tags.listTags.infiniteOptions({ ...pages, input: input(search) }));
  const tags = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const idOf = (id: string) => tags.find((tag) => tag.id === id)?.id;
  return {
    query,
    things: tags as Thing[],
    create: (name: string) => rpc.tags.createTag({ name }),
    change: async (id: string, change: { name?: string; color?: string }) => {
      const tagId = idOf(id);
      if (tagId) await rpc.tags.updateTag({ tagId, ...change });
    },
    remove: async (id: string) => {
      const tagId = idOf(id);
      if (tagId) await rpc.tags.deleteTag({ tagId });
    },
  };
}

export type Things = ReturnType<typeof useListThings> | ReturnType<typeof useTagThings>;

/** What is done to a list or a tag, refreshed wherever it is shown. */
export function useThingActions({ create, change, remove }: Things) {
  const onSuccess = useRefresh();
  return {
    create: useMutation({
      mutationFn: async (name: string) => void (await create(name)),
      onSuccess,
      meta: { showsErrors: true },
    }),
    change: useMutation({
      mutationFn: ({ id, ...changed }: { id: string; name?: string; color?: string }) => change(id, changed),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: ({ id }: { id: string }) => remove(id), onSuccess }),
  };
}
