import { expect, test } from 'vitest';
import {
  type AddressFacts,
  addressState,
  CONTACT_FIELDS,
  contactName,
  customFieldType,
  SORT_FIELDS,
} from '../../workflows/contacts/rules.ts';

const facts: AddressFacts = { email: 'ada@example.com', unsubscribedAt: null, bouncedAt: null, suppression: null };
const entry = { scope: 'workspace' as const, detail: null, at: 7 };

test.each<[string, Partial<AddressFacts>, ReturnType<typeof addressState>]>([
  ['no address', { email: null, bouncedAt: 5 }, { state: 'none', reason: 'It has no address.', at: null }],
  ['a good one', {}, { state: 'usable', reason: null, at: null }],
  ['unsubscribed', { unsubscribedAt: 5 }, { state: 'unsubscribed', reason: 'Unsubscribed.', at: 5 }],
  [
    'unsubscribed before it was a contact',
    { suppression: { ...entry, reason: 'unsubscribed' } },
    { state: 'unsubscribed', reason: 'Unsubscribed.', at: 7 },
  ],
  [
    'a complaint counts before all else',
    { unsubscribedAt: 5, bouncedAt: 6, suppression: { ...entry, reason: 'complained' } },
    { state: 'unsubscribed', reason: 'Called a mail of yours spam.', at: 7 },
  ],
  [
    'an unsubscription counts before a bounce',
    { unsubscribedAt: 5, bouncedAt: 6 },
    { state: 'unsubscribed', reason: 'Unsubscribed.', at: 5 },
  ],
  ['bounced, without a reason', { bouncedAt: 6 }, { state: 'bounced', reason: 'The address bounced.', at: 6 }],
  [
    'bounced, with what the server said',
    { bouncedAt: 6, suppression: { ...entry, reason: 'bounced', detail: '550 5.1.1 no such user' } },
    { state: 'bounced', reason: 'The address bounced: 550 5.1.1 no such user', at: 6 },
  ],
  [
    'put on the list by hand',
    { suppression: { ...entry, reason: 'manual' } },
    { state: 'suppressed', reason: 'It is on the suppression list.', at: 7 },
  ],
  [
    'its domain put on the list',
    { suppression: { ...entry, reason: 'manual', scope: 'domain', detail: 'a competitor' } },
    { state: 'suppressed', reason: 'Its whole domain is on the suppression list: a competitor', at: 7 },
  ],
])('the state of an address: %s', (_what, given, expected) => {
  expect(addressState({ ...facts, ...given })).toEqual(expected);
});

test('a contact is called by its name, else by its address', () => {
  expect(contactName({ firstName: 'Ada', lastName: 'Lovelace', email: 'a@b.example' })).toBe('Ada Lovelace');
  expect(contactName({ firstName: null, lastName: 'Lovelace', email: null })).toBe('Lovelace');
  expect(contactName({ firstName: null, lastName: '', email: 'a@b.example' })).toBe('a@b.example');
  expect(contactName({ firstName: null, lastName: null, email: null })).toBe('No name');
});

test('a list is sorted by every field that holds one value', () => {
  expect(SORT_FIELDS).toHaveLength(Object.keys(CONTACT_FIELDS).length - 3);
  expect(SORT_FIELDS).not.toContain('tags');
});

test('a date of the calendar and an instant are compared differently', () => {
  expect(customFieldType('date')).toBe('day');
  expect(customFieldType('datetime')).toBe('date');
  expect(customFieldType('phone')).toBe('text');
});
