import { expect, test } from 'vitest';
import { piecesOf, readEntry, reasonIn, suppressionColumns } from '../../workflows/suppressions/entries.calc.ts';

test.each([
  ['Ada@Example.com', { kind: 'address', value: 'ada@example.com' }],
  ['Ada Lovelace <ada@example.com>', { kind: 'address', value: 'ada@example.com' }],
  ['mailto:ada@example.com', { kind: 'address', value: 'ada@example.com' }],
  ['Example.com', { kind: 'domain', value: 'example.com' }],
  ['@example.com', { kind: 'domain', value: 'example.com' }],
  ['*@example.com', { kind: 'domain', value: 'example.com' }],
  ['müller.example', { kind: 'domain', value: 'müller.example' }],
])('%s names %j', (text, entry) => expect(readEntry(text)).toEqual(entry));

test.each(['ada', 'ada@', '@', 'example', 'a b@example.com', '-x.com'])('%s names nothing, and is told so', (text) =>
  expect(readEntry(text)).toMatchObject({ text, reason: expect.stringMatching(/neither an address/) }),
);

test('a pasted text is parted by lines, commas, semicolons and blanks, but not within a name', () =>
  expect(piecesOf('a@x.example b@x.example;c.example,\r\n\n Ada Lovelace <d@x.example> \n')).toEqual([
    'a@x.example',
    'b@x.example',
    'c.example',
    'Ada Lovelace <d@x.example>',
  ]));

test.each([
  ['Unsubscribed', 'unsubscribed'],
  ['Opt-out', 'unsubscribed'],
  ['abgemeldet', 'unsubscribed'],
  ['hard bounce', 'bounced'],
  ['Spam complaint', 'complained'],
  ['manual', 'manual'],
  ['because', null],
])('"%s" is the reason %s', (text, reason) => expect(reasonIn(text)).toBe(reason));

test('the column of the addresses is found by its name, or by what it holds', () => {
  expect(suppressionColumns(['Name', 'E-Mail', 'Grund', 'Notiz'], [])).toEqual({ address: 1, reason: 2, note: 3 });
  expect(suppressionColumns(['A', 'B'], [['x', 'a@x.example']])).toEqual({ address: 1, reason: -1, note: -1 });
  expect(suppressionColumns(['A', 'B'], [['x', 'y']]).address).toBe(-1);
});
