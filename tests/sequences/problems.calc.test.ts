import { expect, test } from 'vitest';
import { type PlannedStep, sequenceProblems } from '../../workflows/sequences/problems.calc.ts';
import { delayWords } from '../../workflows/sequences/step-words.calc.ts';
import { threadSubject } from '../../workflows/sequences/thread.calc.ts';

const known = (name: string) => ['contact.firstName', 'contact.custom.plan'].includes(name);
const variant = { name: 'A', weight: 1, isActive: true, subject: 'Hello', body: 'Hi {{ contact.firstName }}' };
const step = (id: string, some: Partial<PlannedStep> = {}): PlannedStep => ({
  id,
  kind: 'mail',
  isReply: true,
  variants: [variant],
  ...some,
});

test('a sequence without steps cannot be active', () => {
  expect(sequenceProblems([], known)).toMatchObject([{ stepId: null, field: 'steps' }]);
});

test('a first mail needs a subject, a reply does not', () => {
  const silent = [{ ...variant, subject: ' ' }];
  const steps = [step('a', { variants: silent }), step('b', { variants: silent })];
  expect(sequenceProblems(steps, known)).toMatchObject([{ stepId: 'a', field: 'subject' }]);
});

test('a later mail that starts a thread of its own needs a subject', () => {
  const steps = [step('a'), step('b', { isReply: false, variants: [{ ...variant, subject: '' }] })];
  expect(sequenceProblems(steps, known)).toMatchObject([{ stepId: 'b', field: 'subject' }]);
});

test.each<[string, Partial<typeof variant>]>([
  ['every variant is switched off', { isActive: false }],
  ['every variant has the weight 0', { weight: 0 }],
])('a step that nobody could draw a wording of is named: %s', (_, some) => {
  const problems = sequenceProblems([step('a', { variants: [{ ...variant, ...some }] })], known);
  expect(problems).toMatchObject([{ stepId: 'a', field: 'variants' }]);
});

test('a variant that is switched off may be unfinished', () => {
  const variants = [variant, { ...variant, name: 'B', isActive: false, body: '' }];
  expect(sequenceProblems([step('a', { variants })], known)).toEqual([]);
});

test.each<[string, Partial<typeof variant>, string, RegExp]>([
  ['no text', { body: ' ' }, 'body', /Step 1, variant A has no text/],
  ['an unknown variable', { body: 'Hi {{ contact.nickname }}' }, 'body', /"contact.nickname", which does not exist/],
  ['a tag left open', { body: '{% if contact.firstName %}Hi' }, 'body', /cannot be read/],
  ['an unknown variable in the subject', { subject: '{{ me }}' }, 'subject', /"me"/],
])('a wording is checked by name: %s', (_, some, field, sentence) => {
  const [problem] = sequenceProblems([step('a', { variants: [{ ...variant, ...some }] })], known);
  expect(problem).toMatchObject({ field, sentence: expect.stringMatching(sentence) });
});

test('what a template sets itself is known to it', () => {
  const body = '{% assign plan = contact.custom.plan %}{% for word in plan %}{{ word }}{% endfor %}{{ plan }}';
  expect(sequenceProblems([step('a', { variants: [{ ...variant, body }] })], known)).toEqual([]);
});

test('tasks, calls and waits have no wording to check', () => {
  const steps = (['task', 'call', 'wait', 'manual_mail'] as const).map((kind) => step(kind, { kind, variants: [] }));
  expect(sequenceProblems(steps, known)).toEqual([]);
});

test('a reply goes under the subject that this contact drew', () => {
  const variants = [
    { id: 'x', weight: 0, isActive: true, subject: 'never' },
    { id: 'y', weight: 1, isActive: true, subject: 'Hello {{ contact.firstName }}' },
  ];
  const steps = [
    { id: 'a', kind: 'mail', position: 1, variants },
    { id: 'b', kind: 'mail', position: 4, variants: [] },
  ];
  const drawn = { contactId: 'c', scope: { contact: { firstName: 'Ada' } } };
  expect(threadSubject(steps, { position: 4 }, drawn)).toEqual({ kind: 'text', text: 'Hello Ada' });
  expect(threadSubject(steps, { position: 1 }, drawn)).toBeNull();
});

const timing = { delayAmount: 2, delayUnit: 'days', atLocalTime: null, zoneSource: 'mailbox' } as const;
test.each<[string, Parameters<typeof delayWords>[0], boolean]>([
  ['At once', { ...timing, delayAmount: 0 }, true],
  ['Right after', { ...timing, delayAmount: 0 }, false],
  ['2 days later', timing, false],
  ['1 business day after enrolling', { ...timing, delayAmount: 1, delayUnit: 'business_days' }, true],
  ["2 days later, at 09:30 (contact's clock)", { ...timing, atLocalTime: '09:30', zoneSource: 'contact' }, false],
  ["Then, at 09:30 (mailbox's clock)", { ...timing, delayAmount: 0, atLocalTime: '09:30' }, false],
])('a delay in words: %s', (words, delay, isFirst) => {
  expect(delayWords(delay, { isFirst })).toBe(words);
});
