import { type AnySchema, oc as contract, type InferSchemaInput, type InferSchemaOutput } from '@orpc/contract';
import { z } from 'zod';
import type { Role } from '../../workflows/workspaces/rules.ts';

export type Meta = {
  /** The least role that may call this; `anyone` needs no workspace, only somebody who is known; `public` not even that. */
  role: Role | 'anyone' | 'public';
  /** A POST that creates: it takes an Idempotency-Key, and a repeated key gets the first answer. */
  creates?: boolean;
  /** A person must ask; a program with an API key may not, whatever its role. */
  isForPeople?: boolean;
  /** The answer holds a secret: it is kept sealed for the repetition of its key. */
  isSecret?: boolean;
};

/** The start of every endpoint: viewers may call what only reads, unless the endpoint says otherwise. */
export const oc = contract.$meta<Meta>({ role: 'viewer' });

/** An instant: milliseconds since 1970-01-01T00:00:00Z. */
export const Instant = z
  .number()
  .int()
  .meta({ description: 'Milliseconds since 1970-01-01T00:00:00Z.', examples: [1795262570000] });

const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

/** A time zone by its IANA name. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, {
    error: ({ input }) => `"${String(input)}" is not a time zone; give an IANA name, as Europe/Berlin`,
  })
  .meta({ description: 'An IANA time zone.', examples: ['Europe/Berlin'] });

/** A page of a list: from where, and how many. */
export const PageInput = z.object({
  cursor: z
    .string()
    .max(500)
    .optional()
    .meta({ description: 'The `nextCursor` of the page before; none for the first page.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'How many at the most.' }),
});

/** A page of a list, with the cursor of the next one; null at the end. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable().meta({ description: 'Null on the last page.' }) });

/** What an endpoint without an answer answers. */
export const Done = z.object({});

/** A CSV that is the whole body of a request. */
export const CsvUpload = z.file().mime('text/csv');

/** A CSV that is the whole answer, sent while it is made. */
export const CsvDownload = z.object({
  headers: z.object({ 'content-type': z.string(), 'content-disposition': z.string() }),
  body: z.file().mime('text/csv').or(z.instanceof(ReadableStream)),
});

/** The body of every refusal and fault (RFC 9457). */
export const Problem = z.object({
  type: z.string().meta({ description: 'A link to what the code means.' }),
  title: z.string(),
  status: z.number().int(),
  code: z.string().meta({ description: 'For programs; never renamed.' }),
  detail: z.string().meta({ description: 'A sentence: what was given, what is allowed, what to do now.' }),
  field: z.string().optional().meta({ description: 'The field that was wrong.' }),
  issues: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type Problem = z.output<typeof Problem>;

type Procedure = { '~orpc': { inputSchema?: AnySchema; outputSchema?: AnySchema } };
/** What a handler is given: the input after it was checked. */
export type Given<P extends Procedure> = InferSchemaOutput<NonNullable<P['~orpc']['inputSchema']>>;
/** What a handler answers, before it is checked. */
export type Answer<P extends Procedure> = InferSchemaInput<NonNullable<P['~orpc']['outputSchema']>>;
