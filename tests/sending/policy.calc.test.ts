import { expect, test } from 'vitest';
import {
  DEFAULT_POLICY,
  judgePolicy,
  type PolicyFacts,
  policyOf,
  reachOf,
  type SendingPolicy,
} from '../../workflows/sending/policy.calc.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
// Thursday 19 November 2026, 12:00 in Berlin.
const NOW = Date.parse('2026-11-19T11:00:00Z');
const OFF: SendingPolicy = {
  capMails: null,
  capDays: 7,
  hoursBetween: 0,
  companyDays: null,
  stopsOnReplyAnywhere: false,
};
const by = (...ages: number[]) => ages.map((age) => ({ at: NOW - age, who: 'Ben' }));

const facts = (some: Partial<PolicyFacts> = {}): PolicyFacts => ({
  now: NOW,
  zone: 'Europe/Berlin',
  contactName: 'Ada',
  companyName: 'Engines Ltd',
  touches: [],
  colleague: null,
  underWay: null,
  repliedAt: null,
  ...some,
});
const judged = (policy: Partial<SendingPolicy>, some: Partial<PolicyFacts>) =>
  judgePolicy({ ...OFF, ...policy }, facts(some));

test('where every rule is off, everything may leave', () => {
  const busy = { touches: by(1, 2, 3), colleague: { at: NOW, who: 'Cy' }, underWay: { who: 'Cy' }, repliedAt: NOW };
  expect(judged({}, busy)).toEqual({ kind: 'go' });
});

test.each<[string, Partial<PolicyFacts>, number | null]>([
  ['a mail a millisecond less than three days ago', { touches: by(3 * DAY - 1) }, 1],
  ['a mail exactly three days ago', { touches: by(3 * DAY) }, null],
  ['no mail so far', {}, null],
  ['the newest mail counts', { touches: by(DAY, 4 * DAY) }, 2 * DAY],
])('three days between mails: %s', (_, some, waitsMs) => {
  const verdict = judged({ hoursBetween: 72 }, some);
  expect(verdict).toMatchObject(
    waitsMs === null ? { kind: 'go' } : { kind: 'wait', rule: 'too-soon', until: NOW + waitsMs },
  );
});

test('what keeps mails apart is said with who wrote last, and when', () => {
  expect(judged({ hoursBetween: 72 }, { touches: by(2 * DAY) })).toMatchObject({
    sentence: 'Ada got a mail from Ben on Tuesday 17 November; your workspace leaves 3 days between mails.',
  });
});

test.each<[string, number[], number | null]>([
  ['one mail less than allowed', [DAY], null],
  ['as many as allowed', [DAY, 2 * DAY], 5 * DAY],
  ['the oldest of them a millisecond inside', [DAY, 7 * DAY - 1], 1],
  ['the oldest of them just outside', [DAY, 7 * DAY], null],
])('two mails in seven days: %s', (_, ages, waitsMs) => {
  const verdict = judged({ capMails: 2, capDays: 7 }, { touches: by(...ages) });
  expect(verdict).toMatchObject(
    waitsMs === null ? { kind: 'go' } : { kind: 'wait', rule: 'frequency-cap', until: NOW + waitsMs },
  );
});

test.each<[string, Partial<PolicyFacts>, number | null]>([
  ['a colleague wrote nine days ago', { colleague: { at: NOW - 9 * DAY, who: 'Cy' } }, DAY],
  ['a colleague wrote ten days ago', { colleague: { at: NOW - 10 * DAY, who: 'Cy' } }, null],
  ['a sequence of a colleague goes on there: it is looked at again tomorrow', { underWay: { who: 'Cy' } }, DAY],
  ['both: the later one counts', { colleague: { at: NOW - DAY, who: 'Cy' }, underWay: { who: 'Cy' } }, 9 * DAY],
  ['nobody else', {}, null],
])('one sender per company, ten days: %s', (_, some, waitsMs) => {
  const verdict = judged({ companyDays: 10 }, some);
  expect(verdict).toMatchObject(
    waitsMs === null ? { kind: 'go' } : { kind: 'wait', rule: 'company-taken', until: NOW + waitsMs },
  );
});

test('an answer to another sequence stops this one, whatever else would only make it wait', () => {
  const verdict = judged({ stopsOnReplyAnywhere: true, hoursBetween: 72 }, { touches: by(DAY), repliedAt: NOW - DAY });
  expect(verdict).toEqual({
    kind: 'stop',
    rule: 'replied-elsewhere',
    reason: 'replied',
    sentence: 'Ada replied in another sequence on Wednesday 18 November; in your workspace that ends all of them.',
  });
});

test('of several rules that make it wait, the longest counts', () => {
  const some = { touches: by(DAY, 2 * DAY), colleague: { at: NOW - DAY, who: 'Cy' } };
  expect(judged({ hoursBetween: 72, capMails: 2, companyDays: 3 }, some)).toMatchObject({
    rule: 'frequency-cap',
    until: NOW + 5 * DAY,
  });
});

test('what a workspace leaves out has its default', () => {
  expect(policyOf({})).toEqual(DEFAULT_POLICY);
  expect(policyOf({ capMails: null, hoursBetween: 72 })).toEqual({
    ...DEFAULT_POLICY,
    capMails: null,
    hoursBetween: 72,
  });
});

test.each<[string, Partial<SendingPolicy>, { most: number; forMs: number }]>([
  ['nothing is asked', {}, { most: 0, forMs: 0 }],
  ['a cap', { capMails: 4, capDays: 7 }, { most: 4, forMs: 7 * DAY }],
  ['a time between', { hoursBetween: 72 }, { most: 1, forMs: 3 * DAY }],
  ['both', { capMails: 4, capDays: 2, hoursBetween: 72 }, { most: 4, forMs: 3 * DAY }],
])('no more of the past is read than the rules need: %s', (_, policy, reach) => {
  expect(reachOf({ ...OFF, ...policy })).toEqual(reach);
});
