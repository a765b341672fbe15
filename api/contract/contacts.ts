import { z } from 'zod';
import { CONTACT_SOURCES, CONTACT_STATUSES, LIFECYCLE_STAGES, SORT_FIELDS } from '../../workflows/contacts/rules.ts';
import { Done, Instant, oc, PageInput, pageOf } from './base.ts';
import { FilterParam, Selection } from './contact-filter.ts';
import { CustomValue } from './custom-fields.ts';
import { ContactId, EnrollmentId, ListId, SequenceId, TagId, UserId } from './ids.ts';
import { MachineVisit } from './visits.ts';

const Text = z.string().max(2_000).nullable().optional();

/** What a person may write of a contact. Null empties a field. */
const editable = {
  email: Text.meta({
    description: 'Unique among the living contacts of the workspace.',
    examples: ['ada@example.com'],
  }),
  firstName: Text,
  lastName: Text,
  company: Text,
  title: Text,
  department: Text,
  phone: Text,
  mobile: Text,
  addressLine1: Text,
  addressLine2: Text,
  city: Text,
  state: Text,
  country: Text,
  postalCode: Text,
  timeZone: Text.meta({ description: 'An IANA name.', examples: ['Europe/Berlin'] }),
  website: Text,
  linkedinUrl: Text,
  twitterHandle: Text,
  facebookUrl: Text,
  status: z.enum(CONTACT_STATUSES).optional(),
  lifecycleStage: z.enum(LIFECYCLE_STAGES).optional(),
  score: z.number().int().min(-1_000_000).max(1_000_000).optional(),
  ownerId: UserId.nullable().optional(),
  customFields: z
    .record(z.string().max(60), CustomValue.nullable())
    .optional()
    .meta({ description: 'By name; those that are not given stay as they are.', examples: [{ plan: 'Team' }] }),
};

const text = z.string().nullable();
export const ContactItem = z.object({
  id: ContactId,
  name: z.string().meta({ description: 'How to call it: its name, else its address.' }),
  email: text,
  firstName: text,
  lastName: text,
  company: text,
  title: text,
  department: text,
  phone: text,
  mobile: text,
  addressLine1: text,
  addressLine2: text,
  city: text,
  state: text,
  country: text,
  postalCode: text,
  timeZone: text,
  website: text,
  linkedinUrl: text,
  twitterHandle: text,
  facebookUrl: text,
  status: z.enum(CONTACT_STATUSES),
  lifecycleStage: z.enum(LIFECYCLE_STAGES),
  source: z.enum(CONTACT_SOURCES),
  score: z.number().int(),
  customFields: z.record(z.string(), CustomValue),
  owner: z.object({ id: UserId, name: z.string() }).nullable(),
  tags: z.array(z.object({ id: TagId, name: z.string(), color: z.string() })),
  lists: z.array(z.object({ id: ListId, name: z.string() })),
  sequences: z
    .array(z.object({ enrollmentId: EnrollmentId, sequenceId: SequenceId, name: z.string() }))
    .meta({ description: 'The sequences that it is in now.' }),
  address: z
    .object({
      state: z.enum(['usable', 'none', 'unsubscribed', 'bounced', 'suppressed']),
      reason: z.string().nullable().meta({ description: 'Why no mail goes there, in words.' }),
      at: Instant.nullable(),
    })
    .meta({ description: 'Whether mail may go to its address.' }),
  lastContactedAt: Instant.nullable(),
  lastRepliedAt: Instant.nullable(),
  lastActivityAt: Instant.nullable(),
  unsubscribedAt: Instant.nullable(),
  bouncedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  deletedAt: Instant.nullable(),
});

const which = {
  filter: FilterParam.optional(),
  search: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'Words of the name, the address, the company or the title; each may be a beginning.' }),
  isDeleted: z.stringbool().optional().meta({ description: 'The trash instead of the living.' }),
};

export const listContacts = oc
  .route({ method: 'GET', path: '/contacts', summary: 'List contacts: filtered, searched, sorted', tags: ['Contacts'] })
  .input(
    PageInput.extend({
      ...which,
      cursor: PageInput.shape.cursor.unwrap().max(10_000).optional(), // it carries the sorted value of a row
      sort: z.enum(SORT_FIELDS).default('createdAt'),
      order: z
        .enum(['asc', 'desc'])
        .default('desc')
        .meta({ description: 'Contacts without a value come last either way.' }),
    }),
  )
  .output(pageOf(ContactItem));

export const countContacts = oc
  .route({ method: 'GET', path: '/contacts/count', summary: 'Count the contacts that match', tags: ['Contacts'] })
  .input(z.object(which))
  .output(
    z.object({
      count: z.number().int(),
      isCapped: z.boolean().meta({ description: 'There are more: counting stops at 100,000.' }),
    }),
  );

export const getContact = oc
  .route({ method: 'GET', path: '/contacts/{contactId}', summary: 'Read a contact', tags: ['Contacts'] })
  .input(z.object({ contactId: ContactId }))
  .output(ContactItem);

export const createContact = oc
  .route({ method: 'POST', path: '/contacts', summary: 'Create a contact', tags: ['Contacts'] })
  .meta({ role: 'rep', creates: true })
  .input(
    z.object({
      ...editable,
      tagIds: z.array(TagId).max(100).default([]),
      listIds: z.array(ListId).max(100).default([]),
    }),
  )
  .output(ContactItem);

export const updateContact = oc
  .route({
    method: 'PATCH',
    path: '/contacts/{contactId}',
    summary: 'Change a contact; what is not given stays',
    tags: ['Contacts'],
  })
  .meta({ role: 'rep' })
  .input(z.object({ contactId: ContactId, ...editable }))
  .output(ContactItem);

export const deleteContact = oc
  .route({
    method: 'DELETE',
    path: '/contacts/{contactId}',
    summary: 'Put a contact into the trash; it leaves its sequences',
    tags: ['Contacts'],
  })
  .meta({ role: 'rep' })
  .input(z.object({ contactId: ContactId }))
  .output(z.object({ deletedAt: Instant }));

export const restoreContact = oc
  .route({
    method: 'POST',
    path: '/contacts/{contactId}/restore',
    summary: 'Take a contact out of the trash',
    tags: ['Contacts'],
  })
  .meta({ role: 'rep' })
  .input(z.object({ contactId: ContactId }))
  .output(ContactItem);

/** What can be done to many contacts at once. */
export const BulkAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['add-tag', 'remove-tag']), tagId: TagId }),
  z.object({ kind: z.enum(['add-to-list', 'remove-from-list']), listId: ListId }),
  z.object({ kind: z.literal('set-status'), status: z.enum(CONTACT_STATUSES) }),
  z.object({ kind: z.literal('set-lifecycle-stage'), lifecycleStage: z.enum(LIFECYCLE_STAGES) }),
  z.object({ kind: z.literal('set-owner'), ownerId: UserId.nullable() }),
  z.object({ kind: z.literal('delete') }),
  z.object({ kind: z.literal('restore') }),
]);

export const changeContacts = oc
  .route({
    method: 'POST',
    path: '/contacts/bulk',
    summary: 'Do one thing to many contacts',
    description:
      'By hand, a list, or all that match. Done whole or not at all. A filter means the trash for `restore`.',
    tags: ['Contacts'],
  })
  .meta({ role: 'rep' })
  .input(z.object({ selection: Selection, action: BulkAction }))
  .output(
    z.object({
      matched: z.number().int(),
      changed: z.number().int().meta({ description: 'Those for which it made a difference.' }),
      refused: z.number().int().meta({ description: 'Those that stay in the trash: their address is taken.' }),
      deletedAt: Instant.nullable().meta({ description: 'With it a deletion is undone.' }),
    }),
  );

export const undoDeletion = oc
  .route({
    method: 'POST',
    path: '/contacts/undo-deletion',
    summary: 'Take back one deletion: all contacts that it put into the trash',
    tags: ['Contacts'],
  })
  .meta({ role: 'rep' })
  .input(z.object({ deletedAt: Instant.meta({ description: 'As the deletion answered it.' }) }))
  .output(z.object({ restored: z.number().int(), refused: z.number().int() }));

/** A line of a contact's timeline, with what it is about. */
export const TimelineItem = z.object({
  id: z.string(),
  type: z.string().meta({ description: 'What happened, as `email_sent`.' }),
  title: z.string(),
  description: z.string().nullable(),
  occurredAt: Instant,
  user: z.object({ id: UserId, name: z.string() }).nullable(),
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  mail: z
    .object({
      id: z.string(),
      state: z.string(),
      toAddress: z.string(),
      snippet: z.string().nullable(),
      reason: z.string().nullable().meta({ description: 'Why it was refused or bounced.' }),
      openedAt: Instant.nullable(),
      openCount: z.number().int(),
      clickedAt: Instant.nullable(),
      clickCount: z.number().int(),
      repliedAt: Instant.nullable(),
      bouncedAt: Instant.nullable(),
      machineVisits: z.array(MachineVisit),
    })
    .nullable()
    .meta({ description: 'The mail of ours, where the line is about one.' }),
  message: z
    .object({ id: z.string(), from: z.string().nullable(), kind: z.string(), snippet: z.string().nullable() })
    .nullable()
    .meta({ description: 'The mail that came in, where the line is about one.' }),
  enrollmentId: EnrollmentId.nullable(),
});

export const listTimeline = oc
  .route({
    method: 'GET',
    path: '/contacts/{contactId}/timeline',
    summary: 'What happened with a contact, the newest first',
    tags: ['Contacts'],
  })
  .input(PageInput.extend({ contactId: ContactId }))
  .output(pageOf(TimelineItem));

export const addNote = oc
  .route({ method: 'POST', path: '/contacts/{contactId}/notes', summary: 'Note something', tags: ['Contacts'] })
  .meta({ role: 'rep', creates: true })
  .input(z.object({ contactId: ContactId, text: z.string().trim().min(1).max(10_000) }))
  .output(Done);
