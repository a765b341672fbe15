import { Liquid, type Template, UndefinedVariableError } from 'liquidjs';

/** What a template may name, by the first word of a variable: `contact.firstName`, `sender.name`. */
export type TemplateScope = Record<string, object>;

export type Rendered =
  | { kind: 'text'; text: string }
  | { kind: 'missing'; variable: string }
  | { kind: 'invalid'; sentence: string };

const options = {
  strictVariables: true,
  strictFilters: true,
  lenientIf: true, // `default` and `if` may name what is missing
  ownPropertyOnly: true,
  parseLimit: 500_000,
  renderLimit: 1_000,
  memoryLimit: 10_000_000,
} as const;
const engines = { text: new Liquid(options), html: new Liquid({ ...options, outputEscape: 'escape' }) };
for (const { tags } of Object.values(engines))
  for (const reader of ['include', 'render', 'layout', 'block']) delete tags[reader]; // they read files
export type TemplateFormat = keyof typeof engines;

const sentenceOf = (error: unknown) =>
  error instanceof Error ? error.message.split('\n')[0]?.replace(/, file:.*?(, line|$)/, '$1') : String(error);

/** Drops every value that would leave a hole in the mail, so that it counts as missing. */
function withoutHoles<T extends object>(scope: T): Partial<T> {
  const filled = Object.entries(scope).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const values: object = {
    size: undefined, // else Liquid would answer how many fields there are
    ...Object.fromEntries(
      filled.map(([name, value]) => [
        name,
        typeof value === 'object' && !Array.isArray(value) ? withoutHoles(value) : value,
      ]),
    ),
  };
  return values;
}

function parse(source: string, format: TemplateFormat): Template[] | { kind: 'invalid'; sentence: string } {
  try {
    return engines[format].parse(source);
  } catch (error) {
    return { kind: 'invalid', sentence: `The template cannot be read: ${sentenceOf(error)}.` };
  }
}

/** Fills a Liquid template in. A variable without a value and without a fallback is named, never left blank. */
export function renderTemplate(
  source: string,
  { scope, format }: { scope: TemplateScope; format: TemplateFormat },
): Rendered {
  const parsed = parse(source, format);
  if ('kind' in parsed) return parsed;
  try {
    return { kind: 'text', text: engines[format].renderSync(parsed, withoutHoles(scope)) };
  } catch (error) {
    const cause = error instanceof Error && 'originalError' in error ? error.originalError : error;
    if (
      cause instanceof UndefinedVariableError ||
      (cause instanceof Error && cause.name === 'InternalUndefinedVariableError')
    )
      return {
        kind: 'missing',
        variable:
          'variableName' in cause
            ? String(cause.variableName)
            : cause.message.replace(/^undefined variable: ([^,]+).*/s, '$1'),
      };
    return { kind: 'invalid', sentence: `The template cannot be filled in: ${sentenceOf(error)}.` };
  }
}

/** The variables that a template names, as `contact.firstName`; for the editor's hints and for preview. */
export function templateVariables(source: string): string[] {
  const parsed = parse(source, 'text');
  if ('kind' in parsed) return [];
  return [...new Set(engines.text.globalFullVariablesSync(parsed))].toSorted();
}

/** What is wrong with a template, or null; names that the scope does not know are wrong too. */
export function templateProblem(source: string, known: (variable: string) => boolean): string | null {
  const parsed = parse(source, 'text');
  if ('kind' in parsed) return parsed.sentence;
  const unknown = templateVariables(source).find((variable) => !known(variable));
  return unknown ? `The template names "${unknown}", which does not exist.` : null;
}
