import { uuidv7 } from 'uuidv7';
import { insertMany } from '../../prisma/bulk.ts';
import type { Tx } from '../../prisma/db.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { safeTemplate } from '../../workflows/sending/safe-html.calc.ts';
import { templateProblem } from '../../workflows/sending/template.calc.ts';
import { knownVariables } from './variables.ts';

export type Wording = {
  id?: string;
  name: string;
  weight: number;
  isActive: boolean;
  subject: string;
  body: string;
};

const UPDATE = `ON CONFLICT (id) DO UPDATE SET name = excluded.name, weight = excluded.weight, is_active = excluded.is_active,
  subject = excluded.subject, body = excluded.body, updated_at = now()`;

/** Refuses a template that cannot be read, or that names what does not exist. */
async function assertReadable(tx: Tx, variants: Wording[]) {
  const known = await knownVariables(tx);
  for (const [index, { name, subject, body }] of variants.entries())
    for (const [field, source] of Object.entries({ subject, body })) {
      const problem = templateProblem(source, (variable) => known.has(variable));
      if (problem)
        throw new Refusal('bad-template', `Variant ${name}, ${field}: ${problem}`, `step.variants.${index}.${field}`);
    }
}

/** Writes the wordings of a step as they shall be: new ones in, known ones changed, the others taken away. */
export async function saveVariants(
  tx: Tx,
  { stepId, known, format }: { stepId: string; known: { id: string }[]; format: 'html' | 'text' },
  variants: Wording[],
) {
  await assertReadable(tx, variants);
  const stranger = variants.find(({ id }) => id && known.every((variant) => variant.id !== id));
  if (stranger)
    throw new Refusal('not-found', `Variant ${stranger.name} does not belong to this step.`, 'step.variants');
  const kept = new Set(variants.flatMap(({ id }) => id ?? []));
  await tx.stepVariant.updateMany({
    where: { stepId, id: { in: known.flatMap(({ id }) => (kept.has(id) ? [] : [id])) } },
    data: { deletedAt: new Date() },
  });
  await insertVariants(
    tx,
    variants.map((variant) => ({
      ...variant,
      stepId,
      body: format === 'html' ? safeTemplate(variant.body) : variant.body,
    })),
  );
}

/** Writes wordings in one statement. */
export const insertVariants = (tx: Tx, variants: (Wording & { stepId: string })[]) =>
  insertMany(tx, 'step_variants', {
    columns: {
      id: { type: 'uuid', values: variants.map(({ id }) => id ?? uuidv7()) },
      step_id: { type: 'uuid', values: variants.map(({ stepId }) => stepId) },
      name: { type: 'text', values: variants.map(({ name }) => name) },
      weight: { type: 'int', values: variants.map(({ weight }) => weight) },
      is_active: { type: 'boolean', values: variants.map(({ isActive }) => isActive) },
      subject: { type: 'text', values: variants.map(({ subject }) => subject) },
      body: { type: 'text', values: variants.map(({ body }) => body) },
    },
    onConflict: UPDATE,
  });
