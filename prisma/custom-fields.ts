import type { CustomField } from '../workflows/contacts/custom-field.calc.ts';
import { customFieldType } from '../workflows/contacts/rules.ts';
import type { CustomFieldTypes } from './contact-filter.ts';
import type { Tx } from './db.ts';

/** The custom fields of contacts in this workspace, with the type that filters see. */
export async function customFieldTypes(tx: Tx): Promise<CustomFieldTypes> {
  const fields = await tx.customFieldDefinition.findMany({
    where: { objectType: 'contact', isActive: true },
    select: { fieldName: true, fieldType: true },
  });
  return Object.fromEntries(fields.map(({ fieldName, fieldType }) => [fieldName, customFieldType(fieldType)]));
}

/** The custom fields of contacts that are in use, in their order, with what they allow. */
export async function activeCustomFields(tx: Tx): Promise<CustomField[]> {
  const rows = await tx.customFieldDefinition.findMany({
    where: { objectType: 'contact', isActive: true },
    orderBy: [{ orderIndex: 'asc' }, { createdAt: 'asc' }],
  });
  return rows.map(({ validationRules, ...row }) => ({ ...row, rules: validationRules as CustomField['rules'] }));
}
