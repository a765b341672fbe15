import { type Checked, checkAddress, checkChoice, checkPhone, checkUrl, oneLine } from './contact-values.calc.ts';
import type { CustomFieldType } from './rules.ts';

/** A custom field, as far as it decides which values it takes. */
export type CustomField = {
  fieldName: string;
  label: string;
  fieldType: CustomFieldType;
  required: boolean;
  options: string[];
  /** The least and the most: of a number its value, of a text its length. */
  rules: { min?: number; max?: number };
};

/** A value of a custom field as it is kept. Dates are "2026-11-21", instants "2026-11-21T09:00:00.000Z". */
export type CustomValue = string | number | boolean | string[];

const MAX_TEXT = 5_000;
const ok = <T>(value: T): Checked<T> => ({ kind: 'ok', value });
const wrong = (sentence: string): Checked<never> => ({ kind: 'wrong', sentence });
const shown = (value: unknown) => oneLine(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 100);

function checkText(value: string, { label, rules }: CustomField): Checked<string> {
  const text = value.replaceAll('\0', '').trim();
  const max = Math.min(rules.max ?? MAX_TEXT, MAX_TEXT);
  if (text.length > max) return wrong(`${label} has ${text.length} characters; ${max} are allowed.`);
  if (rules.min !== undefined && text.length < rules.min)
    return wrong(`${label} has ${text.length} characters; it needs ${rules.min} at least.`);
  return ok(text);
}

function checkNumber(value: unknown, { label, rules }: CustomField): Checked<number> {
  const number = typeof value === 'string' ? Number(value.trim()) : value;
  if (typeof number !== 'number' || !Number.isFinite(number))
    return wrong(`${label} takes a number, as 12.5; "${shown(value)}" is none.`);
  if (rules.min !== undefined && number < rules.min) return wrong(`${label} is ${number}; ${rules.min} is the least.`);
  if (rules.max !== undefined && number > rules.max) return wrong(`${label} is ${number}; ${rules.max} is the most.`);
  return ok(number);
}

function checkDay(value: string, { label }: CustomField): Checked<string> {
  const text = value.trim();
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
    ? ok(text)
    : wrong(`${label} takes a date, as 2026-11-21; "${shown(value)}" is none.`);
}

function checkInstant(value: string, { label }: CustomField): Checked<string> {
  const text = value.trim();
  const at = new Date(text);
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i.test(text);
  return isInstant && !Number.isNaN(at.getTime())
    ? ok(at.toISOString())
    : wrong(`${label} takes a date with a time and its offset, as 2026-11-21T09:00:00Z; "${shown(value)}" is none.`);
}

function checkBoolean(value: unknown, { label }: CustomField): Checked<boolean> {
  if (typeof value === 'boolean') return ok(value);
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (['true', 'yes', '1'].includes(text)) return ok(true);
  if (['false', 'no', '0'].includes(text)) return ok(false);
  return wrong(`${label} takes true or false; "${shown(value)}" is neither.`);
}

function checkChoices(value: unknown, field: CustomField): Checked<string[]> {
  const given: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[;|]/) : [value];
  const checked = given
    .filter((one) => one !== '')
    .map((one) => (typeof one === 'string' ? checkChoice(one, field.options) : wrong(`"${shown(one)}" is no text.`)));
  const problem = checked.find((one) => one.kind === 'wrong');
  if (problem?.kind === 'wrong') return wrong(`${field.label}: ${problem.sentence}`);
  return ok([...new Set(checked.flatMap((one) => (one.kind === 'ok' ? [one.value] : [])))]);
}

function checkByText(value: string, field: CustomField): Checked<string> {
  switch (field.fieldType) {
    case 'date':
      return checkDay(value, field);
    case 'datetime':
      return checkInstant(value, field);
    case 'select':
      return checkChoice(value, field.options);
    case 'url':
      return checkUrl(value);
    case 'email':
      return checkAddress(value);
    case 'phone':
      return checkPhone(value);
    default:
      return checkText(value, field);
  }
}

const isNothing = (value: unknown) =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** A value of a custom field as it is kept; null for none. Texts, as an import has them, are read as the type of the field. */
export function checkCustomValue(field: CustomField, value: unknown): Checked<CustomValue | null> {
  const { label, fieldType, required } = field;
  if (isNothing(value)) return required ? wrong(`${label} is required.`) : ok(null);
  switch (fieldType) {
    case 'number':
      return checkNumber(value, field);
    case 'boolean':
      return checkBoolean(value, field);
    case 'multiselect':
      return checkChoices(value, field);
    default: {
      if (typeof value !== 'string' && typeof value !== 'number')
        return wrong(`${label} takes a text; "${shown(value)}" is none.`);
      const checked = checkByText(String(value), field);
      if (checked.kind === 'ok' || checked.sentence.startsWith(label)) return checked;
      return wrong(`${label}: ${checked.sentence}`);
    }
  }
}

/** The values of many fields: those to keep, those to take away, and the first that is wrong. */
export type CheckedFields =
  | { kind: 'ok'; values: Record<string, CustomValue>; removed: string[] }
  | { kind: 'wrong'; field: string; sentence: string };

/** Checks the values that were given by name. For a new record the required fields must be among them. */
export function checkCustomFields(
  fields: CustomField[],
  given: Record<string, unknown>,
  { isNew }: { isNew: boolean },
): CheckedFields {
  const values: Record<string, CustomValue> = {};
  const removed: string[] = [];
  const unknown = Object.keys(given).find((name) => !fields.some(({ fieldName }) => fieldName === name));
  if (unknown !== undefined) {
    const known = fields.map(({ fieldName }) => fieldName).join(', ') || 'none yet';
    return { kind: 'wrong', field: unknown, sentence: `There is no custom field "${unknown}". There are: ${known}.` };
  }
  for (const field of fields) {
    const { fieldName } = field;
    if (!Object.hasOwn(given, fieldName) && !(isNew && field.required)) continue;
    const checked = checkCustomValue(field, given[fieldName]);
    if (checked.kind === 'wrong') return { kind: 'wrong', field: fieldName, sentence: checked.sentence };
    if (checked.value === null) removed.push(fieldName);
    else values[fieldName] = checked.value;
  }
  return { kind: 'ok', values, removed };
}
