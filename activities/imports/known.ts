import type { Tx } from '../../prisma/db.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { type ContactColumn, type Known, keyOf, type ReadRow } from '../../workflows/imports/row.calc.ts';

/** A living contact, as far as an import compares and completes it. */
export type KnownContact = Known & {
  id: string;
  /** By which the rows name it; null where it has no such value. */
  key: string | null;
  email: string | null;
  tagIds: string[];
  isInList: boolean;
};

type Wanted = {
  upsertKey: string;
  rows: Pick<ReadRow, 'key' | 'values'>[];
  listId: string | null;
  tagIds: string[];
  /** Whether the contacts are about to change: they are then kept from changing under us. */
  isForWriting: boolean;
};
type Row = Record<ContactColumn, string | null> & {
  id: string;
  customFields: Record<string, unknown>;
  tagIds: string[] | null;
  isInList: boolean;
};

/** The columns that a file can fill, under the names that the rows use. */
const COLUMNS: Record<ContactColumn, string> = {
  email: 'email',
  firstName: 'first_name',
  lastName: 'last_name',
  company: 'company',
  title: 'title',
  department: 'department',
  phone: 'phone',
  mobile: 'mobile',
  addressLine1: 'address_line_1',
  addressLine2: 'address_line_2',
  city: 'city',
  state: 'state',
  country: 'country',
  postalCode: 'postal_code',
  timeZone: 'time_zone',
  website: 'website',
  linkedinUrl: 'linkedin_url',
  twitterHandle: 'twitter_handle',
  facebookUrl: 'facebook_url',
  status: 'status',
  lifecycleStage: 'lifecycle_stage',
  score: 'score',
  ownerId: 'owner_id',
};

/** The column of the table for a field of the file. */
export const columnOf = (field: ContactColumn): string => COLUMNS[field];

const SELECTED = Prisma.raw(
  Object.entries(COLUMNS)
    .map(([field, column]) => `contacts.${column}::text AS "${field}"`)
    .join(', '),
);

const customNameOf = (upsertKey: string) => (upsertKey === 'email' ? null : upsertKey.slice('custom.'.length));

/** The living contacts that the rows may be about: by their keys, and by their addresses, which no two may share. */
export async function knownContacts(tx: Tx, wanted: Wanted): Promise<KnownContact[]> {
  const { upsertKey, rows, listId, tagIds, isForWriting } = wanted;
  const name = customNameOf(upsertKey);
  const emails = rows.flatMap(({ values }) => (values.email ? [values.email] : []));
  const byKey =
    name === null
      ? Prisma.empty
      : Prisma.sql`OR contacts.custom_fields ->> ${name} = ANY(${rows.map(({ key }) => key)}::text[])`;
  const tags =
    tagIds.length === 0
      ? Prisma.sql`NULL::text[]`
      : Prisma.sql`(SELECT array_agg(tag_id::text) FROM contact_tags AS pairs WHERE pairs.contact_id = contacts.id AND pairs.tag_id = ANY(${tagIds}::uuid[]))`;
  const inList =
    listId === null
      ? Prisma.sql`false`
      : Prisma.sql`EXISTS (SELECT FROM contact_list_members AS members WHERE members.list_id = ${listId}::uuid AND members.contact_id = contacts.id)`;
  const found = await tx.$queryRaw<Row[]>`
    SELECT contacts.id::text AS id, ${SELECTED}, contacts.custom_fields AS "customFields", ${tags} AS "tagIds", ${inList} AS "isInList"
    FROM contacts WHERE contacts.deleted_at IS NULL AND (contacts.email = ANY(${emails}::citext[]) ${byKey})
    ORDER BY contacts.id ${isForWriting ? Prisma.sql`FOR UPDATE OF contacts` : Prisma.empty}`;
  return found.map(({ id, customFields: custom, tagIds: carried, isInList, ...values }) => ({
    id,
    key: keyOf({ values: definedOf(values), custom: custom as ReadRow['custom'] }, upsertKey),
    email: values.email?.toLowerCase() ?? null,
    values,
    custom,
    tagIds: carried ?? [],
    isInList,
  }));
}

const definedOf = (values: Record<ContactColumn, string | null>): ReadRow['values'] =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
