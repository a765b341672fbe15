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
