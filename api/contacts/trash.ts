import { noteAudit } from '../../prisma/audit.ts';
import type { Tx } from '../../prisma/db.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { signalManyLater } from '../../prisma/outbox.ts';
import type { ContactId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import type { Context } from '../http/context.ts';
import { activitiesSql, countChanged, eventsSql, lockedSql, type Target } from './change-many.ts';
import { readContact } from './queries.ts';
import { assertFree } from './values.ts';

/** How long a deletion can be taken back before the contact's enrollments look, see that it is gone, and end. */
const UNDO_MS = 15_000;
const NOTHING = Prisma.sql`'{}'::jsonb`;

/** The instant of a deletion, which no other deletion of the workspace has: it names what was deleted together. */
async function deletionInstant(tx: Tx): Promise<Date> {
  await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = current_workspace() FOR NO KEY UPDATE`; // two deletions take turns
  const [row] = await tx.$queryRaw<{ at: Date }[]>`
    SELECT greatest(date_trunc('milliseconds', clock_timestamp()), (SELECT deleted_at + interval '1 millisecond' FROM contacts
      WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC LIMIT 1)) AS at`;
  return row?.at ?? new Date();
}

/** Puts contacts into the trash. Nothing is sent to them from this instant; their enrollments end when it can no longer be taken back. */
export async function deleteMany(tx: Tx, { target, userId }: Target) {
  const at = await deletionInstant(tx);
  const line = { type: 'custom', title: 'Moved to the trash', metadata: NOTHING };
  const counted = await countChanged(tx, [
    lockedSql(target),
    Prisma.sql`changed AS (UPDATE contacts SET deleted_at = ${at}::timestamptz, updated_at = now() FROM target WHERE contacts.id = target.id RETURNING contacts.id)`,
    Prisma.sql`noted AS (${eventsSql('contact.deleted', {})})`,
    Prisma.sql`told AS (${activitiesSql(line, userId)})`,
  ]);
  await signalManyLater(
    tx,
    { signal: tellEnrollment.woken(''), delayMs: UNDO_MS },
    Prisma.sql`SELECT workflow_id FROM enrollments JOIN contacts ON contacts.workspace_id = enrollments.workspace_id AND contacts.id = contact_id
      WHERE contacts.deleted_at = ${at}::timestamptz AND enrollments.state IN ('active', 'paused')`,
  );
  return { ...counted, refused: 0, deletedAt: counted.changed > 0 ? at.getTime() : null };
}

/** Takes contacts out of the trash, but for those whose address a living one has by now; of two with one address the later deleted. */
export async function restoreMany(tx: Tx, { target, userId }: Target) {
  const line = { type: 'custom', title: 'Restored from the trash', metadata: NOTHING };
  const { matched, changed } = await countChanged(tx, [
    lockedSql(target),
    Prisma.sql`ranked AS (SELECT id, email, row_number() OVER (PARTITION BY coalesce(lower(email::text), id::text) ORDER BY deleted_at DESC, id DESC) AS place FROM target)`,
    Prisma.sql`changed AS (UPDATE contacts SET deleted_at = NULL, updated_at = now() FROM ranked WHERE contacts.id = ranked.id AND ranked.place = 1
      AND NOT EXISTS (SELECT FROM contacts AS others WHERE others.workspace_id = contacts.workspace_id AND others.email = ranked.email AND others.deleted_at IS NULL)
      RETURNING contacts.id)`,
    Prisma.sql`noted AS (${eventsSql('contact.restored', {})})`,
    Prisma.sql`told AS (${activitiesSql(line, userId)})`,
  ]);
  return { matched, changed, refused: matched - changed, deletedAt: null };
}

/** Puts one contact into the trash. */
export function deleteContact({ inWorkspace, userId, by }: Context, contactId: ContactId) {
  return inWorkspace(async (tx) => {
    const { deletedAt: gone } = await readContact(tx, contactId);
    if (gone !== null) return { deletedAt: gone };
    const target = Prisma.sql`contacts.deleted_at IS NULL AND contacts.id = ${contactId}::uuid`;
    const { deletedAt } = await deleteMany(tx, { target, userId });
    await noteAudit(tx, by, { action: 'contact.deleted', entityId: contactId });
    return { deletedAt: deletedAt ?? Date.now() };
  });
}

/** Takes a contact out of the trash; refused while another has its address. */
export function restoreContact({ inWorkspace, userId }: Context, contactId: ContactId) {
  return inWorkspace(async (tx) => {
    const contact = await readContact(tx, contactId);
    if (contact.deletedAt === null) return contact;
    if (contact.email) await assertFree(tx, { email: contact.email, exceptId: contactId });
    await restoreMany(tx, { target: Prisma.sql`contacts.id = ${contactId}::uuid`, userId });
    return readContact(tx, contactId);
  });
}

/** Takes back one deletion. */
export function undoDeletion({ inWorkspace, userId }: Context, deletedAt: number) {
  return inWorkspace(async (tx) => {
    const target = Prisma.sql`contacts.deleted_at = ${new Date(deletedAt)}::timestamptz`;
    const { matched, changed, refused } = await restoreMany(tx, { target, userId });
    if (matched === 0)
      throw new Refusal(
        'not-found',
        'There is nothing in the trash from that deletion. It was taken back already.',
        'deletedAt',
      );
    return { restored: changed, refused };
  });
}
