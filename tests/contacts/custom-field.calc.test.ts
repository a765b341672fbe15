import { expect, test } from 'vitest';
import { type CustomField, checkCustomFields, checkCustomValue } from '../../workflows/contacts/custom-field.calc.ts';
import { CUSTOM_FIELD_TYPES, type CustomFieldType } from '../../workflows/contacts/rules.ts';

const field = (fieldType: CustomFieldType, more: Partial<CustomField> = {}): CustomField => ({
  fieldName: 'it',
  label: 'It',
  fieldType,
  required: false,
  options: ['Team', 'Trial'],
  rules: {},
  ...more,
});

const TAKEN: [CustomFieldType, unknown, unknown][] = [
  ['text', '  two\nlines ', 'two\nlines'],
  ['text', 42, '42'],
  ['number', 12.5, 12.5],
  ['number', ' 12.5 ', 12.5],
  ['date', '2028-02-29', '2028-02-29'],
  ['datetime', '2026-11-21T10:00:00+01:00', '2026-11-21T09:00:00.000Z'],
  ['boolean', false, false],
  ['boolean', 'Yes', true],
  ['boolean', '0', false],
  ['select', 'team', 'Team'],
  ['multiselect', ['Trial', 'team', 'trial'], ['Trial', 'Team']],
  ['multiselect', 'Team; Trial', ['Team', 'Trial']],
  ['url', 'example.com', 'https://example.com'],
  ['email', 'ada@example.com', 'ada@example.com'],
  ['phone', '+49 30 901820', '+49 30 901820'],
];

test.each(TAKEN)('a %s takes %j and keeps %j', (fieldType, given, kept) => {
  expect(checkCustomValue(field(fieldType), given)).toEqual({ kind: 'ok', value: kept });
});

const REFUSED: [CustomFieldType, unknown, string][] = [
  ['text', ['a'], 'It takes a text; "["a"]" is none.'],
  ['text', 'a'.repeat(5_001), 'It has 5001 characters; 5000 are allowed.'],
  ['number', 'twelve', 'It takes a number, as 12.5; "twelve" is none.'],
  ['number', true, 'It takes a number, as 12.5; "true" is none.'],
  ['number', '1e999', 'It takes a number, as 12.5; "1e999" is none.'],
  ['date', '21.11.2026', 'It takes a date, as 2026-11-21; "21.11.2026" is none.'],
  ['date', '2026-02-29', 'It takes a date, as 2026-11-21; "2026-02-29" is none.'],
  [
    'datetime',
    '2026-11-21',
    'It takes a date with a time and its offset, as 2026-11-21T09:00:00Z; "2026-11-21" is none.',
  ],
  [
    'datetime',
    '2026-11-21T10:00',
    'It takes a date with a time and its offset, as 2026-11-21T09:00:00Z; "2026-11-21T10:00" is none.',
  ],
  ['boolean', 'perhaps', 'It takes true or false; "perhaps" is neither.'],
  ['select', 'Gold', 'It: "Gold" is none of Team, Trial.'],
  ['multiselect', ['Team', 'Gold'], 'It: "Gold" is none of Team, Trial.'],
  ['multiselect', [3], 'It: "3" is no text.'],
  ['url', 'nowhere', 'It: "nowhere" is not the address of a web page. Give one as https://example.com.'],
  ['email', 'ada', 'It: "ada" is not an email address. Give one as ada@example.com.'],
  ['phone', '12', 'It: "12" is not a telephone number. Give 5 to 15 digits, as +49 30 901820.'],
];

test.each(REFUSED)('a %s refuses %j', (fieldType, given, sentence) => {
  expect(checkCustomValue(field(fieldType), given)).toEqual({ kind: 'wrong', sentence });
});

test('every type is among the cases above', () => {
  expect(new Set(TAKEN.map(([type]) => type))).toEqual(new Set(CUSTOM_FIELD_TYPES));
  expect(new Set(REFUSED.map(([type]) => type))).toEqual(new Set(CUSTOM_FIELD_TYPES));
});

test('the least and the most: of a number its value, of a text its length', () => {
  const seats = field('number', { rules: { min: 1, max: 10 } });
  expect([1, 10].map((value) => checkCustomValue(seats, value).kind)).toEqual(['ok', 'ok']);
  expect(checkCustomValue(seats, 0)).toEqual({ kind: 'wrong', sentence: 'It is 0; 1 is the least.' });
  expect(checkCustomValue(seats, 11)).toEqual({ kind: 'wrong', sentence: 'It is 11; 10 is the most.' });
  const code = field('text', { rules: { min: 2, max: 3 } });
  expect(['ab', 'abc'].map((value) => checkCustomValue(code, value).kind)).toEqual(['ok', 'ok']);
  expect(checkCustomValue(code, 'a')).toEqual({ kind: 'wrong', sentence: 'It has 1 characters; it needs 2 at least.' });
  expect(checkCustomValue(code, 'abcd')).toEqual({ kind: 'wrong', sentence: 'It has 4 characters; 3 are allowed.' });
});

test.each([null, undefined, '', '  ', []])('%j is no value; a required field refuses it', (nothing) => {
  expect(checkCustomValue(field('text'), nothing)).toEqual({ kind: 'ok', value: null });
  expect(checkCustomValue(field('text', { required: true }), nothing)).toEqual({
    kind: 'wrong',
    sentence: 'It is required.',
  });
});

const FIELDS = [
  field('select', { fieldName: 'plan', label: 'Plan', required: true }),
  field('number', { fieldName: 'seats', label: 'Seats' }),
];

test('a new record needs the required fields; a change needs only what it gives', () => {
  expect(checkCustomFields(FIELDS, { seats: 3 }, { isNew: true })).toEqual({
    kind: 'wrong',
    field: 'plan',
    sentence: 'Plan is required.',
  });
  expect(checkCustomFields(FIELDS, { seats: 3 }, { isNew: false })).toEqual({
    kind: 'ok',
    values: { seats: 3 },
    removed: [],
  });
  expect(checkCustomFields(FIELDS, { plan: 'team', seats: null }, { isNew: false })).toEqual({
    kind: 'ok',
    values: { plan: 'Team' },
    removed: ['seats'],
  });
});

test('a name that is no field is refused with those there are', () => {
  expect(checkCustomFields(FIELDS, { colour: 'red' }, { isNew: false })).toEqual({
    kind: 'wrong',
    field: 'colour',
    sentence: 'There is no custom field "colour". There are: plan, seats.',
  });
});
