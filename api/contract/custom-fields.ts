import { z } from 'zod';
import { CUSTOM_FIELD_TYPES } from '../../workflows/contacts/rules.ts';
import { Done, oc } from './base.ts';
import { CustomFieldId } from './ids.ts';

/** A value of a custom field. */
export const CustomValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

const Label = z.string().trim().min(1).max(60);
const Hint = z.string().trim().max(200);
const Options = z.array(z.string().trim().min(1).max(100)).max(200);
const Rules = z
  .object({ min: z.number().optional(), max: z.number().optional() })
  .meta({ description: 'The least and the most: of a number its value, of a text its length.' });

export const CustomFieldItem = z.object({
  id: CustomFieldId,
  fieldName: z.string().meta({ description: 'How filters, templates and imports name it; never renamed.' }),
  fieldType: z.enum(CUSTOM_FIELD_TYPES),
  label: z.string(),
  description: z.string().nullable(),
  placeholder: z.string().nullable(),
  required: z.boolean(),
  options: z.array(z.string()),
  rules: Rules,
  isActive: z.boolean(),
});

export const listCustomFields = oc
  .route({
    method: 'GET',
    path: '/custom-fields',
    summary: 'List the custom fields of contacts, in their order',
    description: 'All of them at once: a workspace has 200 at the most.',
    tags: ['Contacts'],
  })
  .input(z.object({ withInactive: z.stringbool().optional() }))
  .output(z.object({ items: z.array(CustomFieldItem) }));

export const createCustomField = oc
  .route({ method: 'POST', path: '/custom-fields', summary: 'Add a custom field to contacts', tags: ['Contacts'] })
  .meta({ role: 'admin', creates: true })
  .input(
    z.object({
      label: Label,
      fieldType: z.enum(CUSTOM_FIELD_TYPES),
      fieldName: z
        .string()
        .regex(/^[a-z][a-z0-9_]{0,59}$/, 'must be lower-case letters, digits and _, beginning with a letter')
        .optional()
        .meta({ description: 'Made from the label when not given.' }),
      description: Hint.optional(),
      placeholder: Hint.optional(),
      required: z.boolean().default(false),
      options: Options.default([]),
      rules: Rules.default({}),
    }),
  )
  .output(CustomFieldItem);

export const updateCustomField = oc
  .route({
    method: 'PATCH',
    path: '/custom-fields/{customFieldId}',
    summary: 'Change a custom field, or switch it off; its values stay',
    tags: ['Contacts'],
  })
  .meta({ role: 'admin' })
  .input(
    z.object({
      customFieldId: CustomFieldId,
      label: Label.optional(),
      description: Hint.nullable().optional(),
      placeholder: Hint.nullable().optional(),
      required: z.boolean().optional(),
      options: Options.optional(),
      rules: Rules.optional(),
      isActive: z.boolean().optional(),
    }),
  )
  .output(CustomFieldItem);

export const orderCustomFields = oc
  .route({
    method: 'POST',
    path: '/custom-fields/order',
    summary: 'Put the custom fields in order',
    tags: ['Contacts'],
  })
  .meta({ role: 'admin' })
  .input(z.object({ customFieldIds: z.array(CustomFieldId).min(1).max(200) }))
  .output(Done);
