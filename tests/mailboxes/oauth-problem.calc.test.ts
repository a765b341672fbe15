import { expect, test } from 'vitest';
import { oauthProblemInWords } from '../../workflows/mailboxes/oauth-problem.calc.ts';

const provider = 'Google';

test('an address that was not the expected one is named, with the one that was', () => {
  const facts = { provider, email: 'ada@gmail.example', expected: 'robin@gmail.example' };
  expect(oauthProblemInWords('other-account', facts)).toBe(
    'You signed in as ada@gmail.example, and this mailbox is robin@gmail.example. Connect again and choose that account.',
  );
});

test('words that somebody put into the address of the page are not repeated as an account', () => {
  const email = 'call 555-0100 and pay@once';
  expect(oauthProblemInWords('other-account', { provider, email })).not.toContain('555');
});

test('a permission that was left out is told with what it is for', () => {
  const sentence = oauthProblemInWords('missing-permission', { provider, missing: ['sees replies'] });
  expect(sentence).toBe(
    'A permission was left out at Google: it sees replies. Connect again and leave every box ticked.',
  );
});

test('a code that is none says nothing', () => {
  expect(oauthProblemInWords('toString', { provider })).toBeNull();
  expect(oauthProblemInWords('', { provider })).toBeNull();
});
