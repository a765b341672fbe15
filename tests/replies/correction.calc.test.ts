import { describe, expect, test } from 'vitest';
import { correctedAs, markedAt, UNDERSTANDINGS, understandingOf } from '../../workflows/replies/correction.calc.ts';
import type { Classification, ReportedRecipient } from '../../workflows/replies/rules.ts';

const recipient = (changes: Partial<ReportedRecipient> = {}): ReportedRecipient => ({
  address: 'ada@acme.example',
  action: 'failed',
  status: '4.2.2',
  replyCode: '452',
  diagnostic: 'mailbox full',
  isHard: false,
  category: 'mailbox_full',
  reason: 'mailboxfull',
  fault: 'recipient',
  ...changes,
});

const classified = (changes: Partial<Classification> = {}): Classification => ({
  kind: 'human',
  rule: 'no-sign-of-a-machine',
  confidence: 0.9,
  recipients: [],
  feedbackType: null,
  reporter: null,
  original: { messageId: null, envelopeId: null },
  away: null,
  reply: { text: 'Yes.', optOut: null, intent: 'interested', intentRule: 'yes' },
  ...changes,
});
const full = classified({ kind: 'bounce', recipients: [recipient()], reply: null });
const correct = (machine: Classification, to: (typeof UNDERSTANDINGS)[number]) =>
  correctedAs(machine, { to, text: 'Their words.', address: 'ada@acme.example' });

describe('what a mail is corrected to', () => {
  test.each(UNDERSTANDINGS)('an answer can be called %s, and then it is that', (to) => {
    expect(understandingOf(correct(classified(), to))).toBe(to);
  });
  test.each(UNDERSTANDINGS)('a report can be called %s, and then it is that', (to) => {
    expect(understandingOf(correct(full, to))).toBe(to);
  });
  test('corrected back to what the rules had said, it is that again, with its rule and its certainty', () => {
    expect(correct(full, 'soft_bounce')).toBe(full);
  });
  test('a report called hard keeps the words of the server, and speaks of the address', () => {
    expect(correct(full, 'hard_bounce').recipients).toEqual([
      recipient({ isHard: true, category: 'invalid_email', reason: 'userunknown' }),
    ]);
  });
  test('an answer called a bounce speaks of the address that we wrote to', () => {
    expect(correct(classified(), 'hard_bounce').recipients).toMatchObject([
      { address: 'ada@acme.example', isHard: true, fault: 'recipient' },
    ]);
  });
  test('a report called an answer has its words', () => {
    expect(correct(full, 'human')).toMatchObject({ recipients: [], reply: { text: 'Their words.', optOut: null } });
  });
});

describe('what stands in a field that several mails marked', () => {
  test.each<{ what: string; marked: Parameters<typeof markedAt>[0]; is: number | null }>([
    { what: 'nothing, where nobody marked it', marked: { keeps: 'first', base: null, marks: [] }, is: null },
    { what: 'the first of the mails', marked: { keeps: 'first', base: null, marks: [20, 10] }, is: 10 },
    { what: 'what stood there before them, be it later', marked: { keeps: 'first', base: 30, marks: [10] }, is: 30 },
    { what: 'the last of all', marked: { keeps: 'last', base: 15, marks: [20, 10] }, is: 20 },
    { what: 'what stood there before, where that is later', marked: { keeps: 'last', base: 30, marks: [20] }, is: 30 },
  ])('$what', ({ marked, is }) => {
    expect(markedAt(marked)).toBe(is);
  });
});
