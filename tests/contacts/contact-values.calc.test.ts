import { expect, test } from 'vitest';
import {
  checkAddress,
  checkChoice,
  checkPhone,
  checkTextField,
  checkTimeZone,
  checkUrl,
} from '../../workflows/contacts/contact-values.calc.ts';

test.each([
  'ada@example.com',
  'ada.lovelace+news@mail.example.co.uk',
  "o'brien@example.ie",
  'Ädä@exämple.example',
  'ada@xn--exmple-cua.com',
  'a@b.example',
])('%s is an address', (text) => {
  expect(checkAddress(` ${text} `)).toEqual({ kind: 'ok', value: text });
});

test.each([
  ['ada', /"ada" is not an email address. Give one as ada@example.com./],
  ['ada@', /is not an email address/],
  ['@example.com', /is not an email address/],
  ['ada@localhost', /is not an email address/],
  ['a da@example.com', /is not an email address/],
  ['ada@example..com', /is not an email address/],
  ['ada@example.com, bob@example.com', /is not an email address/],
  ['Ada <ada@example.com>', /more than an address. Give ada@example.com alone./],
  ['ada(work)@example.com', /more than an address/],
  ['"a b"@example.com', /more than an address/],
  ['ada@[192.0.2.1]', /is not the name of a mail domain/],
  ['ada@-example.com', /is not the name of a mail domain/],
  ['ada@example.c', /is not the name of a mail domain/],
  ['ada@192.0.2.1', /is not the name of a mail domain/],
  [`${'a'.repeat(65)}@example.com`, /too long/],
  [`ada@${'b.'.repeat(125)}example`, /too long/],
  ['ada@example.com\r\nBcc: x@example.com', /is not an email address|more than an address/],
])('%j is none', (text, sentence) => {
  expect(checkAddress(text)).toEqual({ kind: 'wrong', sentence: expect.stringMatching(sentence) });
});

test.each(['+49 30 901820', '(030) 90 18-20', '555.0100', '+1 212 555 0100 ext. 44', '00442079460000'])(
  '%s is a number to call',
  (text) => {
    expect(checkPhone(text)).toEqual({ kind: 'ok', value: text });
  },
);

test.each(['1234', '+12345678901234567', 'call me', '030 <script>', '1'.repeat(41)])('%s is none', (text) => {
  expect(checkPhone(text)).toMatchObject({ kind: 'wrong', sentence: expect.stringContaining('5 to 15 digits') });
});

test('a page without a scheme gets https; what is no page is refused', () => {
  expect(checkUrl('example.com/team?x=1')).toEqual({ kind: 'ok', value: 'https://example.com/team?x=1' });
  expect(checkUrl('http://example.com')).toEqual({ kind: 'ok', value: 'http://example.com' });
  expect(checkUrl('javascript:alert(1)')).toMatchObject({ kind: 'wrong' });
  expect(checkUrl('https://user:secret@example.com')).toMatchObject({ kind: 'wrong' });
  expect(checkUrl('https://exa mple.com')).toMatchObject({ kind: 'wrong' });
  expect(checkUrl('nowhere')).toMatchObject({
    kind: 'wrong',
    sentence: expect.stringContaining('https://example.com'),
  });
});

test('a time zone is a name of the IANA database', () => {
  expect(checkTimeZone(' Europe/Berlin ')).toEqual({ kind: 'ok', value: 'Europe/Berlin' });
  expect(checkTimeZone('Berlin')).toEqual({
    kind: 'wrong',
    sentence: '"Berlin" is not a time zone. Give an IANA name, as Europe/Berlin.',
  });
});

test('a choice is taken in any case, and kept as it is defined', () => {
  expect(checkChoice(' QUALIFIED ', ['new', 'qualified'])).toEqual({ kind: 'ok', value: 'qualified' });
  expect(checkChoice('hot', ['new', 'qualified'])).toEqual({
    kind: 'wrong',
    sentence: '"hot" is none of new, qualified.',
  });
});

test('a text of a contact is one line, without white space around it', () => {
  expect(checkTextField('firstName', '  Ada\n\tAugusta\0 ')).toEqual({ kind: 'ok', value: 'Ada Augusta' });
  expect(checkTextField('firstName', 'a'.repeat(201))).toEqual({
    kind: 'wrong',
    sentence: 'First name has 201 characters; 200 are allowed.',
  });
  expect(checkTextField('firstName', 'a'.repeat(200))).toMatchObject({ kind: 'ok' });
  expect(checkTextField('twitterHandle', '@ada')).toEqual({ kind: 'ok', value: 'ada' });
});

test('an empty text is no value, but for the fields that must have one', () => {
  expect(checkTextField('email', '  ')).toEqual({ kind: 'ok', value: null });
  expect(checkTextField('status', '')).toEqual({ kind: 'wrong', sentence: 'Status cannot be empty.' });
});
