import { expect, test } from 'vitest';
import { REASONS } from '../../workflows/replies/rules.ts';

const rows = Object.entries(REASONS).map(([reason, verdict]) => ({ reason, ...verdict }));

test('only what says that an address does not exist is hard', () => {
  expect(rows.filter(({ isHard }) => isHard).map(({ reason }) => reason)).toEqual([
    'userunknown',
    'hostunknown',
    'hasmoved',
    'notaccept',
  ]);
});

test('a fault of the sender, of the content or of the network never marks the person', () => {
  expect(rows.filter(({ isHard, fault }) => isHard && fault !== 'recipient')).toEqual([]);
});
