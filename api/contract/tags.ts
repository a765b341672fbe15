import { z } from 'zod';
import { Done, oc, PageInput, pageOf } from './base.ts';
import { TagId } from './ids.ts';

const Name = z.string().trim().min(1).max(60);
const Color = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'must be a colour as #0284c7')
  .meta({ examples: ['#0284c7'] });

export const TagItem = z.object({
  id: TagId,
  name: z.string(),
  color: z.string(),
  description: z.string().nullable(),
  contacts: z.number().int().nullable().meta({ description: 'How many contacts carry it, when asked for.' }),
});

export const listTags = oc
  .route({ method: 'GET', path: '/tags', summary: 'List tags, by name', tags: ['Contacts'] })
  .input(PageInput.extend({ search: z.string().max(60).optional(), withCounts: z.stringbool().optional() }))
  .output(pageOf(TagItem));

export const createTag = oc
  .route({ method: 'POST', path: '/tags', summary: 'Create a tag', tags: ['Contacts'] })
  .meta({ role: 'rep', creates: true })
  .input(z.object({ name: Name, color: Color.optional(), description: z.string().max(500).optional() }))
  .output(TagItem);

export const updateTag = oc
  .route({ method: 'PATCH', path: '/tags/{tagId}', summary: 'Rename a tag, or change its colour', tags: ['Contacts'] })
  .meta({ role: 'rep' })
  .input(
    z.object({
      tagId: TagId,
      name: Name.optional(),
      color: Color.optional(),
      description: z.string().max(500).nullable().optional(),
    }),
  )
  .output(TagItem);

export const deleteTag = oc
  .route({ method: 'DELETE', path: '/tags/{tagId}', summary: 'Delete a tag, on every contact', tags: ['Contacts'] })
  .meta({ role: 'rep' })
  .input(z.object({ tagId: TagId }))
  .output(Done);
