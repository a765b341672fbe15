import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { Prisma, type Tag } from '../../prisma/generated/client.ts';
import type { TagId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Given } from '../contract/base.ts';
import type {
  createTag as createContract,
  listTags as listContract,
  updateTag as updateContract,
} from '../contract/tags.ts';
import type { Context } from '../http/context.ts';
import { namedPage, nameTaken } from './named.ts';

/** Colours for tags that are given none, told apart on light and dark. */
const COLORS = ['#0284c7', '#d97706', '#059669', '#7c3aed', '#db2777', '#dc2626', '#0d9488', '#65a30d'];

const itemOf = ({ id, name, color, description }: Tag, contacts: number | null = null) => ({
  id,
  name,
  color,
  description,
  contacts,
});

/** How many living contacts carry each of these tags. */
async function countsOf(tx: Tx, ids: string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; count: number }[]>(Prisma.sql`
    SELECT tag_id AS id, count(*)::int AS count FROM contact_tags
    JOIN contacts ON contacts.workspace_id = contact_tags.workspace_id AND contacts.id = contact_id AND deleted_at IS NULL
    WHERE tag_id = ANY(${ids}::uuid[]) GROUP BY tag_id`);
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** A page of tags, by name. */
export function listTags({ inWorkspace }: Context, asked: Given<typeof listContract>) {
  return inWorkspace((tx) =>
    namedPage(asked, {
      find: (query) => tx.tag.findMany(query),
      countsOf: (ids) => countsOf(tx, ids),
      itemOf,
    }),
  );
}

/** Creates a tag. */
export function createTag(
  { inWorkspace, workspaceId }: Context,
  { name, color, description }: Given<typeof createContract>,
) {
  return inWorkspace(async (tx) => {
    const fallback = COLORS[(await tx.tag.count()) % COLORS.length];
    const tag = await tx.tag
      .create({ data: { workspaceId, name, description, color: color ?? fallback } })
      .catch(nameTaken('tag', name));
    await noteEvents(tx, [{ type: 'tag.changed', subjectId: tag.id }]);
    return itemOf(tag);
  });
}

/** Refuses a tag that is not there. */
export async function assertTag(tx: Tx, tagId: TagId) {
  if ((await tx.tag.count({ where: { id: tagId } })) === 0)
    throw new Refusal('not-found', 'There is no such tag in this workspace.', 'tagId');
}

/** Renames a tag, or changes its colour. */
export function updateTag({ inWorkspace }: Context, { tagId, ...data }: Given<typeof updateContract>) {
  return inWorkspace(async (tx) => {
    await assertTag(tx, tagId);
    const tag = await tx.tag.update({ where: { id: tagId }, data }).catch(nameTaken('tag', data.name ?? ''));
    await noteEvents(tx, [{ type: 'tag.changed', subjectId: tagId }]);
    return itemOf(tag);
  });
}

/** Deletes a tag, and takes it off every contact. */
export function deleteTag({ inWorkspace }: Context, tagId: TagId) {
  return inWorkspace(async (tx) => {
    await assertTag(tx, tagId);
    await tx.tag.delete({ where: { id: tagId } });
    await noteEvents(tx, [{ type: 'tag.changed', subjectId: tagId, payload: { isDeleted: true } }]);
  });
}
