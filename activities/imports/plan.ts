import { activeCustomFields } from '../../prisma/custom-fields.ts';
import type { Tx } from '../../prisma/db.ts';
import type { ImportJob } from '../../prisma/generated/client.ts';
import type { ColumnPlan, RowPlan } from '../../workflows/imports/row.calc.ts';
import { CONTACT_TARGETS, IGNORE, targetLabel } from '../../workflows/imports/rules.ts';
import { permanent } from '../permanent.ts';

async function ownersOf(tx: Tx): Promise<Record<string, string>> {
  const members = await tx.membership.findMany({
    where: { status: 'active' },
    select: { user: { select: { id: true, email: true } } },
  });
  return Object.fromEntries(members.map(({ user }) => [user.email.toLowerCase(), user.id]));
}

/** How the rows of this import are read, by its mapping and what the workspace allows now. */
export async function rowPlanOf(tx: Tx, job: ImportJob): Promise<RowPlan> {
  const fields = await activeCustomFields(tx);
  const columns = (job.mapping as string[]).flatMap((target, index): ColumnPlan[] => {
    if (target === IGNORE) return [];
    const known = CONTACT_TARGETS.find((one) => one === target);
    if (known) return [{ index, target: known }];
    const custom = fields.find(({ fieldName }) => `custom.${fieldName}` === target);
    if (!custom)
      throw permanent(
        'bad-mapping',
        `The column "${job.columns[index]}" goes to "${target}", which is no field any more. Choose another.`,
      );
    return [{ index, custom }];
  });
  return {
    width: job.columns.length,
    columns,
    upsertKey: job.upsertKey,
    keyLabel: fields.find(({ fieldName }) => `custom.${fieldName}` === job.upsertKey)?.label ?? targetLabel('email'),
    spelling: {
      dateOrder: job.dateOrder === 'month' ? 'month' : 'day',
      decimalMark: job.decimalMark === 'comma' ? 'comma' : 'point',
    },
    owners: await ownersOf(tx),
    required: fields.filter(({ required }) => required),
  };
}

/** Where the contacts of this import go: its list and tags, as far as nobody has deleted them since. */
export async function destinationOf(
  tx: Tx,
  { listId, tagIds }: ImportJob,
): Promise<{ listId: string | null; tagIds: string[] }> {
  const list = listId && (await tx.contactList.findUnique({ where: { id: listId }, select: { id: true } }));
  const tags = tagIds.length > 0 ? await tx.tag.findMany({ where: { id: { in: tagIds } }, select: { id: true } }) : [];
  return { listId: list ? list.id : null, tagIds: tags.map(({ id }) => id) };
}
