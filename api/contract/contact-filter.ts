import { z } from 'zod';
import { type Condition, type Filter as ContactFilter, OPERATORS } from '../../workflows/contacts/rules.ts';
import { ContactId, ListId } from './ids.ts';

const operators = [...new Set(Object.values(OPERATORS).flat())];

const FilterCondition: z.ZodType<Condition, Condition> = z.object({
  field: z
    .string()
    .max(100)
    .meta({ description: 'A field of contacts, as `status`, or a custom field, as `custom.plan`.' }),
  op: z.enum(operators),
  value: z
    .union([z.string().max(1_000), z.number(), z.array(z.string().max(200)).max(500)])
    .optional()
    .meta({ description: 'What the operator wants: a text, a number, a date as 2026-11-21, or a list of values.' }),
});

const notOne = ({ input }: { input?: unknown }) =>
  `must be a condition, as {"field":"status","op":"is_any_of","value":["new"]}, or a group, as {"match":"all","conditions":[]}; operators are ${operators.join(', ')}; given was ${JSON.stringify(input)?.slice(0, 200)}`;

const group = (part: z.ZodType<Condition | ContactFilter, Condition | ContactFilter>) =>
  z.object({ match: z.enum(['all', 'any']), conditions: z.array(part).max(50) });

const part = (inner: Parameters<typeof group>[0]) => z.union([group(inner), FilterCondition], { error: notOne });

/** The one filter language, three groups deep: all or any of its conditions hold. */
export const Filter: z.ZodType<ContactFilter, ContactFilter> = group(part(part(FilterCondition))).meta({
  description: 'All, or any, of the conditions hold; a condition may be a group of conditions itself, three deep.',
});

/** A filter in a query string, as JSON. */
export const FilterParam = z
  .string()
  .max(8_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'must be JSON, as {"match":"all","conditions":[{"field":"status","op":"is_any_of","value":["new"]}]}',
      });
      return z.NEVER;
    }
  })
  .pipe(Filter)
  .meta({ description: 'A filter as JSON.', examples: ['{"match":"all","conditions":[]}'] });

/** Which contacts are meant: by hand, a list, or all that match. */
export const Selection = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('contacts'), contactIds: z.array(ContactId).min(1).max(10_000) }),
  z.object({ kind: z.literal('list'), listId: ListId }),
  z.object({ kind: z.literal('filter'), filter: Filter, search: z.string().max(200).optional() }),
]);
