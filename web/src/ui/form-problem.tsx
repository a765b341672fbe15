import { Alert } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { ApiProblem } from '../lib/client.ts';

type FormProblemProps = { error: Error | null; fields?: string[] };

/** The sentence of a refusal that is about one field, to stand at that field. */
export function problemAt(error: Error | null, field: string): string | undefined {
  if (!(error instanceof ApiProblem) || error.field !== field) return undefined;
  const sentence = error.message.replace(`${field}: `, '');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The inputs of a form by their fields, each with what a refusal says of it. */
export const inputsOf =
  <Values extends Record<string, unknown>>(form: UseFormReturnType<Values>, error: Error | null) =>
  (field: keyof Values & string) => ({ ...form.getInputProps(field), error: problemAt(error, field) });

const NONE: string[] = [];

/** Why a form was refused as a whole; what is about one of its fields stands there instead. */
export function FormProblem({ error, fields = NONE }: FormProblemProps) {
  if (!error || fields.some((field) => problemAt(error, field))) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {error.message}
    </Alert>
  );
}
