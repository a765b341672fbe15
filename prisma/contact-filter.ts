import {
  CONTACT_FIELDS,
  type Condition,
  type ContactField,
  type FieldType,
  type Filter,
  OPERATORS,
  type Selection,
} from '../workflows/contacts/rules.ts';
import { Refusal } from '../workflows/refusal.ts';
import { Prisma } from './generated/client.ts';

/** The types of a workspace's custom fields, by name. */
export type CustomFieldTypes = Record<string, FieldType>;

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Membership in a table of pairs, for tags, lists and sequences. */
const REFERENCES: Partial<Record<ContactField, { table: string; key: string }>> = {
  tags: { table: 'contact_tags', key: 'tag_id' },
  lists: { table: 'contact_list_members', key: 'list_id' },
  sequences: { table: 'enrollments', key: 'sequence_id' },
};

const like = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

function wrong(condition: Condition, allowed: string): never {
  throw new Refusal(
    'bad-filter',
    `The filter "${condition.field} ${condition.op} ${JSON.stringify(condition.value ?? null)}" cannot be read: ${allowed}.`,
    condition.field,
  );
}

const textIn = (condition: Condition) =>
  typeof condition.value === 'string' ? condition.value : wrong(condition, 'it needs a text');
const listIn = (condition: Condition) =>
  Array.isArray(condition.value) ? condition.value : wrong(condition, 'it needs a list of values');
function numberIn(condition: Condition): number {
  const value = Number(condition.value);
  return condition.value !== '' && Number.isFinite(value) ? value : wrong(condition, 'it needs a number');
}
function dateIn(condition: Condition): Date {
  const date = new Date(String(condition.value));
  return Number.isNaN(date.getTime()) ? wrong(condition, 'it needs a date as 2026-11-21') : date;
}

/** A condition on a column (or an expression) that holds one value. */
function valueSql(condition: Condition, { column, type }: { column: Prisma.Sql; type: FieldType }): Prisma.Sql {
  const text = Prisma.sql`(${column})::text`;
  switch (condition.op) {
    case 'is':
      return type === 'number'
        ? Prisma.sql`${column} = ${numberIn(condition)}`
        : Prisma.sql`lower(${text}) = lower(${textIn(condition)})`;
    case 'is_not':
      return Prisma.sql`NOT coalesce(${valueSql({ ...condition, op: 'is' }, { column, type })}, false)`;
    case 'contains':
      return Prisma.sql`${text} ILIKE ${`%${like(textIn(condition))}%`}`;
    case 'not_contains':
      return Prisma.sql`coalesce(${text}, '') NOT ILIKE ${`%${like(textIn(condition))}%`}`;
    case 'starts_with':
      return Prisma.sql`${text} ILIKE ${`${like(textIn(condition))}%`}`;
    case 'greater_than':
      return Prisma.sql`${column} > ${numberIn(condition)}`;
    case 'less_than':
      return Prisma.sql`${column} < ${numberIn(condition)}`;
    case 'before':
      return Prisma.sql`${column} < ${dateIn(condition)}`;
    case 'after':
      return Prisma.sql`${column} > ${dateIn(condition)}`;
    case 'in_last_days':
      return Prisma.sql`${column} > now() - make_interval(days => ${numberIn(condition)}::int)`;
    case 'not_in_last_days':
      return Prisma.sql`coalesce(${column} < now() - make_interval(days => ${numberIn(condition)}::int), true)`;
    case 'is_true':
      return Prisma.sql`coalesce(${column}, false)`;
    case 'is_false':
      return Prisma.sql`NOT coalesce(${column}, false)`;
    case 'is_any_of':
      return Prisma.sql`${text} = ANY(${listIn(condition)}::text[])`;
    case 'is_none_of':
      return Prisma.sql`coalesce(${text} <> ALL(${listIn(condition)}::text[]), true)`;
    case 'is_empty':
      return Prisma.sql`coalesce(${text}, '') = ''`;
    case 'is_not_empty':
      return Prisma.sql`coalesce(${text}, '') <> ''`;
  }
}

function referencesSql(condition: Condition, { table, key }: { table: string; key: string }): Prisma.Sql {
  const any = (where: Prisma.Sql) =>
    Prisma.sql`EXISTS (SELECT FROM ${Prisma.raw(table)} AS pairs WHERE pairs.workspace_id = contacts.workspace_id AND pairs.contact_id = contacts.id ${where})`;
  switch (condition.op) {
    case 'is_any_of':
      return any(Prisma.sql`AND pairs.${Prisma.raw(key)} = ANY(${listIn(condition)}::uuid[])`);
    case 'is_none_of':
      return Prisma.sql`NOT ${any(Prisma.sql`AND pairs.${Prisma.raw(key)} = ANY(${listIn(condition)}::uuid[])`)}`;
    case 'is_empty':
      return Prisma.sql`NOT ${any(Prisma.empty)}`;
    default:
      return any(Prisma.empty);
  }
}

function choicesSql(condition: Condition, column: Prisma.Sql): Prisma.Sql {
  const any = Prisma.sql`coalesce(${column} ?| ${Array.isArray(condition.value) ? condition.value : []}::text[], false)`;
  switch (condition.op) {
    case 'is_any_of':
      return any;
    case 'is_none_of':
      return Prisma.sql`NOT ${any}`;
    case 'is_empty':
      return Prisma.sql`coalesce(jsonb_array_length(${column}), 0) = 0`;
    default:
      return Prisma.sql`coalesce(jsonb_array_length(${column}), 0) > 0`;
  }
}

const CASTS: Partial<Record<FieldType, string>> = { number: 'numeric', date: 'timestamptz', boolean: 'boolean' };

function customSql(condition: Condition, { name, type }: { name: string; type: FieldType }): Prisma.Sql {
  if (type === 'choices') return choicesSql(condition, Prisma.sql`(contacts.custom_fields -> ${name})`);
  const cast = CASTS[type];
  const value = Prisma.sql`(contacts.custom_fields ->> ${name})`;
  return valueSql(condition, { column: cast ? Prisma.sql`${value}::${Prisma.raw(cast)}` : value, type });
}

function conditionSql(condition: Condition, custom: CustomFieldTypes): Prisma.Sql {
  const { field, op } = condition;
  const name = field.startsWith('custom.') ? field.slice('custom.'.length) : null;
  const type = name === null ? CONTACT_FIELDS[field as ContactField] : custom[name];
  if (!type)
    throw new Refusal(
      'bad-filter',
      `There is no field "${field}". Choose one of ${Object.keys(CONTACT_FIELDS).join(', ')}, or a custom field as custom.name.`,
      field,
    );
  const allowed: readonly string[] = OPERATORS[type];
  if (!allowed.includes(op)) wrong(condition, `a ${type} field takes ${allowed.join(', ')}`);
  if (name !== null) return customSql(condition, { name, type });
  const references = REFERENCES[field as ContactField];
  if (references) return referencesSql(condition, references);
  return valueSql(condition, { column: Prisma.raw(`contacts.${snake(field)}`), type });
}

/** A filter as SQL over the table `contacts`. A field, operator or value that does not fit is refused by name. */
export function filterSql({ match, conditions }: Filter, custom: CustomFieldTypes): Prisma.Sql {
  if (conditions.length === 0) return Prisma.sql`true`;
  const parts = conditions.map((part) => ('conditions' in part ? filterSql(part, custom) : conditionSql(part, custom)));
  return Prisma.sql`(${Prisma.join(parts, match === 'all' ? ' AND ' : ' OR ')})`;
}

/** A search as people type it: each word a prefix, in any order. */
export function searchSql(search: string): Prisma.Sql {
  const words = search.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return Prisma.sql`true`;
  return Prisma.sql`contacts.search @@ to_tsquery('simple', ${words.map((word) => `${word}:*`).join(' & ')})`;
}

/** The living contacts that a selection means, as SQL over the table `contacts`. */
export function selectionSql(selection: Selection, custom: CustomFieldTypes): Prisma.Sql {
  switch (selection.kind) {
    case 'contacts':
      return Prisma.sql`contacts.id = ANY(${selection.contactIds}::uuid[])`;
    case 'list':
      return Prisma.sql`EXISTS (SELECT FROM contact_list_members AS members WHERE members.workspace_id = contacts.workspace_id
        AND members.contact_id = contacts.id AND members.list_id = ${selection.listId}::uuid AND members.is_active)`;
    case 'filter':
      return Prisma.sql`contacts.deleted_at IS NULL AND ${filterSql(selection.filter, custom)} AND ${searchSql(selection.search ?? '')}`;
  }
}
