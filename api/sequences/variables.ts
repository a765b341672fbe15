import type { Tx } from '../../prisma/db.ts';
import { type TemplateVariable, VARIABLES } from '../../workflows/sending/variables.calc.ts';
import type { Context } from '../http/context.ts';

async function variablesOf(tx: Tx): Promise<TemplateVariable[]> {
  const fields = await tx.customFieldDefinition.findMany({
    where: { objectType: 'contact', isActive: true },
    orderBy: [{ orderIndex: 'asc' }, { fieldName: 'asc' }],
    select: { fieldName: true, label: true },
  });
  const custom = fields.map(({ fieldName, label }) => ({ name: `contact.custom.${fieldName}`, label }));
  return [...VARIABLES, ...custom];
}

/** The names that a template of this workspace may use. */
export const knownVariables = async (tx: Tx) => new Set((await variablesOf(tx)).map(({ name }) => name));

/** What a template may name, with the custom fields of the workspace. */
export const listVariables = ({ inWorkspace }: Context) =>
  inWorkspace(async (tx) => ({ variables: await variablesOf(tx) }));
