import type { Tx } from '../../prisma/db.ts';
import { Prisma } from '../../prisma/generated/client.ts';

/** Which contacts, and who does it. */
export type Target = { target: Prisma.Sql; userId: string | null };

/** One statement that changes the contacts of `target`, and what is told about each. */
export type Many = {
  /** Changes what differs, and returns `id` and what it `was`. */
  change: Prisma.Sql;
  /** The line of each contact's timeline; null for changes that are no line of their own. */
  changes: { field: string; label: string; to: string | null } | null;
  /** The event: `contact.updated` with this payload. */
  payload: Record<string, unknown>;
};

export type Counted = { matched: number; changed: number };

/** Locks the contacts in the order of their ids, so that two bulk changes wait for each other instead of meeting crosswise. */
export const lockedSql = (target: Prisma.Sql) =>
  Prisma.sql`target AS MATERIALIZED (
    SELECT contacts.id, email, status, lifecycle_stage, owner_id, deleted_at FROM contacts WHERE ${target} ORDER BY contacts.id FOR UPDATE)`;

/** The events of the contacts in `changed`, as a part of a statement. */
export const eventsSql = (type: string, payload: Record<string, unknown>) => Prisma.sql`
  INSERT INTO domain_events (workspace_id, type, subject_type, subject_id, payload)
  SELECT current_workspace(), ${type}, 'contact', id, ${JSON.stringify(payload)}::jsonb FROM changed`;

/** The lines in the timelines of the contacts in `changed`, as a part of a statement. */
export const activitiesSql = (
  { type, title, metadata }: { type: string; title: string; metadata: Prisma.Sql },
  userId: string | null,
) => Prisma.sql`
  INSERT INTO activities (id, workspace_id, type, title, entity_type, entity_id, contact_id, user_id, metadata)
  SELECT gen_random_uuid(), current_workspace(), ${type}::activity_type, ${title}, 'contact', id, id, ${userId}::uuid, ${metadata} FROM changed`;

/** Runs a statement that begins with the parts `target` and `changed`, and counts both. */
export async function countChanged(tx: Tx, parts: Prisma.Sql[]): Promise<Counted> {
  const [row] = await tx.$queryRaw<Counted[]>(Prisma.sql`
    WITH ${Prisma.join(parts, ', ')}
    SELECT (SELECT count(*) FROM target)::int AS matched, (SELECT count(*) FROM changed)::int AS changed`);
  return row ?? { matched: 0, changed: 0 };
}

const ownerName = (id: Prisma.Sql) =>
  Prisma.sql`coalesce((SELECT name FROM users WHERE users.id::text = ${id}), ${id})`;

/** The change as the timeline shows it, owners by their names. */
function changesSql({ field, label, to }: NonNullable<Many['changes']>): Prisma.Sql {
  const isOwner = field === 'ownerId';
  const given = Prisma.sql`${to}::text`;
  return Prisma.sql`jsonb_build_object('changes', jsonb_build_array(jsonb_build_object('field', ${field}::text, 'label', ${label}::text,
    'from', ${isOwner ? ownerName(Prisma.sql`changed.was`) : Prisma.sql`changed.was`}, 'to', ${isOwner ? ownerName(given) : given})))`;
}

/** Changes many contacts and tells of it, in one statement. */
export function changeMany(tx: Tx, { target, userId }: Target, { change, changes, payload }: Many): Promise<Counted> {
  const parts = [
    lockedSql(target),
    Prisma.sql`changed AS (${change})`,
    Prisma.sql`noted AS (${eventsSql('contact.updated', payload)})`,
  ];
  if (changes) {
    const line = { type: 'contact_updated', title: `Changed ${changes.label}`, metadata: changesSql(changes) };
    parts.push(Prisma.sql`told AS (${activitiesSql(line, userId)})`);
  }
  return countChanged(tx, parts);
}
