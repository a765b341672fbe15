import {
  CONTACT_FIELDS,
  CONTACT_SOURCES,
  CONTACT_STATUSES,
  type Condition,
  type ContactField,
  type FieldType,
  type Filter,
  LIFECYCLE_STAGES,
  OPERATORS,
  type Selection,
} from '../workflows/contacts/rules.ts';
import { Refusal } from '../workflows/refusal.ts';
import { boundsOf, daysIn, idsIn, listIn, momentIn, numberIn, textIn, wrong, ZONE } from './filter-values.ts';
import { Prisma } from './generated/client.ts';

/** The types of a workspace's custom fields, by name. */
export type CustomFieldTypes = Record<string, FieldType>;

/** Where a condition looks: an expression, and how its values compare. */
type Place = {
  column: Prisma.Sql;
  type: FieldType;
  choices?: readonly string[];
  isAddress?: boolean;
  isText?: boolean;
};

const snake = (name: string) =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/\d$/, (digit) => `_${digit}`);

/** The column of a field that every contact has. */
export const columnOf = (field: ContactField) => Prisma.raw(`contacts.${snake(field)}`);

/** The values of the fields that hold one of a fixed few. */
export const CHOICES: Partial<Record<ContactField, { values: readonly string[]; type: string }>> = {
  status: { values: CONTACT_STATUSES, type: 'contact_status' },
  lifecycleStage: { values: LIFECYCLE_STAGES, type: 'lifecycle_stage' },
  source: { values: CONTACT_SOURCES, type: 'contact_source' },
};

/** Membership in a table of pairs, for tags, lists and sequences. */
const REFERENCES: Partial<Record<ContactField, { table: string; key: string; also?: string }>> = {
  tags: { table: 'contact_tags', key: 'tag_id' },
  lists: { table: 'contact_list_members', key: 'list_id', also: 'AND pairs.is_active' },
  sequences: { table: 'enrollments', key: 'sequence_id' },
};

const like = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`);
const not = (sql: Prisma.Sql) => Prisma.sql`NOT coalesce(${sql}, false)`;

function sameSql(condition: Condition, { column, type, isAddress }: Place): Prisma.Sql {
  if (type === 'number') return Prisma.sql`${column} = ${numberIn(condition)}::float8`;
  if (isAddress) return Prisma.sql`${column} = ${textIn(condition)}::citext`; // the form that its unique index serves
  return Prisma.sql`lower((${column})::text) = lower(${textIn(condition)})`;
}

/** An instant as the place keeps it: custom fields keep ISO texts, which sort as their instants do. */
const kept = (instant: Prisma.Sql, { isText }: Place) =>
  isText ? Prisma.sql`to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : instant;

function withinDaysSql(condition: Condition, place: Place): Prisma.Sql {
  const { column, type } = place;
  const days = daysIn(condition);
  if (type === 'date') {
    const from = Prisma.sql`(now() - make_interval(days => ${days}::int))`;
    return Prisma.sql`(${column} > ${kept(from, place)} AND ${column} <= ${kept(Prisma.sql`now()`, place)})`;
  }
  const today = Prisma.sql`(now() AT TIME ZONE ${ZONE})::date`;
  return Prisma.sql`(${column} > to_char(${today} - ${days}::int, 'YYYY-MM-DD') AND ${column} <= to_char(${today}, 'YYYY-MM-DD'))`;
}

function timeSql(condition: Condition, place: Place): Prisma.Sql {
  const { column, type } = place;
  const moment = momentIn(condition);
  const isBefore = condition.op === 'before';
  if (type === 'day') {
    if (moment.kind === 'instant') wrong(condition, 'it needs a date as 2026-11-21');
    return isBefore ? Prisma.sql`${column} < ${moment.day}` : Prisma.sql`${column} > ${moment.day}`;
  }
  const { from, to } = boundsOf(moment);
  return isBefore ? Prisma.sql`${column} < ${kept(from, place)}` : Prisma.sql`${column} > ${kept(to, place)}`;
}

/** A condition on a place that holds one value. */
function valueSql(condition: Condition, place: Place): Prisma.Sql {
  const text = Prisma.sql`(${place.column})::text`;
  switch (condition.op) {
    case 'is':
      return sameSql(condition, place);
    case 'is_not':
      return not(sameSql(condition, place));
    case 'contains':
      return Prisma.sql`${text} ILIKE ${`%${like(textIn(condition))}%`}`;
    case 'not_contains':
      return not(Prisma.sql`${text} ILIKE ${`%${like(textIn(condition))}%`}`);
    case 'starts_with':
      return Prisma.sql`${text} ILIKE ${`${like(textIn(condition))}%`}`;
    case 'greater_than':
      return Prisma.sql`${place.column} > ${numberIn(condition)}::float8`;
    case 'less_than':
      return Prisma.sql`${place.column} < ${numberIn(condition)}::float8`;
    case 'before':
    case 'after':
      return timeSql(condition, place);
    case 'in_last_days':
      return withinDaysSql(condition, place);
    case 'not_in_last_days':
      return not(withinDaysSql(condition, place));
    case 'is_true':
      return Prisma.sql`coalesce(${place.column}, false)`;
    case 'is_false':
      return not(place.column);
    case 'is_any_of':
      return Prisma.sql`${text} = ANY(${memberSql(condition, place)}::text[])`;
    case 'is_none_of':
      return not(Prisma.sql`${text} = ANY(${memberSql(condition, place)}::text[])`);
    case 'is_empty':
      return Prisma.sql`coalesce(${text}, '') = ''`;
    case 'is_not_empty':
      return Prisma.sql`coalesce(${text}, '') <> ''`;
  }
}

const memberSql = (condition: Condition, { type, choices }: Place) =>
  type === 'reference' ? idsIn(condition).map((id) => id.toLowerCase()) : listIn(condition, choices);

function referencesSql(
  condition: Condition,
  { table, key, also = '' }: { table: string; key: string; also?: string },
): Prisma.Sql {
  const any = (where: Prisma.Sql) =>
    Prisma.sql`EXISTS (SELECT FROM ${Prisma.raw(table)} AS pairs WHERE pairs.workspace_id = contacts.workspace_id AND pairs.contact_id = contacts.id ${Prisma.raw(also)} ${where})`;
  const ofThese = () => any(Prisma.sql`AND pairs.${Prisma.raw(key)} = ANY(${idsIn(condition)}::uuid[])`);
  switch (condition.op) {
    case 'is_any_of':
      return ofThese();
    case 'is_none_of':
      return Prisma.sql`NOT ${ofThese()}`;
    case 'is_empty':
      return Prisma.sql`NOT ${any(Prisma.empty)}`;
    default:
      return any(Prisma.empty);
  }
}

function choicesSql(condition: Condition, column: Prisma.Sql): Prisma.Sql {
  const chosen = Prisma.sql`CASE WHEN jsonb_typeof(${column}) = 'array' THEN ${column} ELSE '[]' END`;
  switch (condition.op) {
    case 'is_any_of':
      return Prisma.sql`${chosen} ?| ${listIn(condition)}::text[]`;
    case 'is_none_of':
      return Prisma.sql`NOT ${chosen} ?| ${listIn(condition)}::text[]`;
    case 'is_empty':
      return Prisma.sql`${chosen} = '[]'`;
    default:
      return Prisma.sql`${chosen} <> '[]'`;
  }
}

/** The value of a custom field, as its type. One of another shape than its field's counts as none, rather than fail the query. */
function customColumn(name: string, type: FieldType): Prisma.Sql {
  const json = Prisma.sql`(contacts.custom_fields -> ${name})`;
  const text = Prisma.sql`(contacts.custom_fields ->> ${name})`;
  switch (type) {
    case 'number':
      return Prisma.sql`CASE WHEN jsonb_typeof(${json}) = 'number' THEN ${text}::numeric END`;
    case 'boolean':
      return Prisma.sql`CASE WHEN jsonb_typeof(${json}) = 'boolean' THEN ${text}::boolean END`;
    case 'day':
    case 'date':
      return Prisma.sql`(CASE WHEN ${text} LIKE '____-__-__%' THEN ${text} END COLLATE "C")`;
    default:
      return text;
  }
}

function customSql(condition: Condition, { name, type }: { name: string; type: FieldType }): Prisma.Sql {
  if (type === 'choices') return choicesSql(condition, Prisma.sql`(contacts.custom_fields -> ${name})`);
  return valueSql(condition, { column: customColumn(name, type), type, isText: true });
}

function conditionSql(condition: Condition, custom: CustomFieldTypes): Prisma.Sql {
  const { field, op } = condition;
  const name = field.startsWith('custom.') ? field.slice('custom.'.length) : null;
  const known: Record<string, FieldType> = name === null ? CONTACT_FIELDS : custom;
  const type = Object.hasOwn(known, name ?? field) ? known[name ?? field] : undefined;
  if (!type)
    throw new Refusal(
      'bad-filter',
      `There is no field "${field}". Choose one of ${Object.keys(CONTACT_FIELDS).join(', ')}, or a custom field as custom.name.`,
      field,
    );
  const allowed: readonly string[] = OPERATORS[type];
  if (!allowed.includes(op)) wrong(condition, `a ${type} field takes ${allowed.join(', ')}`);
  if (name !== null) return customSql(condition, { name, type });
  const builtIn = field as ContactField;
  const references = REFERENCES[builtIn];
  if (references) return referencesSql(condition, references);
  const choices = CHOICES[builtIn]?.values;
  return valueSql(condition, { column: columnOf(builtIn), type, choices, isAddress: builtIn === 'email' });
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

/** The living contacts that a selection means, as SQL over the table `contacts`; those named by hand may be dead. */
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
