import type { z } from 'zod';
import { filterSql } from '../../prisma/contact-filter.ts';
import { customFieldTypes } from '../../prisma/custom-fields.ts';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { Prisma, type SavedView } from '../../prisma/generated/client.ts';
import { CONTACT_FIELDS, type Filter, SORT_FIELDS } from '../../workflows/contacts/rules.ts';
import type { SavedViewId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { mayAct } from '../../workflows/workspaces/rules.ts';
import type { Given } from '../contract/base.ts';
import type { createView as createContract, updateView as updateContract, ViewItem } from '../contract/views.ts';
import type { Context } from '../http/context.ts';

const MOST_VIEWS = 200;

function itemOf(row: SavedView, userId: string | null): z.input<typeof ViewItem> {
  return {
    id: row.id,
    name: row.name,
    filter: row.filters as Filter,
    columns: row.columns as string[] | null,
    sort: SORT_FIELDS.find((field) => field === row.sortBy) ?? null,
    order: row.sortOrder === 'desc' ? 'desc' : 'asc',
    visibility: row.visibility,
    isMine: row.createdById === userId,
  };
}

/** The views that the asker may see: their own, and those of the workspace. */
const visibleTo = (userId: string | null) => ({
  objectType: 'contact',
  OR: [{ visibility: 'workspace' as const }, ...(userId ? [{ createdById: userId }] : [])],
});

/** The saved views of contacts. */
export function listViews({ inWorkspace, userId }: Context) {
  return inWorkspace(async (tx) => {
    const rows = await tx.savedView.findMany({
      where: visibleTo(userId),
      orderBy: { createdAt: 'asc' },
      take: MOST_VIEWS,
    });
    return { items: rows.map((row) => itemOf(row, userId)) };
  });
}

/** Refuses a filter or a column that means nothing here. */
async function assertShape(tx: Tx, { filter, columns }: { filter?: Filter; columns?: string[] | null }) {
  const custom = await customFieldTypes(tx);
  if (filter) filterSql(filter, custom);
  const known = (column: string) =>
    Object.hasOwn(CONTACT_FIELDS, column) || (column.startsWith('custom.') && Object.hasOwn(custom, column.slice(7)));
  const stranger = columns?.find((column) => !known(column));
  if (stranger !== undefined)
    throw new Refusal(
      'bad-value',
      `There is no column "${stranger}". Take a field of contacts, or custom.name.`,
      'columns',
    );
}

/** Saves a view. */
export function createView(
  { inWorkspace, workspaceId, userId }: Context,
  { filter, columns, sort, order, ...view }: Given<typeof createContract>,
) {
  if (!userId) throw new Refusal('forbidden', 'A view belongs to a person. Sign in as one.');
  return inWorkspace(async (tx) => {
    await assertShape(tx, { filter, columns });
    if ((await tx.savedView.count()) >= MOST_VIEWS)
      throw new Refusal('plan-limit', `A workspace has ${MOST_VIEWS} views at the most. Delete one first.`);
    const row = await tx.savedView.create({
      data: {
        ...view,
        workspaceId,
        createdById: userId,
        filters: filter,
        columns: columns ?? Prisma.DbNull,
        sortBy: sort,
        sortOrder: order,
      },
    });
    await noteEvents(tx, [{ type: 'view.changed', subjectId: row.id }]);
    return itemOf(row, userId);
  });
}

/** A view that the asker may change: their own, or as a manager one of the workspace. */
async function changeable(tx: Tx, { userId, role }: Context, viewId: SavedViewId) {
  const view = await tx.savedView.findFirst({ where: { id: viewId, ...visibleTo(userId) } });
  if (!view) throw new Refusal('not-found', 'There is no such view in this workspace.', 'viewId');
  if (view.createdById !== userId && !mayAct(role, 'manager'))
    throw new Refusal(
      'forbidden',
      `"${view.name}" is a colleague's view. Save your own, or ask a manager to change it.`,
    );
  return view;
}

/** Changes a saved view. */
export function updateView(
  context: Context,
  { viewId, filter, columns, sort, order, ...view }: Given<typeof updateContract>,
) {
  return context.inWorkspace(async (tx) => {
    await changeable(tx, context, viewId);
    await assertShape(tx, { filter, columns });
    const row = await tx.savedView.update({
      where: { id: viewId },
      data: {
        ...view,
        ...(filter ? { filters: filter } : {}),
        ...(columns === undefined ? {} : { columns: columns ?? Prisma.DbNull }),
        ...(sort === undefined ? {} : { sortBy: sort }),
        ...(order ? { sortOrder: order } : {}),
      },
    });
    await noteEvents(tx, [{ type: 'view.changed', subjectId: viewId }]);
    return itemOf(row, context.userId);
  });
}

/** Deletes a saved view. */
export function deleteView(context: Context, viewId: SavedViewId) {
  return context.inWorkspace(async (tx) => {
    await changeable(tx, context, viewId);
    await tx.savedView.delete({ where: { id: viewId } });
    await noteEvents(tx, [{ type: 'view.changed', subjectId: viewId }]);
  });
}
