import { expect, test } from 'vitest';
import type { CustomField } from '../../workflows/contacts/custom-field.calc.ts';
import {
  cellText,
  partsOf,
  plainDate,
  plainInstant,
  plainNumber,
  splitName,
} from '../../workflows/imports/cells.calc.ts';
import { isNews, type RowPlan, readRow, whyNotNew } from '../../workflows/imports/row.calc.ts';

const plan = (custom: CustomField, more: Partial<RowPlan> = {}): RowPlan => ({
  width: 5,
  columns: [
    { index: 0, target: 'email' },
    { index: 1, target: 'fullName' },
    { index: 2, target: 'status' },
    { index: 3, target: 'tags' },
    { index: 4, custom },
  ],
  upsertKey: 'email',
  keyLabel: 'Email',
  spelling: { dateOrder: 'day', decimalMark: 'comma' },
  owners: {},
  required: [],
  ...more,
});
const since: CustomField = {
  fieldName: 'since',
  label: 'Since',
  fieldType: 'date',
  required: true,
  options: [],
  rules: {},
};

test('a row is read by the plan: names are split, dates and tags put into one spelling', () =>
  expect(readRow([' Ada <ADA@example.com> ', 'Lovelace, Ada', 'New', 'vip; fair', '1.2.2026'], plan(since))).toEqual({
    key: 'ada@example.com',
    values: { email: 'ADA@example.com', firstName: 'Ada', lastName: 'Lovelace', status: 'new' },
    custom: { since: '2026-02-01' },
    tags: ['vip', 'fair'],
  }));

test('every cell that cannot be read is named', () =>
  expect(readRow(['nobody', 'Ada', 'sleeping', '', '31.2.2026'], plan(since))).toMatchObject({
    code: 'bad-value',
    field: 'Email',
    reason: expect.stringMatching(/"nobody".*"sleeping".*2026-02-31/s),
  }));

test('a row with text beyond the header is refused; empty cells beyond it are nothing', () => {
  expect(readRow(['a@b.example', '', '', '', '', 'x'], plan(since))).toMatchObject({ code: 'too-many-cells' });
  expect(readRow(['a@b.example', '', '', '', '', ' '], plan(since))).toMatchObject({ key: 'a@b.example' });
});

test('a row that nothing tells apart is refused; a short row only says less', () => {
  expect(readRow(['', 'Ada'], plan(since))).toMatchObject({ code: 'missing-value', field: 'Email' });
  expect(readRow(['a@b.example'], plan(since))).toMatchObject({ values: { email: 'a@b.example' } });
});

test('only a new contact needs what is required', () => {
  const row = { key: 'a', values: {}, custom: {}, tags: [] };
  expect(whyNotNew(row, plan(since, { required: [since] }))).toMatchObject({ code: 'missing-value', field: 'Since' });
  expect(whyNotNew({ ...row, custom: { since: '2026-02-01' } }, plan(since, { required: [since] }))).toBeNull();
});

test('an address in other letters is no news; another name is', () => {
  const known = { values: { email: 'ada@example.com', firstName: 'Ada' }, custom: {} };
  const says = (values: object) => isNews({ key: 'k', values, custom: {}, tags: [] }, known);
  expect(says({ email: 'ADA@example.com' })).toBe(false);
  expect(says({ firstName: 'Ada' })).toBe(false);
  expect(says({ firstName: 'Augusta' })).toBe(true);
});

test.each([
  ['1.234,5', 'comma', '1234.5'],
  ['1,234.5', 'point', '1234.5'],
  ["1'234", 'point', '1234'],
  ['12,34,5', 'point', '12,34,5'],
  ['+7', 'comma', '7'],
] as const)('%s with a %s is %s', (text, mark, plain) => expect(plainNumber(text, mark)).toBe(plain));

test.each([
  ['02/03/2026', 'day', '2026-03-02'],
  ['02/03/2026', 'month', '2026-02-03'],
  ['02.03.2026', 'month', '2026-03-02'],
  ['2026-3-2', 'month', '2026-03-02'],
  ['yesterday', 'day', 'yesterday'],
] as const)('%s with the %s first is %s', (text, order, plain) => expect(plainDate(text, order)).toBe(plain));

test('an instant takes its offset along, and is in UTC without one', () => {
  expect(plainInstant('21.11.2026 9:30', 'day')).toBe('2026-11-21T09:30:00Z');
  expect(plainInstant('2026-11-21T09:30:15+0100', 'day')).toBe('2026-11-21T09:30:15+01:00');
});

test('a name of one word, of three, and the last name first', () => {
  expect(splitName('Plato')).toEqual({ firstName: 'Plato', lastName: '' });
  expect(splitName('Ada King Lovelace')).toEqual({ firstName: 'Ada', lastName: 'King Lovelace' });
  expect(splitName('Lovelace, Ada')).toEqual({ firstName: 'Ada', lastName: 'Lovelace' });
});

test('the mark that keeps a formula from running is taken off again', () => {
  expect(cellText(" '=SUM(A1)")).toBe('=SUM(A1)');
  expect(cellText("'t Hooft")).toBe("'t Hooft");
  expect(partsOf('a, b;a | c')).toEqual(['a', 'b', 'c']);
});
