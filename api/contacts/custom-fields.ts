import type { z } from 'zod';
import { noteAudit } from '../../prisma/audit.ts';
import { isDuplicate, type Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { type CustomFieldDefinition, Prisma } from '../../prisma/generated/client.ts';
import type { CustomFieldType } from '../../workflows/contacts/rules.ts';
import type { CustomFieldId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Given } from '../contract/base.ts';
import type {
  CustomFieldItem,
  createCustomField as createContract,
  listCustomFields as listContract,
  updateCustomField as updateContract,
} from '../contract/custom-fields.ts';
import type { Context } from '../http/context.ts';

type Item = z.input<typeof CustomFieldItem>;
type Rules = { min?: number; max?: number };

const MOST_FIELDS = 200;

const itemOf = ({ validationRules, ...row }: CustomFieldDefinition): Item => ({
  ...row,
  rules: validationRules as Rules,
});

/** The custom fields of contacts, in their order. */
export function listCustomFields({ inWorkspace }: Context, { withInactive }: Given<typeof listContract>) {
  return inWorkspace(async (tx) => {
    const rows = await tx.customFieldDefinition.findMany({
      where: { objectType: 'contact', ...(withInactive ? {} : { isActive: true }) },
      orderBy: [{ orderIndex: 'asc' }, { createdAt: 'asc' }],
      take: MOST_FIELDS,
    });
    return { items: rows.map(itemOf) };
  });
}

/** Refuses options and rules that do not fit the type of a field. */
function assertShape({ fieldType, options, rules }: { fieldType: CustomFieldType; options: string[]; rules: Rules }) {
  const hasOptions = fieldType === 'select' || fieldType === 'multiselect';
  if (hasOptions && options.length === 0)
    throw new Refusal('bad-value', `A field of the type ${fieldType} needs options. Give one at least.`, 'options');
  if (!hasOptions && options.length > 0)
    throw new Refusal(
      'bad-value',
      `Only select and multiselect have options; ${fieldType} has none. Leave them out.`,
      'options',
    );
  const twice = options.find(
    (one, index) => options.findIndex((other) => other.toLowerCase() === one.toLowerCase()) < index,
  );
  if (twice !== undefined) throw new Refusal('bad-value', `The option "${twice}" is there twice. Keep one.`, 'options');
  const { min, max } = rules;
  const hasRules = fieldType === 'text' || fieldType === 'number';
  if (!hasRules && (min !== undefined || max !== undefined))
    throw new Refusal('bad-value', `Only text and number have a least and a most; ${fieldType} has none.`, 'rules');
  if (min !== undefined && max !== undefined && min > max)
    throw new Refusal('bad-value', `The least, ${min}, is above the most, ${max}. Swap them.`, 'rules');
}

/** A name for programs, made from what people call the field. */
function nameFrom(label: string): string {
  const plain = label.normalize('NFKD').toLowerCase();
  const name = plain
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_\d]+|_+$/g, '');
  return name.slice(0, 50) || 'field';
}

async function freeName(tx: Tx, label: string): Promise<string> {
  const base = nameFrom(label);
  const taken = await tx.customFieldDefinition.findMany({
    where: { objectType: 'contact', fieldName: { startsWith: base } },
    select: { fieldName: true },
  });
  const names = new Set(taken.map(({ fieldName }) => fieldName));
  const free = [base, ...Array.from({ length: MOST_FIELDS }, (_, index) => `${base}_${index + 2}`)].find(
    (name) => !names.has(name),
  );
  return free ?? base;
}

/** Adds a custom field to contacts. */
export function createCustomField(
  { inWorkspace, workspaceId, by }: Context,
  { fieldName: given, rules, ...field }: Given<typeof createContract>,
) {
  assertShape({ ...field, rules });
  return inWorkspace(async (tx) => {
    const count = await tx.customFieldDefinition.count({ where: { objectType: 'contact' } });
    if (count >= MOST_FIELDS)
      throw new Refusal(
        'plan-limit',
        `A workspace has ${MOST_FIELDS} custom fields at the most. Use one that is there.`,
      );
    const fieldName = given ?? (await freeName(tx, field.label));
    const row = await tx.customFieldDefinition
      .create({ data: { ...field, workspaceId, fieldName, validationRules: rules, orderIndex: count } })
      .catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
        throw new Refusal(
          'already-exists',
          `There is a custom field "${fieldName}" already. Choose another name.`,
          'fieldName',
        );
      });
    await noteAudit(tx, by, { action: 'custom-field.created', entityId: row.id, after: { fieldName } });
    await noteEvents(tx, [{ type: 'field.changed', subjectId: row.id }]);
    return itemOf(row);
  });
}

async function readField(tx: Tx, id: CustomFieldId): Promise<CustomFieldDefinition> {
  const field = await tx.customFieldDefinition.findFirst({ where: { id, objectType: 'contact' } });
  if (!field) throw new Refusal('not-found', 'There is no such custom field in this workspace.', 'customFieldId');
  return field;
}

/** Refuses to take away an option that contacts have. */
async function assertUnused(tx: Tx, { fieldName }: CustomFieldDefinition, removed: string[]) {
  if (removed.length === 0) return;
  const value = Prisma.sql`(custom_fields -> ${fieldName})`;
  const [used] = await tx.$queryRaw<{ option: string; count: number }[]>(Prisma.sql`
    SELECT option, count(*)::int AS count FROM contacts JOIN unnest(${removed}::text[]) AS option ON ${value} ? option
    WHERE deleted_at IS NULL GROUP BY option ORDER BY count DESC LIMIT 1`);
  if (!used) return;
  const who = used.count === 1 ? 'One contact has' : `${used.count} contacts have`;
  throw new Refusal(
    'in-use',
    `${who} "${used.option}". Give them another value first, then take the option away.`,
    'options',
  );
}

/** Changes a custom field, or switches it off. Its values stay. */
export function updateCustomField(
  { inWorkspace, by }: Context,
  { customFieldId, rules, ...given }: Given<typeof updateContract>,
) {
  return inWorkspace(async (tx) => {
    const before = await readField(tx, customFieldId);
    const now = { ...before, ...given };
    assertShape({
      fieldType: before.fieldType,
      options: now.options,
      rules: rules ?? (before.validationRules as Rules),
    });
    await assertUnused(
      tx,
      before,
      before.options.filter((option) => !now.options.includes(option)),
    );
    const row = await tx.customFieldDefinition.update({
      where: { id: customFieldId },
      data: { ...given, ...(rules ? { validationRules: rules } : {}) },
    });
    await noteAudit(tx, by, {
      action: 'custom-field.changed',
      entityId: customFieldId,
      after: { ...given, ...(rules ? { rules } : {}) },
    });
    await noteEvents(tx, [{ type: 'field.changed', subjectId: customFieldId }]);
    return itemOf(row);
  });
}

/** Puts the custom fields in this order; those that are not named come after. */
export function orderCustomFields({ inWorkspace }: Context, ids: CustomFieldId[]) {
  return inWorkspace(async (tx) => {
    const [first] = ids;
    const count = await tx.customFieldDefinition.count({ where: { id: { in: ids }, objectType: 'contact' } });
    if (!first || count < new Set(ids).size)
      throw new Refusal('not-found', 'One of these custom fields does not exist in this workspace.', 'customFieldIds');
    await tx.$executeRaw`
      UPDATE custom_field_definitions SET order_index = coalesce(array_position(${ids}::uuid[], id), ${MOST_FIELDS} + order_index), updated_at = now()
      WHERE object_type = 'contact'`;
    await noteEvents(tx, [{ type: 'field.changed', subjectId: first }]);
  });
}
