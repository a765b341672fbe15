import { uuidv7 } from 'uuidv7';
import { insertMany } from '../../prisma/bulk.ts';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { type ImportJob, Prisma } from '../../prisma/generated/client.ts';
import type { ContactColumn, ReadRow } from '../../workflows/imports/row.calc.ts';
import type { NumberedRow } from './claims.ts';
import type { Judgement } from './judge.ts';
import { columnOf } from './known.ts';

type Written = { contactId: string; row: NumberedRow; isNew: boolean };

/** The types of the columns that hold no text. */
const TYPES: Partial<Record<ContactColumn, string>> = {
  email: 'citext',
  status: 'contact_status',
  lifecycleStage: 'lifecycle_stage',
  score: 'int',
  ownerId: 'uuid',
};

/** What a column that must hold something holds in a new contact. */
const DEFAULTS: Partial<Record<ContactColumn, string>> = { status: 'new', lifecycleStage: 'lead', score: '0' };

/** The columns that any of the rows fills, each with its values. */
function filledColumns(reads: ReadRow[]) {
  const fields = [...new Set(reads.flatMap(({ values }) => Object.keys(values) as ContactColumn[]))];
  return fields.map((field) => ({
    field,
    column: columnOf(field),
    type: TYPES[field] ?? 'text',
    values: reads.map(({ values }) => values[field] ?? null),
  }));
}

async function insertContacts(tx: Tx, job: ImportJob, rows: NumberedRow[]): Promise<Written[]> {
  const reads = rows.map(({ read }) => read);
  const written = rows.map((row) => ({ contactId: uuidv7(), row, isNew: true }));
  const details = JSON.stringify({ importId: job.id, fileName: job.fileName });
  const filled = filledColumns(reads).map(({ field, column, type, values }) => [
    column,
    { type, values: values.map((value) => value ?? DEFAULTS[field] ?? null) },
  ]);
  await insertMany(tx, 'contacts', {
    columns: {
      id: { type: 'uuid', values: written.map(({ contactId }) => contactId) },
      source: { type: 'contact_source', values: rows.map(() => 'import') },
      source_details: { type: 'jsonb', values: rows.map(() => details) },
      created_by_id: { type: 'uuid', values: rows.map(() => job.createdById) },
      custom_fields: { type: 'jsonb', values: reads.map(({ custom }) => JSON.stringify(custom)) },
      ...Object.fromEntries(filled),
    },
  });
  return written;
}

/** Fills in what the rows say. An empty cell takes nothing away. */
async function updateContacts(tx: Tx, updates: Judgement['updates']): Promise<Written[]> {
  if (updates.length === 0) return [];
  const filled = filledColumns(updates.map(({ read }) => read));
  const sets = filled.map(({ column }) => Prisma.raw(`${column} = coalesce(news.${column}, contacts.${column}),`));
  const names = Prisma.raw(['id', 'custom', ...filled.map(({ column }) => column)].join(', '));
  const arrays = [
    Prisma.sql`${updates.map(({ contact }) => contact.id)}::uuid[]`,
    Prisma.sql`${updates.map(({ read }) => JSON.stringify(read.custom))}::jsonb[]`,
    ...filled.map(({ values, type }) => Prisma.sql`${values}::${Prisma.raw(type)}[]`),
  ];
  await tx.$executeRaw`
    UPDATE contacts SET ${Prisma.join(sets, ' ', '', ' ')} custom_fields = contacts.custom_fields || news.custom, updated_at = now()
    FROM unnest(${Prisma.join(arrays)}) AS news (${names}) WHERE contacts.id = news.id`;
  return updates.map(({ contact, ...row }) => ({ contactId: contact.id, row, isNew: false }));
}

/** Notes on the timeline of each contact where it came from. */
const noteActivities = (tx: Tx, { id, createdById, fileName }: ImportJob, written: Written[]) =>
  insertMany(tx, 'activities', {
    columns: {
      id: { type: 'uuid', values: written.map(() => uuidv7()) },
      type: {
        type: 'activity_type',
        values: written.map(({ isNew }) => (isNew ? 'contact_created' : 'contact_updated')),
      },
      title: {
        type: 'text',
        values: written.map(({ isNew }) => (isNew ? `Imported from ${fileName}` : `Updated from ${fileName}`)),
      },
      entity_type: { type: 'text', values: written.map(() => 'contact') },
      entity_id: { type: 'uuid', values: written.map(({ contactId }) => contactId) },
      contact_id: { type: 'uuid', values: written.map(({ contactId }) => contactId) },
      user_id: { type: 'uuid', values: written.map(() => createdById) },
      metadata: { type: 'jsonb', values: written.map(({ row }) => JSON.stringify({ importId: id, row: row.row })) },
    },
  });

async function addTags(tx: Tx, written: Written[], tagsOf: (row: NumberedRow) => string[]) {
  const pairs = written.flatMap(({ contactId, row }) => tagsOf(row).map((tagId) => ({ contactId, tagId })));
  await insertMany(tx, 'contact_tags', {
    columns: {
      contact_id: { type: 'uuid', values: pairs.map(({ contactId }) => contactId) },
      tag_id: { type: 'uuid', values: pairs.map(({ tagId }) => tagId) },
    },
    onConflict: 'ON CONFLICT DO NOTHING',
  });
}

const addToList = (tx: Tx, written: Written[], listId: string) =>
  insertMany(tx, 'contact_list_members', {
    columns: {
      list_id: { type: 'uuid', values: written.map(() => listId) },
      contact_id: { type: 'uuid', values: written.map(({ contactId }) => contactId) },
    },
    onConflict: 'ON CONFLICT DO NOTHING',
  });

/** Writes a page of an import: new and changed contacts, their tags and list, their timelines, and the events. */
export async function writePage(
  tx: Tx,
  job: ImportJob,
  {
    judgement,
    listId,
    tagsOf,
  }: { judgement: Judgement; listId: string | null; tagsOf: (row: NumberedRow) => string[] },
): Promise<void> {
  const written = [
    ...(await insertContacts(tx, job, judgement.creates)),
    ...(await updateContacts(tx, judgement.updates)),
  ];
  await addTags(tx, written, tagsOf);
  if (listId) await addToList(tx, written, listId);
  await noteActivities(tx, job, written);
  await noteEvents(
    tx,
    written.map(({ contactId, isNew }) => ({
      type: isNew ? 'contact.created' : 'contact.updated',
      subjectId: contactId,
      payload: { importId: job.id },
    })),
  );
}
