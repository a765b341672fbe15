import { expect, test } from 'vitest';
import { endReasonOf, mayRemove } from '../../workflows/suppressions/rules.ts';

test.each([
  ['rep', 'manual', false],
  ['manager', 'manual', true],
  ['manager', 'unsubscribed', true],
  ['manager', 'complained', false],
  ['admin', 'complained', true],
] as const)('a %s may take off what is there by %s: %s', (role, reason, may) =>
  expect(mayRemove(role, reason)).toBe(may),
);

test('an enrollment ends by the reason of the entry; what a person adds by hand stops it', () => {
  expect(endReasonOf('complained')).toBe('complained');
  expect(endReasonOf('manual')).toBe('stopped');
});
