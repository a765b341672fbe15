import { type Condition, type Filter, OPERATORS, type Operator } from '../../../../workflows/contacts/rules.ts';
import type { Field } from './fields.ts';

/** The operators as people say them. */
export const OPERATOR_WORDS: Record<Operator, string> = {
  is: 'is',
  is_not: 'is not',
  contains: 'contains',
  not_contains: 'does not contain',
  starts_with: 'begins with',
  is_empty: 'is empty',
  is_not_empty: 'is not empty',
  greater_than: 'is more than',
  less_than: 'is less than',
  before: 'is before',
  after: 'is after',
  in_last_days: 'in the last days',
  not_in_last_days: 'not in the last days',
  is_true: 'is yes',
  is_false: 'is no',
  is_any_of: 'is any of',
  is_none_of: 'is none of',
};

const WITHOUT_VALUE = new Set<Operator>(['is_empty', 'is_not_empty', 'is_true', 'is_false']);

/** Whether an operator stands alone, without a value. */
export const standsAlone = (op: Operator) => WITHOUT_VALUE.has(op);

/** Whether a condition can be asked: it has the value that its operator needs. */
export const isComplete = ({ op, value }: Condition): boolean =>
  standsAlone(op) || (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '');

/** A condition to begin with, of a field that was just chosen. */
export const firstCondition = ({ key, type }: Field): Condition => ({ field: key, op: OPERATORS[type][0] });

/** What kind of value an operator of a field takes. */
export function valueKind({ type }: Field, op: Operator): 'none' | 'list' | 'number' | 'days' | 'day' | 'text' {
  if (standsAlone(op)) return 'none';
  if (op === 'is_any_of' || op === 'is_none_of') return 'list';
  if (op === 'in_last_days' || op === 'not_in_last_days') return 'days';
  if (op === 'before' || op === 'after') return 'day';
  return type === 'number' ? 'number' : 'text';
}

/** A condition with another operator; the value stays where it still fits. */
export function withOperator(condition: Condition, field: Field, op: Operator): Condition {
  const isSame = valueKind(field, condition.op) === valueKind(field, op);
  return { field: condition.field, op, ...(isSame ? { value: condition.value } : {}) };
}

/** A condition in words; `nameOf` knows tags, lists, owners and sequences. */
export function conditionWords(
  { op, value }: Condition,
  field: Field,
  nameOf: (id: string) => string,
): { op: string; value: string } {
  const kind = valueKind(field, op);
  if (kind === 'none') return { op: OPERATOR_WORDS[op], value: '' };
  if (kind === 'days')
    return { op: op === 'in_last_days' ? 'in the last' : 'not in the last', value: `${String(value ?? '…')} days` };
  const shown = Array.isArray(value) ? value.map(nameOf).join(', ') : String(value ?? '…');
  return { op: OPERATOR_WORDS[op], value: shown || '…' };
}

/** Whether two filters ask the same. */
export const isSameFilter = (a: Filter, b: Filter) => JSON.stringify(a) === JSON.stringify(b);
