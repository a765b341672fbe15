/** How the values of a field compare. A `date` is an instant, a `day` is a date of the calendar without a time. */
export type FieldType =
  | 'text'
  | 'number'
  | 'date'
  | 'day'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'reference'
  | 'references';

/** The fields that every contact has, as filters, sorting and imports name them. Custom fields are named `custom.<name>`. */
export const CONTACT_FIELDS = {
  email: 'text',
  firstName: 'text',
  lastName: 'text',
  company: 'text',
  title: 'text',
  department: 'text',
  phone: 'text',
  mobile: 'text',
  addressLine1: 'text',
  addressLine2: 'text',
  city: 'text',
  state: 'text',
  country: 'text',
  postalCode: 'text',
  timeZone: 'text',
  website: 'text',
  linkedinUrl: 'text',
  twitterHandle: 'text',
  facebookUrl: 'text',
  status: 'choice',
  lifecycleStage: 'choice',
  source: 'choice',
  score: 'number',
  ownerId: 'reference',
  tags: 'references',
  lists: 'references',
  sequences: 'references',
  unsubscribedAt: 'date',
  bouncedAt: 'date',
  lastContactedAt: 'date',
  lastRepliedAt: 'date',
  lastActivityAt: 'date',
  createdAt: 'date',
  updatedAt: 'date',
} as const satisfies Record<string, FieldType>;

export type ContactField = keyof typeof CONTACT_FIELDS;

/** What people call the fields: in headers, in filters, in the mapping of an import. */
export const CONTACT_LABELS: Record<ContactField, string> = {
  email: 'Email',
  firstName: 'First name',
  lastName: 'Last name',
  company: 'Company',
  title: 'Title',
  department: 'Department',
  phone: 'Phone',
  mobile: 'Mobile',
  addressLine1: 'Address',
  addressLine2: 'Address, second line',
  city: 'City',
  state: 'State or region',
  country: 'Country',
  postalCode: 'Postal code',
  timeZone: 'Time zone',
  website: 'Website',
  linkedinUrl: 'LinkedIn',
  twitterHandle: 'X (Twitter)',
  facebookUrl: 'Facebook',
  status: 'Status',
  lifecycleStage: 'Lifecycle stage',
  source: 'Source',
  score: 'Score',
  ownerId: 'Owner',
  tags: 'Tags',
  lists: 'Lists',
  sequences: 'Sequences',
  unsubscribedAt: 'Unsubscribed',
  bouncedAt: 'Bounced',
  lastContactedAt: 'Last contacted',
  lastRepliedAt: 'Last reply',
  lastActivityAt: 'Last activity',
  createdAt: 'Created',
  updatedAt: 'Updated',
};

/** The fields by which a list may be sorted: those that hold one value. */
export type SortField = Exclude<ContactField, 'tags' | 'lists' | 'sequences'>;
export const SORT_FIELDS = (Object.keys(CONTACT_FIELDS) as ContactField[]).filter(
  (field): field is SortField => CONTACT_FIELDS[field] !== 'references',
);

export const CONTACT_STATUSES = [
  'new',
  'contacted',
  'engaged',
  'qualified',
  'opportunity',
  'customer',
  'churned',
] as const;
export const LIFECYCLE_STAGES = ['lead', 'mql', 'sql', 'opportunity', 'customer', 'evangelist'] as const;
export const CONTACT_SOURCES = ['manual', 'import', 'website', 'email', 'api', 'linkedin', 'enrichment'] as const;

/** What a filter may ask of a field, by the field's type. */
export const OPERATORS = {
  text: ['is', 'is_not', 'contains', 'not_contains', 'starts_with', 'is_empty', 'is_not_empty'],
  number: ['is', 'is_not', 'greater_than', 'less_than', 'is_empty', 'is_not_empty'],
  date: ['before', 'after', 'in_last_days', 'not_in_last_days', 'is_empty', 'is_not_empty'],
  day: ['before', 'after', 'in_last_days', 'not_in_last_days', 'is_empty', 'is_not_empty'],
  boolean: ['is_true', 'is_false'],
  choice: ['is_any_of', 'is_none_of', 'is_empty', 'is_not_empty'],
  choices: ['is_any_of', 'is_none_of', 'is_empty', 'is_not_empty'],
  reference: ['is_any_of', 'is_none_of', 'is_empty', 'is_not_empty'],
  references: ['is_any_of', 'is_none_of', 'is_empty', 'is_not_empty'],
} as const satisfies Record<FieldType, readonly string[]>;

export type Operator = (typeof OPERATORS)[FieldType][number];

/** One question to one field. `value` is a text, a number, a date as "2026-11-21", or a list, as the operator wants it. */
export type Condition = { field: string; op: Operator; value?: string | number | string[] };

/** The one filter language: of views, segments, selections, and conditions. */
export type Filter = { match: 'all' | 'any'; conditions: (Condition | Filter)[] };

/** Which contacts are meant. */
export type Selection =
  | { kind: 'contacts'; contactIds: string[] }
  | { kind: 'list'; listId: string }
  | { kind: 'filter'; filter: Filter; search?: string };

export const EVERYONE: Filter = { match: 'all', conditions: [] };

/** What a custom field can hold. */
export const CUSTOM_FIELD_TYPES = [
  'text',
  'number',
  'date',
  'datetime',
  'boolean',
  'select',
  'multiselect',
  'url',
  'email',
  'phone',
] as const;
export type CustomFieldType = (typeof CUSTOM_FIELD_TYPES)[number];

/** The type of a custom field as filters see it. */
export function customFieldType(fieldType: CustomFieldType): FieldType {
  switch (fieldType) {
    case 'number':
      return 'number';
    case 'date':
      return 'day';
    case 'datetime':
      return 'date';
    case 'boolean':
      return 'boolean';
    case 'select':
      return 'choice';
    case 'multiselect':
      return 'choices';
    default:
      return 'text';
  }
}

/** What a contact is called: its name, else its address. */
export const contactName = (contact: { firstName: string | null; lastName: string | null; email: string | null }) =>
  [contact.firstName, contact.lastName].filter(Boolean).join(' ') || contact.email || 'No name';

export type AddressFacts = {
  email: string | null;
  unsubscribedAt: number | null;
  bouncedAt: number | null;
  /** The entry of the suppression list that covers the address, where there is one. */
  suppression: {
    reason: 'unsubscribed' | 'bounced' | 'complained' | 'manual';
    scope: 'workspace' | 'domain';
    detail: string | null;
    at: number;
  } | null;
};

export type AddressState = {
  state: 'usable' | 'none' | 'unsubscribed' | 'bounced' | 'suppressed';
  /** Why no mail goes there, in words. */
  reason: string | null;
  at: number | null;
};

/** Whether mail may go to a contact's address, and why not. What the person asked for counts before what servers said. */
export function addressState({ email, unsubscribedAt, bouncedAt, suppression }: AddressFacts): AddressState {
  if (!email) return { state: 'none', reason: 'It has no address.', at: null };
  const detail = suppression?.detail ? `: ${suppression.detail}` : '.';
  if (suppression?.reason === 'complained')
    return { state: 'unsubscribed', reason: 'Called a mail of yours spam.', at: suppression.at };
  if (unsubscribedAt !== null || suppression?.reason === 'unsubscribed')
    return { state: 'unsubscribed', reason: 'Unsubscribed.', at: unsubscribedAt ?? suppression?.at ?? null };
  if (bouncedAt !== null || suppression?.reason === 'bounced')
    return {
      state: 'bounced',
      reason: `The address bounced${suppression?.reason === 'bounced' ? detail : '.'}`,
      at: bouncedAt ?? suppression?.at ?? null,
    };
  if (suppression) {
    const what = suppression.scope === 'domain' ? 'Its whole domain is' : 'It is';
    return { state: 'suppressed', reason: `${what} on the suppression list${detail}`, at: suppression.at };
  }
  return { state: 'usable', reason: null, at: null };
}
