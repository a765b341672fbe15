import { zod4Resolver } from 'mantine-form-zod-resolver';

type Schema = Parameters<typeof zod4Resolver>[0];

const upperFirst = (sentence: unknown) =>
  typeof sentence === 'string' ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : null;

/** Says all that is wrong with a form by the schema that the API checks with, each at its field. */
export const problemsBy = (schema: Schema) => (values: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(zod4Resolver(schema)(values)).map(([field, sentence]) => [field, upperFirst(sentence)]),
  );
