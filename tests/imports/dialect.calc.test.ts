import { expect, test } from 'vitest';
import {
  dataInHeader,
  foreignFormat,
  isGarbled,
  markedEncoding,
  sniffDelimiter,
} from '../../workflows/imports/dialect.calc.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ['a,b,c\n1,2,3', ','],
  ['a;b;c\n1,5;2;3', ';'],
  ['a\tb\n1,2\t3', '\t'],
  ['a|b\n1|2', '|'],
  ['email\nada@example.com', ','],
  ['name;note\n"Ada; Countess";"a, b, c"', ';'],
  ['name,note\nAda,"first; line\nsecond; line"\nBob,x', ','],
  ['sep=;\na,b;c\n1;2', ';'],
])('the delimiter of %j is %j', (text, delimiter) => expect(sniffDelimiter(text)).toBe(delimiter));

test('a sample that ends within quotes is judged by the lines before', () =>
  expect(sniffDelimiter('a;b\n1;2\n3;"cut, off, here')).toBe(';'));

test.each([
  [[0xef, 0xbb, 0xbf, 0x61], 'utf-8'],
  [[0xff, 0xfe, 0x61, 0], 'utf-16le'],
  [[0xfe, 0xff, 0, 0x61], 'utf-16be'],
  [[0xff, 0xfe, 0, 0], 'utf-32'],
  [[0x61, 0, 0x2c, 0, 0x62, 0], 'utf-16le'],
  [[0, 0x61, 0, 0x2c, 0, 0x62], 'utf-16be'],
  [[0x61, 0x2c, 0x62], null],
])('bytes %j are in %s', (given, encoding) => expect(markedEncoding(new Uint8Array(given))).toBe(encoding));

test.each([
  ['PK\u0003\u0004', /Excel/],
  ['%PDF-1.7', /PDF/],
  ['\n <!doctype html>', /web page/],
  ['<?xml version="1.0"?>', /XML/],
  ['[{"email":"a"}]', /JSON/],
  ['BEGIN:VCARD', /vCard/],
])('%j is no CSV', (text, name) => expect(foreignFormat(bytes(text))).toMatch(name));

test.each(['email,name\n', '"<html>",x', '{name},x'])('%j may be a CSV', (text) =>
  expect(foreignFormat(bytes(text))).toBeNull(),
);

test('text with control characters was read wrongly; a tab and a line break were not', () => {
  expect(isGarbled('a\u0000b')).toBe(true);
  expect(isGarbled('a\ufffdb')).toBe(true);
  expect(isGarbled('a\tb\r\nc')).toBe(false);
});

test('a first line that holds an address, or nothing but numbers, is no header', () => {
  expect(dataInHeader(['Ada', 'ada@example.com'])).toBe('ada@example.com');
  expect(dataInHeader(['1', '2.5'])).toBe('1');
  expect(dataInHeader(['Email', '2026'])).toBeNull();
});
