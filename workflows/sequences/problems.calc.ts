import { templateProblem } from '../sending/template.calc.ts';

/** A step as far as it can be wrong. */
export type PlannedStep = {
  id: string;
  kind: 'mail' | 'manual_mail' | 'task' | 'call' | 'wait';
  isReply: boolean;
  variants: { name: string; weight: number; isActive: boolean; subject: string; body: string }[];
};

/** What keeps a sequence from being active: at which step, in which field, and what to do. */
export type SequenceProblem = { stepId: string | null; field: string; sentence: string };

type Known = (variable: string) => boolean;

function wordingProblem(
  { subject, body, name }: PlannedStep['variants'][number],
  { label, needsSubject, known }: { label: string; needsSubject: boolean; known: Known },
): Omit<SequenceProblem, 'stepId'> | null {
  const where = `${label}, variant ${name}`;
  if (needsSubject && !subject.trim())
    return {
      field: 'subject',
      sentence: `${where} has no subject. Only a reply to an earlier mail can go without one.`,
    };
  if (!body.trim()) return { field: 'body', sentence: `${where} has no text. Write one.` };
  for (const field of ['subject', 'body'] as const) {
    const problem = templateProblem(field === 'subject' ? subject : body, known);
    if (problem) return { field, sentence: `${where}: ${problem}` };
  }
  return null;
}

/** What must be mended before people can be carried through these steps, in the order of the steps. */
export function sequenceProblems(steps: PlannedStep[], known: Known): SequenceProblem[] {
  if (steps.length === 0)
    return [{ stepId: null, field: 'steps', sentence: 'The sequence has no step. Add one, then activate it.' }];
  const firstMail = steps.find(({ kind }) => kind === 'mail');
  return steps.flatMap((step, index) => {
    if (step.kind !== 'mail') return [];
    const label = `Step ${index + 1}`;
    const drawn = step.variants.filter(({ isActive, weight }) => isActive && weight > 0);
    if (drawn.length === 0) {
      const sentence = `${label} has no wording that anyone could draw. Switch a variant on, and give it a weight above 0.`;
      return [{ stepId: step.id, field: 'variants', sentence }];
    }
    const needsSubject = step === firstMail || !step.isReply;
    return drawn.flatMap((variant) => {
      const problem = wordingProblem(variant, { label, needsSubject, known });
      return problem ? [{ stepId: step.id, ...problem }] : [];
    });
  });
}
