/** How the values of a field compare. */
export type FieldType = 'text' | 'number' | 'date' | 'boolean' | 'choice' | 'choices' | 'reference' | 'references';

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
  city: 'text',
  state: 'text',
  country: 'text',
  postalCode: 'text',
  timeZone: 'text',
  website: 'text',
  linkedinUrl: 'text',
  twitterHandle: 'text',
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

/** The type of a custom field as filters see it. */
export function customFieldType(fieldType: string): FieldType {
  switch (fieldType) {
    case 'number':
      return 'number';
    case 'date':
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
