import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { type ContactList, Prisma } from '../../prisma/generated/client.ts';
import type { ListId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Given } from '../contract/base.ts';
import type {
  createList as createContract,
  listLists as listContract,
  updateList as updateContract,
} from '../contract/lists.ts';
import type { Context } from '../http/context.ts';
import { namedPage, nameTaken } from './named.ts';

const itemOf = ({ id, name, description, createdAt }: ContactList, contacts: number | null = null) => ({
  id,
  name,
  description,
  createdAt: createdAt.getTime(),
  contacts,
});

/** How many living contacts are on each of these lists. */
async function countsOf(tx: Tx, ids: string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; count: number }[]>(Prisma.sql`
    SELECT list_id AS id, count(*)::int AS count FROM contact_list_members AS members
    JOIN contacts ON contacts.workspace_id = members.workspace_id AND contacts.id = contact_id AND deleted_at IS NULL
    WHERE list_id = ANY(${ids}::uuid[]) AND members.is_active GROUP BY list_id`);
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** A page of lists, by name. */
export function listLists({ inWorkspace }: Context, asked: Given<typeof listContract>) {
  return inWorkspace((tx) =>
    namedPage(asked, {
      find: (query) => tx.contactList.findMany(query),
      countsOf: (ids) => countsOf(tx, ids),
      itemOf,
    }),
  );
}

/** Creates a list. */
export function createList({ inWorkspace, workspaceId }: Context, { name, description }: Given<typeof createContract>) {
  return inWorkspace(async (tx) => {
    const list = await tx.contactList
      .create({ data: { workspaceId, name, description } })
      .catch(nameTaken('list', name));
    await noteEvents(tx, [{ type: 'list.changed', subjectId: list.id }]);
    return itemOf(list);
  });
}

/** Refuses a list that is not there. */
export async function assertList(tx: Tx, listId: ListId) {
  if ((await tx.contactList.count({ where: { id: listId } })) === 0)
    throw new Refusal('not-found', 'There is no such list in this workspace.', 'listId');
}

/** Renames a list. */
export function updateList({ inWorkspace }: Context, { listId, ...data }: Given<typeof updateContract>) {
  return inWorkspace(async (tx) => {
    await assertList(tx, listId);
    const list = await tx.contactList.update({ where: { id: listId }, data }).catch(nameTaken('list', data.name ?? ''));
    await noteEvents(tx, [{ type: 'list.changed', subjectId: listId }]);
    return itemOf(list);
  });
}

/** Deletes a list. Its contacts stay. */
export function deleteList({ inWorkspace }: Context, listId: ListId) {
  return inWorkspace(async (tx) => {
    await assertList(tx, listId);
    await tx.contactList.delete({ where: { id: listId } });
    await noteEvents(tx, [{ type: 'list.changed', subjectId: listId, payload: { isDeleted: true } }]);
  });
}
