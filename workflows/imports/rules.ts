import { CONTACT_LABELS } from '../contacts/rules.ts';

/** Where a column of a file may go. `ignore` and `custom.<name>` are targets too. */
export const CONTACT_TARGETS = [
  'email',
  'fullName',
  'firstName',
  'lastName',
  'company',
  'title',
  'department',
  'phone',
  'mobile',
  'website',
  'linkedinUrl',
  'twitterHandle',
  'facebookUrl',
  'addressLine1',
  'addressLine2',
  'postalCode',
  'city',
  'state',
  'country',
  'timeZone',
  'status',
  'lifecycleStage',
  'score',
  'owner',
  'tags',
] as const;
export type ContactTarget = (typeof CONTACT_TARGETS)[number];

/** What a target is called. */
export function targetLabel(target: ContactTarget): string {
  if (target === 'fullName') return 'Full name';
  return target === 'owner' ? CONTACT_LABELS.ownerId : CONTACT_LABELS[target];
}

export const IGNORE = 'ignore';

export type ImportState = 'uploaded' | 'checking' | 'checked' | 'running' | 'completed' | 'failed' | 'cancelled';
export type ImportKind = 'check' | 'run';

export const IMPORT_MODES = ['create_and_update', 'create', 'update'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];
export const DATE_ORDERS = ['day', 'month'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];
export const DECIMAL_MARKS = ['point', 'comma'] as const;
export type DecimalMark = (typeof DECIMAL_MARKS)[number];

/** Why a row is not taken. The first three pass it over as asked; the others are mistakes in the file. */
export type RejectCode =
  | 'duplicate-in-file'
  | 'exists'
  | 'not-there'
  | 'address-taken'
  | 'ambiguous'
  | 'bad-value'
  | 'missing-value'
  | 'too-many-cells';

/** Whether a row is passed over as asked, or is a mistake. */
export const isSkip = (code: RejectCode): boolean =>
  code === 'duplicate-in-file' || code === 'exists' || code === 'not-there';

export type Verdict =
  | { kind: 'create' }
  | { kind: 'update' }
  | { kind: 'same' }
  | { kind: 'skip'; code: 'exists' | 'not-there' };

/** What becomes of a good row, by what is there already. A row that says nothing new changes nothing. */
export function verdictOf({
  mode,
  isThere,
  isNews,
}: {
  mode: ImportMode;
  isThere: boolean;
  /** Whether the row says something that the contact does not say yet. */
  isNews: boolean;
}): Verdict {
  if (!isThere) return mode === 'update' ? { kind: 'skip', code: 'not-there' } : { kind: 'create' };
  if (mode === 'create') return { kind: 'skip', code: 'exists' };
  return isNews ? { kind: 'update' } : { kind: 'same' };
}

/** Whether the mapping may be changed: not while a workflow works by it, and not once contacts were written by it. */
export const mayMap = (state: ImportState): boolean => state === 'uploaded' || state === 'checked';

/** The state of an import while a check or a run is at work. */
export const stateDuring = (kind: ImportKind): ImportState => (kind === 'run' ? 'running' : 'checking');

/** Whether a workflow is at work. */
export const isWorking = (state: ImportState): boolean => state === 'checking' || state === 'running';

/** Whether a run may start: after a check, or where an earlier run stopped. */
export const mayRun = (state: ImportState): boolean =>
  state === 'checked' || state === 'cancelled' || state === 'failed';

/** The state that a check or a run leaves behind. A check that was stopped leaves the file as it was uploaded. */
export function stateAfter(kind: ImportKind, outcome: 'done' | 'cancelled' | 'failed'): ImportState {
  if (kind === 'check') return outcome === 'done' ? 'checked' : 'uploaded';
  return outcome === 'done' ? 'completed' : outcome;
}

export type MappingProblem = { field: 'mapping' | 'upsertKey'; sentence: string };
type Column = { name: string; target: string };

/** What is wrong with a mapping, if anything: a target twice, none at all, or rows that nothing tells apart. */
export function mappingProblem({
  columns,
  upsertKey,
  labelOf,
}: {
  columns: Column[];
  upsertKey: string;
  /** What a target is called; null where there is none of this name. */
  labelOf: (target: string) => string | null;
}): MappingProblem | null {
  const used = columns.filter(({ target }) => target !== IGNORE);
  if (used.length === 0)
    return { field: 'mapping', sentence: 'No column is used. Choose at least the one that tells contacts apart.' };
  for (const [index, { name, target }] of used.entries()) {
    if (labelOf(target) === null)
      return {
        field: 'mapping',
        sentence: `The column "${name}" goes to "${target}", which is no field here. Choose another, or leave the column out.`,
      };
    const other = used.slice(0, index).find((earlier) => earlier.target === target);
    if (other)
      return {
        field: 'mapping',
        sentence: `The columns "${other.name}" and "${name}" both go to ${labelOf(target)}. Leave one of them out.`,
      };
  }
  if (!used.some(({ target }) => target === upsertKey))
    return {
      field: 'upsertKey',
      sentence: `No column goes to ${labelOf(upsertKey) ?? upsertKey}, by which contacts are told apart. Choose its column, or tell them apart by another field.`,
    };
  return null;
}
