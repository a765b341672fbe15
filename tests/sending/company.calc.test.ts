import { expect, test } from 'vitest';
import { companyKeyOf } from '../../workflows/sending/company.calc.ts';

test.each<[string, { company: string | null; email: string | null }, string | null]>([
  [
    'by its name, however it is written',
    { company: '  Analytical   ENGINES ', email: 'ada@gmail.com' },
    'name/analytical engines',
  ],
  ['by the domain of the address', { company: null, email: 'ada@engines.example.com' }, 'domain/example.com'],
  [
    'by the registrable domain, below a public suffix',
    { company: ' ', email: 'a@mail.engines.co.uk' },
    'domain/engines.co.uk',
  ],
  ['not by a free mailbox', { company: null, email: 'ada@gmail.com' }, null],
  ['not by a free mailbox of another country', { company: null, email: 'ada@yahoo.co.jp' }, null],
  ['not by a free mailbox in capitals', { company: null, email: 'Ada@GMX.net' }, null],
  ['by a domain that only sounds free', { company: null, email: 'ada@orange.com' }, 'domain/orange.com'],
  ['not without an address', { company: null, email: null }, null],
  ['not by an address without a registrable domain', { company: null, email: 'ada@localhost' }, null],
])('a company is known %s', (_, contact, key) => {
  expect(companyKeyOf(contact)).toBe(key);
});
