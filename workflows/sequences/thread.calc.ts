import { drawVariant } from '../sending/rules.ts';
import { type Rendered, renderTemplate, type TemplateScope } from '../sending/template.calc.ts';

type MailStep = {
  id: string;
  kind: string;
  position: number;
  variants: { id: string; weight: number; isActive: boolean; subject: string }[];
};

/** The wording that a contact gets at a step, the same at every look. */
export const variantFor = <V extends { id: string; weight: number; isActive: boolean }>(
  step: { id: string; variants: V[] },
  contactId: string,
): V | null =>
  drawVariant(
    step.variants.filter(({ isActive }) => isActive),
    `${step.id}/${contactId}`,
  );

/** The subject of the thread that a reply goes on: that of the first mail before it, as this contact drew it. Null when there is none. */
export function threadSubject(
  steps: MailStep[],
  step: { position: number },
  { contactId, scope }: { contactId: string; scope: TemplateScope },
): Rendered | null {
  const first = steps
    .toSorted((a, b) => a.position - b.position)
    .find(({ kind, position }) => kind === 'mail' && position < step.position);
  const variant = first && variantFor(first, contactId);
  return variant ? renderTemplate(variant.subject, { scope, format: 'text' }) : null;
}
