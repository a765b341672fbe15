import type { z } from 'zod';
import { noteAudit } from '../../prisma/audit.ts';
import { filterSql, searchSql, selectionSql } from '../../prisma/contact-filter.ts';
import { customFieldTypes } from '../../prisma/custom-fields.ts';
import type { Tx } from '../../prisma/db.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Selection } from '../../workflows/contacts/rules.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { BulkAction, changeContacts as contract } from '../contract/contacts.ts';
import type { Context } from '../http/context.ts';
import { type Counted, changeMany, type Many } from './change-many.ts';
import { assertList } from './lists.ts';
import { assertTag } from './tags.ts';
import { deleteMany, restoreMany } from './trash.ts';
import { assertMember } from './values.ts';

type Action = z.output<typeof BulkAction>;

/** The contacts that a selection means, as SQL: of the living, or for a restoration of the trash. */
async function targetSql(tx: Tx, selection: Selection, { isDeleted }: { isDeleted: boolean }): Promise<Prisma.Sql> {
  const custom = selection.kind === 'filter' ? await customFieldTypes(tx) : {};
  if (!isDeleted) return Prisma.sql`contacts.deleted_at IS NULL AND ${selectionSql(selection, custom)}`;
  const which =
    selection.kind === 'filter'
      ? Prisma.sql`${filterSql(selection.filter, custom)} AND ${searchSql(selection.search ?? '')}`
      : selectionSql(selection, custom);
  return Prisma.sql`contacts.deleted_at IS NOT NULL AND ${which}`;
}

const pairs = (sql: Prisma.Sql) => ({ change: sql, changes: null });

function setColumn(
  { column, type, field, label }: Record<'column' | 'type' | 'field' | 'label', string>,
  value: string | null,
): Many {
  const [name, cast] = [Prisma.raw(column), Prisma.raw(type)];
  return {
    change: Prisma.sql`UPDATE contacts SET ${name} = ${value}::${cast}, updated_at = now() FROM target
      WHERE contacts.id = target.id AND contacts.${name} IS DISTINCT FROM ${value}::${cast} RETURNING contacts.id, target.${name}::text AS was`,
    changes: { field, label, to: value },
    payload: { fields: [field] },
  };
}

/** What an action does to each contact of the target, as one statement. */
async function manyOf(tx: Tx, action: Exclude<Action, { kind: 'delete' | 'restore' }>): Promise<Many> {
  switch (action.kind) {
    case 'add-tag':
      await assertTag(tx, action.tagId);
      return {
        ...pairs(Prisma.sql`INSERT INTO contact_tags (workspace_id, contact_id, tag_id) SELECT current_workspace(), id, ${action.tagId}::uuid FROM target
          ON CONFLICT DO NOTHING RETURNING contact_id AS id, NULL AS was`),
        payload: { fields: ['tags'], tagAdded: action.tagId },
      };
    case 'remove-tag':
      await assertTag(tx, action.tagId);
      return {
        ...pairs(
          Prisma.sql`DELETE FROM contact_tags USING target WHERE contact_id = target.id AND tag_id = ${action.tagId}::uuid RETURNING contact_id AS id, NULL AS was`,
        ),
        payload: { fields: ['tags'], tagRemoved: action.tagId },
      };
    case 'add-to-list':
      await assertList(tx, action.listId);
      return {
        ...pairs(Prisma.sql`INSERT INTO contact_list_members AS members (workspace_id, contact_id, list_id) SELECT current_workspace(), id, ${action.listId}::uuid FROM target
          ON CONFLICT (workspace_id, list_id, contact_id) DO UPDATE SET is_active = true WHERE NOT members.is_active RETURNING contact_id AS id, NULL AS was`),
        payload: { fields: ['lists'], listAdded: action.listId },
      };
    case 'remove-from-list':
      await assertList(tx, action.listId);
      return {
        ...pairs(
          Prisma.sql`DELETE FROM contact_list_members USING target WHERE contact_id = target.id AND list_id = ${action.listId}::uuid RETURNING contact_id AS id, NULL AS was`,
        ),
        payload: { fields: ['lists'], listRemoved: action.listId },
      };
    case 'set-status':
      return setColumn({ column: 'status', type: 'contact_status', field: 'status', label: 'Status' }, action.status);
    case 'set-lifecycle-stage':
      return setColumn(
        { column: 'lifecycle_stage', type: 'lifecycle_stage', field: 'lifecycleStage', label: 'Lifecycle stage' },
        action.lifecycleStage,
      );
    case 'set-owner':
      if (action.ownerId) await assertMember(tx, action.ownerId);
      return setColumn({ column: 'owner_id', type: 'uuid', field: 'ownerId', label: 'Owner' }, action.ownerId);
  }
}

/** Does one thing to many contacts, each step in one statement, and all of it in one transaction. */
export function changeContacts(
  { inWorkspace, userId, by }: Context,
  { selection, action }: Given<typeof contract>,
): Promise<Answer<typeof contract>> {
  return inWorkspace(async (tx) => {
    if (selection.kind === 'list') await assertList(tx, selection.listId);
    const isDeleted = action.kind === 'restore';
    const target = await targetSql(tx, selection, { isDeleted });
    const answer = await (action.kind === 'delete'
      ? deleteMany(tx, { target, userId })
      : action.kind === 'restore'
        ? restoreMany(tx, { target, userId })
        : changeMany(tx, { target, userId }, await manyOf(tx, action)).then(counted));
    if (selection.kind === 'contacts' && answer.matched === 0)
      throw new Refusal(
        'not-found',
        `None of these contacts is ${isDeleted ? 'in the trash' : 'among the living contacts'} of this workspace.`,
        'selection',
      );
    if (action.kind === 'delete' && answer.changed > 0)
      await noteAudit(tx, by, {
        action: 'contact.deleted',
        entityId: selection.kind === 'contacts' ? (selection.contactIds[0] ?? null) : null,
        after: { contacts: answer.changed, deletedAt: answer.deletedAt },
      });
    return answer;
  });
}

const counted = (count: Counted): Answer<typeof contract> => ({ ...count, refused: 0, deletedAt: null });
