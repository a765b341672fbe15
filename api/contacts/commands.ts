import { uuidv7 } from 'uuidv7';
import { isDuplicate, type Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { type Contact, type ContactSource, Prisma } from '../../prisma/generated/client.ts';
import { signalMany } from '../../prisma/outbox.ts';
import type { CustomValue } from '../../workflows/contacts/custom-field.calc.ts';
import { type ContactId, idOf } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import type { Given } from '../contract/base.ts';
import type {
  createContact as createContract,
  addNote as noteContract,
  updateContact as updateContract,
} from '../contract/contacts.ts';
import type { Context } from '../http/context.ts';
import { changesOf } from './changes.ts';
import { readContact } from './queries.ts';
import { checkWritten } from './values.ts';

/** Two requests wanted the same address at the same instant: the database let one of them have it. */
function addressTaken(error: unknown): never {
  if (isDuplicate(error))
    throw new Refusal('already-exists', 'Another contact has just been given this address. Open that one.', 'email');
  throw error;
}

/** A living contact, kept from changing until the end of the transaction. */
async function lockContact(tx: Tx, contactId: ContactId): Promise<Contact> {
  await tx.$queryRaw`SELECT 1 FROM contacts WHERE id = ${contactId}::uuid FOR UPDATE`;
  const contact = await tx.contact.findUnique({ where: { id: contactId } });
  if (!contact) throw new Refusal('not-found', 'There is no such contact in this workspace.', 'contactId');
  if (contact.deletedAt) throw new Refusal('ended', 'This contact is in the trash. Restore it first.', 'contactId');
  return contact;
}

/** Refuses tags and lists that are not there. */
async function assertThere(tx: Tx, { tagIds, listIds }: { tagIds: string[]; listIds: string[] }) {
  const [tags, lists] = [new Set(tagIds), new Set(listIds)];
  if (tags.size > 0 && (await tx.tag.count({ where: { id: { in: [...tags] } } })) < tags.size)
    throw new Refusal('not-found', 'One of the tags does not exist in this workspace.', 'tagIds');
  if (lists.size > 0 && (await tx.contactList.count({ where: { id: { in: [...lists] } } })) < lists.size)
    throw new Refusal('not-found', 'One of the lists does not exist in this workspace.', 'listIds');
}

/** Creates a contact. */
export function createContact(
  { inWorkspace, workspaceId, userId, actor }: Context,
  { tagIds, listIds, ...written }: Given<typeof createContract>,
) {
  return inWorkspace(async (tx) => {
    const { columns, custom } = await checkWritten(tx, written, { contactId: null });
    await assertThere(tx, { tagIds, listIds });
    const id = uuidv7();
    const source: ContactSource = actor.kind === 'key' ? 'api' : 'manual';
    const data = { ...columns, id, workspaceId, source, customFields: custom.values, createdById: userId };
    await tx.contact.create({ data: data as Prisma.ContactUncheckedCreateInput }).catch(addressTaken);
    const pairs = [...new Set(tagIds)].map((tagId) => ({ workspaceId, contactId: id, tagId }));
    const members = [...new Set(listIds)].map((listId) => ({ workspaceId, contactId: id, listId }));
    if (pairs.length > 0) await tx.contactTag.createMany({ data: pairs });
    if (members.length > 0) await tx.contactListMember.createMany({ data: members });
    await tx.activity.create({
      data: {
        workspaceId,
        type: 'contact_created',
        title: 'Contact created',
        entityType: 'contact',
        entityId: id,
        contactId: id,
        userId,
      },
    });
    await noteEvents(tx, [{ type: 'contact.created', subjectId: id }]);
    return readContact(tx, idOf<ContactId>(id));
  });
}

/** A new address has not bounced: what is written about the old one is forgotten. */
const freshAddress = (contact: Contact, email: string | null | undefined) =>
  email !== undefined && email?.toLowerCase() !== contact.email?.toLowerCase() ? { bouncedAt: null } : {};

/** The custom fields after some were given and some taken away. */
function mergedFields(
  contact: Contact,
  { values, removed }: { values: Record<string, CustomValue>; removed: string[] },
) {
  const now = { ...(contact.customFields as Record<string, CustomValue>), ...values };
  return Object.fromEntries(Object.entries(now).filter(([name]) => !removed.includes(name)));
}

/** Changes a contact, notes what changed, and lets enrollments go on that waited for a value. */
export function updateContact(
  { inWorkspace, workspaceId, userId }: Context,
  { contactId, ...written }: Given<typeof updateContract>,
) {
  return inWorkspace(async (tx) => {
    const before = await lockContact(tx, contactId);
    const { columns, custom } = await checkWritten(tx, written, { contactId });
    const customFields = mergedFields(before, custom);
    const data = { ...columns, ...freshAddress(before, columns.email), customFields };
    const after = await tx.contact.update({ where: { id: contactId }, data }).catch(addressTaken);
    const changes = await changesOf(tx, before, after);
    if (changes.length === 0) return readContact(tx, contactId);

    const what = changes.map(({ label }) => label).join(', ');
    await tx.activity.create({
      data: {
        workspaceId,
        type: 'contact_updated',
        title: `Changed ${what}`.slice(0, 200),
        entityType: 'contact',
        entityId: contactId,
        contactId,
        userId,
        metadata: { changes },
      },
    });
    const fields = changes.map(({ field }) => field);
    await noteEvents(tx, [{ type: 'contact.updated', subjectId: contactId, payload: { fields } }]);
    await signalMany(
      tx,
      tellEnrollment.woken(''),
      Prisma.sql`SELECT workflow_id FROM enrollments WHERE contact_id = ${contactId}::uuid AND state = 'active' AND hold_code = 'missing-variable'`,
    );
    return readContact(tx, contactId);
  });
}

/** Writes a note into a contact's timeline. */
export function addNote(
  { inWorkspace, workspaceId, userId }: Context,
  { contactId, text }: Given<typeof noteContract>,
) {
  return inWorkspace(async (tx) => {
    await lockContact(tx, contactId);
    const description = text.replaceAll('\0', '');
    await tx.activity.create({
      data: {
        workspaceId,
        type: 'note_added',
        title: 'Note',
        description,
        entityType: 'contact',
        entityId: contactId,
        contactId,
        userId,
      },
    });
    await tx.contact.update({ where: { id: contactId }, data: { lastActivityAt: new Date() } });
    await noteEvents(tx, [{ type: 'contact.updated', subjectId: contactId, payload: { fields: ['note'] } }]);
  });
}
