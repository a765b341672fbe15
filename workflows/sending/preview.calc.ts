import { type LinkHome, type MailPlan, type RenderedMail, renderMail } from './mail.calc.ts';
import type { TemplateScope } from './template.calc.ts';

/** So many missing variables are named before the preview gives up. */
const MOST = 30;

/** A scope in which `contact.company` has a value, too. */
function withValue(scope: TemplateScope, [name = '', ...rest]: string[], value: string): TemplateScope {
  if (rest.length === 0) return { ...scope, [name]: value as unknown as object };
  const inner = (scope[name] ?? {}) as TemplateScope;
  return { ...scope, [name]: withValue(typeof inner === 'object' ? inner : {}, rest, value) };
}

export type Preview = (RenderedMail & { missing: string[] }) | { kind: 'invalid'; sentence: string };

/** The mail as it would leave. What it names and the contact lacks stands in it in brackets, and is listed: such a mail would be held. */
export function previewMail(home: LinkHome, plan: MailPlan): Preview {
  const missing: string[] = [];
  let { scope } = plan;
  for (;;) {
    const rendered = renderMail(home, { ...plan, scope });
    if (rendered.kind === 'mail') return { ...rendered, missing };
    if (rendered.kind === 'invalid') return rendered;
    const { variable } = rendered;
    if (missing.includes(variable) || missing.length === MOST)
      return { kind: 'invalid', sentence: `The template names "${variable}", which cannot be filled in.` };
    missing.push(variable);
    scope = withValue(scope, variable.split('.'), `[${variable}]`);
  }
}
