import type { z } from 'zod';
import type { ContactItem } from '../../../../api/contract/contacts.ts';
import type { CustomFieldItem } from '../../../../api/contract/custom-fields.ts';
import {
  CONTACT_FIELDS,
  CONTACT_LABELS,
  CONTACT_SOURCES,
  CONTACT_STATUSES,
  type ContactField,
  customFieldType,
  type FieldType,
  LIFECYCLE_STAGES,
  SORT_FIELDS,
  type SortField,
} from '../../../../workflows/contacts/rules.ts';

export type Contact = z.output<typeof ContactItem>;
export type CustomField = z.output<typeof CustomFieldItem>;
export type Choice = { value: string; label: string; color?: string };

/** A field as the table, the filters and the details show it. */
export type Field = {
  /** Its name in filters and views: `status`, or `custom.plan`. */
  key: string;
  label: string;
  type: FieldType;
  choices: Choice[];
  sort: SortField | null;
  custom: CustomField | null;
};

export const STATUS_CHOICES: Choice[] = [
  { value: 'new', label: 'New', color: 'gray' },
  { value: 'contacted', label: 'Contacted', color: 'blue' },
  { value: 'engaged', label: 'Engaged', color: 'cyan' },
  { value: 'qualified', label: 'Qualified', color: 'iris' },
  { value: 'opportunity', label: 'Opportunity', color: 'yellow' },
  { value: 'customer', label: 'Customer', color: 'green' },
  { value: 'churned', label: 'Churned', color: 'red' },
] satisfies { value: (typeof CONTACT_STATUSES)[number]; label: string; color: string }[];

export const STAGE_CHOICES: Choice[] = [
  { value: 'lead', label: 'Lead' },
  { value: 'mql', label: 'MQL' },
  { value: 'sql', label: 'SQL' },
  { value: 'opportunity', label: 'Opportunity' },
  { value: 'customer', label: 'Customer' },
  { value: 'evangelist', label: 'Evangelist' },
] satisfies { value: (typeof LIFECYCLE_STAGES)[number]; label: string }[];

const titled = (value: string): Choice => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) });
const CHOICES: Partial<Record<ContactField, Choice[]>> = {
  status: STATUS_CHOICES,
  lifecycleStage: STAGE_CHOICES,
  source: CONTACT_SOURCES.map(titled),
};

const BUILT_IN: Field[] = (Object.keys(CONTACT_FIELDS) as ContactField[]).map((key) => ({
  key,
  label: CONTACT_LABELS[key],
  type: CONTACT_FIELDS[key],
  choices: CHOICES[key] ?? [],
  sort: SORT_FIELDS.find((field) => field === key) ?? null,
  custom: null,
}));

/** All fields of contacts in a workspace: those that every contact has, then the custom ones. */
export const fieldsOf = (custom: CustomField[]): Field[] => [
  ...BUILT_IN,
  ...custom.map((field) => ({
    key: `custom.${field.fieldName}`,
    label: field.label,
    type: customFieldType(field.fieldType),
    choices: field.options.map((value) => ({ value, label: value })),
    sort: null,
    custom: field,
  })),
];

/** The columns beside the name, where nobody chose others. */
export const USUAL_COLUMNS = ['company', 'title', 'email', 'status', 'sequences', 'tags', 'ownerId', 'lastActivityAt'];

/** How a value of a fixed few is called. */
export const labelOf = (choices: Choice[], value: string) =>
  choices.find((choice) => choice.value === value)?.label ?? value;
