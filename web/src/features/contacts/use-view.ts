import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { z } from 'zod';
import { Filter as FilterSchema } from '../../../../api/contract/contact-filter.ts';
import type { ViewItem } from '../../../../api/contract/views.ts';
import { EVERYONE, type Filter, SORT_FIELDS, type SortField } from '../../../../workflows/contacts/rules.ts';
import { client } from '../../lib/client.ts';
import { USUAL_COLUMNS } from './fields.ts';
import { isSameFilter } from './filter-words.ts';

export type View = z.output<typeof ViewItem>;
/** What the table shows: which contacts, in which order, with which columns. */
export type Shown = {
  filter: Filter;
  sort: SortField;
  order: 'asc' | 'desc';
  columns: string[];
  search: string;
  isTrash: boolean;
};

/** What the address of the page holds. What is wrong in it is left out. */
const Params = z.object({
  view: z.string().optional().catch(undefined),
  q: z.coerce.string().optional().catch(undefined),
  filter: FilterSchema.optional().catch(undefined),
  sort: z.enum(SORT_FIELDS).optional().catch(undefined),
  order: z.enum(['asc', 'desc']).optional().catch(undefined),
  columns: z.array(z.string()).optional().catch(undefined),
  trash: z.boolean().optional().catch(undefined),
});
type Params = z.output<typeof Params>;

const USUAL: Omit<Shown, 'search' | 'isTrash'> = {
  filter: EVERYONE,
  sort: 'createdAt',
  order: 'desc',
  columns: USUAL_COLUMNS,
};

const ofView = (view: View | undefined) =>
  view
    ? {
        filter: view.filter,
        sort: view.sort ?? USUAL.sort,
        order: view.sort ? view.order : USUAL.order,
        columns: view.columns ?? USUAL.columns,
      }
    : USUAL;

/** The view that the address names, with what was changed in it; and how to change it. The address restores all of it. */
export function useView() {
  const params = Params.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const { data, isPending } = useQuery(client.views.listViews.queryOptions({ input: {} }));
  const views = data?.items ?? [];
  const view = views.find(({ id }) => id === params.view);
  const base = ofView(view);
  const shown: Shown = {
    filter: params.filter ?? base.filter,
    sort: params.sort ?? base.sort,
    order: params.order ?? base.order,
    columns: params.columns ?? base.columns,
    search: params.q ?? '',
    isTrash: params.trash ?? false,
  };
  const isChanged =
    !isSameFilter(shown.filter, base.filter) ||
    shown.sort !== base.sort ||
    shown.order !== base.order ||
    shown.columns.join() !== base.columns.join();

  /** Changes what is shown; what is as in the view leaves the address. */
  function show(change: Partial<Shown>) {
    const next = { ...shown, ...change };
    const search: Params = {
      view: params.view,
      q: next.search || undefined,
      trash: next.isTrash || undefined,
      filter: isSameFilter(next.filter, base.filter) ? undefined : next.filter,
      sort: next.sort === base.sort ? undefined : next.sort,
      order: next.order === base.order ? undefined : next.order,
      columns: next.columns.join() === base.columns.join() ? undefined : next.columns,
    };
    void navigate({ to: '/contacts', search: search as never, replace: change.search !== undefined });
  }
  const open = (search: Params) => void navigate({ to: '/contacts', search: search as never });
  return { shown, show, views, view, isChanged, open, isReady: !params.view || !isPending };
}
