import { z } from 'zod';
import { SORT_FIELDS } from '../../workflows/contacts/rules.ts';
import { Done, oc } from './base.ts';
import { Filter } from './contact-filter.ts';
import { SavedViewId } from './ids.ts';

const Name = z.string().trim().min(1).max(60);

/** What a view shows: which contacts, in which order, with which columns. */
const shape = {
  filter: Filter,
  columns: z
    .array(z.string().max(100))
    .max(80)
    .nullable()
    .meta({ description: 'The columns in their order; null for the usual ones.' }),
  sort: z.enum(SORT_FIELDS).nullable(),
  order: z.enum(['asc', 'desc']),
  visibility: z.enum(['private', 'workspace']),
};

export const ViewItem = z.object({
  id: SavedViewId,
  name: z.string(),
  ...shape,
  isMine: z.boolean().meta({ description: 'Whether the asker created it.' }),
});

export const listViews = oc
  .route({
    method: 'GET',
    path: '/views',
    summary: 'List the saved views of contacts: your own and those of the workspace',
    description: 'All of them at once: a workspace has 200 at the most.',
    tags: ['Contacts'],
  })
  .input(z.object({}))
  .output(z.object({ items: z.array(ViewItem) }));

export const createView = oc
  .route({ method: 'POST', path: '/views', summary: 'Save a view', tags: ['Contacts'] })
  .meta({ role: 'rep', creates: true })
  .input(
    z.object({
      name: Name,
      filter: shape.filter,
      columns: shape.columns.default(null),
      sort: shape.sort.default(null),
      order: shape.order.default('asc'),
      visibility: shape.visibility.default('private'),
    }),
  )
  .output(ViewItem);

export const updateView = oc
  .route({ method: 'PATCH', path: '/views/{viewId}', summary: 'Change a saved view', tags: ['Contacts'] })
  .meta({ role: 'rep' })
  .input(
    z.object({
      viewId: SavedViewId,
      name: Name.optional(),
      filter: shape.filter.optional(),
      columns: shape.columns.optional(),
      sort: shape.sort.optional(),
      order: shape.order.optional(),
      visibility: shape.visibility.optional(),
    }),
  )
  .output(ViewItem);

export const deleteView = oc
  .route({ method: 'DELETE', path: '/views/{viewId}', summary: 'Delete a saved view', tags: ['Contacts'] })
  .meta({ role: 'rep' })
  .input(z.object({ viewId: SavedViewId }))
  .output(Done);
