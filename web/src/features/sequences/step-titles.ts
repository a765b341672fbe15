import { KINDS } from './badges.tsx';
import { textOfHtml } from './text-html.ts';
import type { Draft } from './use-step-drafts.ts';

const MOST = 120;

/** A template as a title: "{firstName}" for a variable, without line breaks. */
export const plainTemplate = (source: string): string =>
  source
    .replaceAll(/\{\{\s*(?:[\w]+\.)*(\w+)[^}]*\}\}/g, '{$1}')
    .replaceAll(/\{%.*?%\}/gs, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, MOST);

/** What a step is called: its subject or its task; a reply, which has no subject, by how it begins. */
export function stepTitle({ kind, taskTitle, variants, format }: Draft): string {
  if (kind === 'wait') return 'Nothing but time';
  const subject = variants.find((variant) => variant.subject)?.subject;
  const title = taskTitle || (subject && plainTemplate(subject));
  if (title) return title;
  const body = variants.find((variant) => variant.body)?.body ?? '';
  if (kind === 'mail') return plainTemplate(format === 'html' ? textOfHtml(body) : body) || 'Nothing written yet';
  return KINDS[kind].hint;
}
