import { expect, test } from 'vitest';
import { suggestDateOrder, suggestMapping } from '../../workflows/imports/columns.calc.ts';

const named = (...names: string[]) => names.map((name) => ({ name, samples: [] as string[] }));

test.each([
  ['E-Mail Address', 'email'],
  ['First Name', 'firstName'],
  ['surname', 'lastName'],
  ['Organization', 'company'],
  ['Job title', 'title'],
  ['ZIP', 'postalCode'],
  ['LinkedIn URL', 'linkedinUrl'],
  ['Labels', 'tags'],
  ['E-Mail-Adresse', 'email'],
  ['Vorname', 'firstName'],
  ['Nachname', 'lastName'],
  ['Firma', 'company'],
  ['Straße', 'addressLine1'],
  ['PLZ', 'postalCode'],
  ['Handynummer', 'mobile'],
  ['Prénom', 'firstName'],
  ['Shoe size', 'ignore'],
])('a column "%s" goes to %s', (name, target) => expect(suggestMapping(named(name), [])).toEqual([target]));

test('a field gets one column: the second of the same name is left out', () =>
  expect(suggestMapping(named('Email', 'E-Mail'), [])).toEqual(['email', 'ignore']));

test('custom fields are found by name and by label, before the fields that everyone has', () => {
  const fields = [{ fieldName: 'customer_number', label: 'Kundennummer' }];
  expect(suggestMapping(named('Customer number'), fields)).toEqual(['custom.customer_number']);
  expect(suggestMapping(named('kundennummer'), fields)).toEqual(['custom.customer_number']);
  expect(suggestMapping(named('Title'), [{ fieldName: 'title', label: 'Title' }])).toEqual(['custom.title']);
});

test('beside a first name, "Name" is the last one', () => {
  expect(suggestMapping(named('Vorname', 'Name'), [])).toEqual(['firstName', 'lastName']);
  expect(suggestMapping(named('Name'), [])).toEqual(['fullName']);
});

test('where the header says nothing, the cells do', () =>
  expect(
    suggestMapping(
      [
        { name: 'A', samples: ['ada@example.com', ''] },
        { name: 'B', samples: ['https://www.linkedin.com/in/ada'] },
        { name: 'C', samples: ['ada@example.com', 'none'] },
      ],
      [],
    ),
  ).toEqual(['email', 'linkedinUrl', 'ignore']));

test('dates come month first only where a day above the twelfth stands second', () => {
  expect(suggestDateOrder([{ name: 'D', samples: ['02/03/2026'] }])).toBe('day');
  expect(suggestDateOrder([{ name: 'D', samples: ['02/03/2026', '02/13/2026'] }])).toBe('month');
  expect(suggestDateOrder([{ name: 'D', samples: ['13/02/2026'] }])).toBe('day');
});
