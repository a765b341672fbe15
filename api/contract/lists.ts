import { z } from 'zod';
import { Done, Instant, oc, PageInput, pageOf } from './base.ts';
import { ListId } from './ids.ts';

const Name = z.string().trim().min(1).max(100);

export const ListItem = z.object({
  id: ListId,
  name: z.string(),
  description: z.string().nullable(),
  createdAt: Instant,
  contacts: z.number().int().nullable().meta({ description: 'How many living contacts are on it, when asked for.' }),
});

export const listLists = oc
  .route({
    method: 'GET',
    path: '/lists',
    summary: 'List the lists of contacts, by name',
    description: 'The contacts on a list are those of `GET /contacts` with a filter on `lists`.',
    tags: ['Contacts'],
  })
  .input(PageInput.extend({ search: z.string().max(100).optional(), withCounts: z.stringbool().optional() }))
  .output(pageOf(ListItem));

export const createList = oc
  .route({ method: 'POST', path: '/lists', summary: 'Create a list', tags: ['Contacts'] })
  .meta({ role: 'rep', creates: true })
  .input(z.object({ name: Name, description: z.string().max(500).optional() }))
  .output(ListItem);

export const updateList = oc
  .route({ method: 'PATCH', path: '/lists/{listId}', summary: 'Rename a list', tags: ['Contacts'] })
  .meta({ role: 'rep' })
  .input(z.object({ listId: ListId, name: Name.optional(), description: z.string().max(500).nullable().optional() }))
  .output(ListItem);

export const deleteList = oc
  .route({ method: 'DELETE', path: '/lists/{listId}', summary: 'Delete a list; its contacts stay', tags: ['Contacts'] })
  .meta({ role: 'rep' })
  .input(z.object({ listId: ListId }))
  .output(Done);
