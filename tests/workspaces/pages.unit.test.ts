import { expect, test } from 'vitest';
import { changesOf, nameOf, wordsOf } from '../../web/src/features/workspaces/audit-words.ts';
import { safePath } from '../../web/src/features/workspaces/safe-path.ts';
import { claimsOf } from '../../web/src/features/workspaces/verification-token.ts';

test.each(['//evil.example', '/\\evil.example', '/\t/evil.example', '/\n/evil.example', 'https://evil.example', '', 7])(
  'signing in does not lead to %j',
  (next) => {
    expect(safePath(next)).toBe('/');
  },
);

test('signing in leads back to where one was, its search included', () => {
  expect(safePath('/contacts?q=a%2Fb#x')).toBe('/contacts?q=a%2Fb#x');
  expect(safePath(undefined, '/welcome')).toBe('/welcome');
});

const tokenOf = (claims: unknown) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

test('the token of a mail says whose address it is about, in any alphabet', () => {
  const claims = {
    email: 'jürgen@bücher.example',
    updateTo: 'żó@example.com',
    requestType: 'change-email-confirmation',
  };
  expect(claimsOf(tokenOf(claims))).toEqual(claims);
});

test.each([undefined, '', 'abc', 'a.b.c', tokenOf({ email: 7 }), tokenOf(null)])(
  'of the token %j nothing is said',
  (token) => {
    expect(claimsOf(token)).toBeNull();
  },
);

const entry = {
  id: '01a1fe8b-4255-77fb-b2a1-1b52a09b63de',
  at: 0,
  action: 'member.role-changed',
  entityType: 'member',
  entityId: null,
  byName: 'Ada',
  byKind: 'person' as const,
  before: { name: 'Bob', role: 'rep', status: 'active' },
  after: { role: 'admin' },
  ipAddress: null,
};

test('an audit entry says who was changed, and what it was before', () => {
  expect(`${wordsOf(entry)} ${nameOf(entry) ?? ''}`).toBe('changed the role of Bob');
  expect(changesOf(entry)).toEqual(['role: Rep → Admin']);
});

test('a change that has no words yet is said as it is called', () => {
  expect(wordsOf({ ...entry, action: 'report.run-again' })).toBe('report run again');
  expect(changesOf({ ...entry, before: null })).toEqual([]);
});
