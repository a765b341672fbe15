import { checkTextField, type TextField } from '../contacts/contact-values.calc.ts';
import { type CustomField, type CustomValue, checkCustomValue } from '../contacts/custom-field.calc.ts';
import {
  bareAddress,
  cellText,
  partsOf,
  plainBoolean,
  plainDate,
  plainInstant,
  plainNumber,
  type Spelling,
  splitName,
} from './cells.calc.ts';
import { type ContactTarget, type RejectCode, targetLabel } from './rules.ts';

export type ColumnPlan = { index: number; target: ContactTarget } | { index: number; custom: CustomField };

/** How the rows of one file are read. */
export type RowPlan = {
  /** How many cells the header has. */
  width: number;
  columns: ColumnPlan[];
  upsertKey: string;
  /** What people call the field by which contacts are told apart. */
  keyLabel: string;
  spelling: Spelling;
  /** The members of the workspace: their ids by their addresses. */
  owners: Record<string, string>;
  /** The custom fields that a new contact must have. */
  required: CustomField[];
};

/** The columns of a contact that a row can fill. */
export type ContactColumn = TextField | 'score' | 'ownerId';

/** What a row says: only what it fills in. */
export type ReadRow = {
  /** By which it is told from other contacts. */
  key: string;
  values: Partial<Record<ContactColumn, string>>;
  custom: Record<string, CustomValue>;
  tags: string[];
};
export type RowProblem = { code: RejectCode; field: string | null; reason: string };

const MAX_TAG = 60;
type Draft = Omit<ReadRow, 'key'>;
const wrong = (field: string, sentence: string): RowProblem => ({
  code: 'bad-value',
  field,
  reason: sentence.startsWith(field) ? sentence : `${field}: ${sentence}`,
});

function takeText(draft: Draft, target: TextField, text: string): RowProblem | null {
  const checked = checkTextField(target, target === 'email' ? bareAddress(text) : text);
  if (checked.kind === 'wrong') return wrong(targetLabel(target), checked.sentence);
  if (checked.value !== null) draft.values[target] = checked.value;
  return null;
}

function takeScore(draft: Draft, text: string, { decimalMark }: Spelling): RowProblem | null {
  const score = Number(plainNumber(text, decimalMark));
  if (!Number.isInteger(score) || Math.abs(score) > 1_000_000)
    return wrong('Score', `"${text}" is not a whole number up to 1,000,000.`);
  draft.values.score = String(score);
  return null;
}

function takeTags(draft: Draft, text: string): RowProblem | null {
  draft.tags = partsOf(text);
  const long = draft.tags.find((tag) => tag.length > MAX_TAG);
  return long ? wrong('Tags', `"${long}" has ${long.length} characters; ${MAX_TAG} are allowed.`) : null;
}

function takeOwner(draft: Draft, text: string, owners: RowPlan['owners']): RowProblem | null {
  const ownerId = owners[bareAddress(text).toLowerCase()];
  if (!ownerId) return wrong('Owner', `"${text}" is not the address of a member of this workspace.`);
  draft.values.ownerId = ownerId;
  return null;
}

function takeFullName(draft: Draft, text: string): RowProblem | null {
  const { firstName, lastName } = splitName(text);
  return takeText(draft, 'firstName', firstName) ?? (lastName ? takeText(draft, 'lastName', lastName) : null);
}

/** The text of a cell in the one spelling that a custom field of its type takes. */
function plainValue(text: string, { fieldType }: CustomField, { dateOrder, decimalMark }: Spelling): string | string[] {
  switch (fieldType) {
    case 'number':
      return plainNumber(text, decimalMark);
    case 'date':
      return plainDate(text, dateOrder);
    case 'datetime':
      return plainInstant(text, dateOrder);
    case 'boolean':
      return plainBoolean(text);
    case 'multiselect':
      return partsOf(text);
    case 'email':
      return bareAddress(text);
    default:
      return text;
  }
}

function takeCustom(draft: Draft, text: string, plan: { custom: CustomField; spelling: Spelling }): RowProblem | null {
  const { custom: field, spelling } = plan;
  const checked = checkCustomValue(field, plainValue(text, field, spelling));
  if (checked.kind === 'wrong') return wrong(field.label, checked.sentence);
  if (checked.value !== null) draft.custom[field.fieldName] = checked.value;
  return null;
}

function takeCell(draft: Draft, text: string, { column, plan }: { column: ColumnPlan; plan: RowPlan }) {
  if ('custom' in column) return takeCustom(draft, text, { custom: column.custom, spelling: plan.spelling });
  switch (column.target) {
    case 'fullName':
      return takeFullName(draft, text);
    case 'score':
      return takeScore(draft, text, plan.spelling);
    case 'owner':
      return takeOwner(draft, text, plan.owners);
    case 'tags':
      return takeTags(draft, text);
    default:
      return takeText(draft, column.target, text);
  }
}

/** By what a contact is told from others: its address in any case, or the value of a custom field as it is written. */
export function keyOf({ values, custom }: Pick<ReadRow, 'values' | 'custom'>, upsertKey: string): string | null {
  if (upsertKey === 'email') return values.email?.toLowerCase() ?? null;
  const value = custom[upsertKey.slice('custom.'.length)];
  return value === undefined || value === null ? null : String(value);
}

/** Reads a row of a file by the plan. Every cell that cannot be read is named. */
export function readRow(cells: string[], plan: RowPlan): ReadRow | RowProblem {
  if (cells.slice(plan.width).some((cell) => cell.trim() !== ''))
    return {
      code: 'too-many-cells',
      field: null,
      reason: `The row has ${cells.length} cells, the header ${plan.width}. Is a text with a delimiter in it not in quotes?`,
    };
  const draft: Draft = { values: {}, custom: {}, tags: [] };
  const problems: RowProblem[] = [];
  for (const column of plan.columns) {
    const text = cellText(cells[column.index]);
    const problem = text === '' ? null : takeCell(draft, text, { column, plan });
    if (problem) problems.push(problem);
  }
  const [first] = problems;
  if (first) return { ...first, reason: problems.map(({ reason }) => reason).join(' ') };
  const key = keyOf(draft, plan.upsertKey);
  return key === null ? missing(plan.keyLabel) : { key, ...draft };
}

const missing = (label: string): RowProblem => ({
  code: 'missing-value',
  field: label,
  reason: `${label} is empty: nothing tells which contact this is.`,
});

/** What a new contact must have and this row does not say. */
export function whyNotNew({ custom }: ReadRow, { required }: RowPlan): RowProblem | null {
  const field = required.find(({ fieldName }) => custom[fieldName] === undefined);
  if (!field) return null;
  return { code: 'missing-value', field: field.label, reason: `${field.label} is required for a new contact.` };
}

/** What a contact says of itself, as far as a file can say it too. */
export type Known = { values: Partial<Record<ContactColumn, string | null>>; custom: Record<string, unknown> };

/** Whether a row says something that the contact does not say yet. */
export function isNews({ values, custom }: ReadRow, known: Known): boolean {
  const isOther = Object.entries(values).some(([column, value]) => {
    const held = known.values[column as ContactColumn] ?? null;
    return column === 'email' ? held?.toLowerCase() !== value.toLowerCase() : held !== value;
  });
  return (
    isOther ||
    Object.entries(custom).some(([name, value]) => JSON.stringify(known.custom[name]) !== JSON.stringify(value))
  );
}
