import { expect, test } from 'vitest';
import { type NextFacts, nextWords, whenWords } from '../../workflows/sequences/next-words.calc.ts';

// Friday 20 November 2026, 16:30 in Berlin.
const NOW = Date.parse('2026-11-20T15:30:00Z');
const reader = { now: NOW, zone: 'Europe/Berlin' };
const at = (local: string) => Date.parse(`${local}:00+01:00`);

const facts = (some: Partial<NextFacts>): NextFacts => ({
  state: 'active',
  contactName: 'Ada Lovelace',
  mailboxEmail: 'robin@northlight.example',
  step: { ordinal: 2, kind: 'mail', title: null },
  at: null,
  dueAt: null,
  limits: [],
  holdCode: null,
  attention: null,
  postponedUntil: null,
  refusal: null,
  isAsked: false,
  pausedAt: null,
  endedAt: null,
  endReason: null,
  ...some,
});

const HOUR = 3_600_000;
const closed = { code: 'closed', byMs: 64 * HOUR, until: at('2026-11-23T09:00') } as const;
const gap = { code: 'gap', byMs: 90_000, until: at('2026-11-23T09:01'), detail: 90_000 } as const;

test.each<[string, number, string]>([
  ['later on the same day', at('2026-11-20T18:05'), 'today 18:05'],
  ['the last minute of the day', at('2026-11-20T23:59'), 'today 23:59'],
  ['the first minute of the next', at('2026-11-21T00:00'), 'tomorrow 00:00'],
  ['the day before', at('2026-11-19T08:00'), 'yesterday 08:00'],
  ['six days on', at('2026-11-26T09:12'), 'Thursday 09:12'],
  ['a week on', at('2026-11-27T09:12'), 'Fri 27 Nov 09:12'],
  ['next year', at('2027-01-04T09:00'), 'Mon 4 Jan 2027 09:00'],
])('an instant is said as people say it: %s', (_, instant, words) => {
  expect(whenWords(instant, reader)).toBe(words);
});

test('an instant is read on the clock of the reader', () => {
  expect(whenWords(at('2026-11-20T23:30'), { now: NOW, zone: 'Asia/Tokyo' })).toBe('today 07:30');
});

test.each<[string, Partial<NextFacts>, string, string | null]>([
  [
    'a mail that its mailbox keeps over the weekend',
    { at: at('2026-11-23T09:12'), dueAt: at('2026-11-20T16:20'), limits: [closed, gap] },
    'Mail 2 leaves Monday 09:12.',
    'It was due today 16:20; robin@northlight.example is closed until Monday 09:00, and keeps 90 s between mails.',
  ],
  [
    'the limit that moved it most comes first',
    {
      at: at('2026-11-25T09:00'),
      dueAt: at('2026-11-20T17:00'),
      limits: [
        { code: 'gap', byMs: 300_000, until: at('2026-11-25T09:00'), detail: 300_000 },
        { code: 'daily-limit', byMs: 90 * HOUR, until: at('2026-11-25T00:00'), detail: 50 },
        { code: 'holiday', byMs: 24 * HOUR, until: at('2026-11-24T00:00'), detail: 'Harvest Day' },
      ],
    },
    'Mail 2 leaves Wednesday 09:00.',
    'It is due today 17:00; robin@northlight.example has given away its 50 mails a day until Wednesday 00:00, rests for Harvest Day until Tuesday 00:00, and keeps 5 min between mails.',
  ],
  [
    'a first mail that waits for its turn',
    {
      at: at('2026-11-21T08:00'),
      dueAt: at('2026-11-20T16:00'),
      limits: [{ code: 'turn', byMs: 16 * HOUR, until: at('2026-11-21T00:00'), detail: 12 }],
    },
    'Mail 2 leaves tomorrow 08:00.',
    'It was due today 16:00; robin@northlight.example has given away its 12 first mails a day until tomorrow 00:00 (the rest is kept for follow-ups).',
  ],
  [
    'a mail that the policy of the workspace keeps back',
    {
      at: at('2026-11-23T09:12'),
      dueAt: at('2026-11-22T10:00'),
      limits: [closed],
      refusal: 'Ada got a mail on Thursday.',
    },
    'Mail 2 leaves Monday 09:12.',
    'Ada got a mail on Thursday. robin@northlight.example is closed until Monday 09:00.',
  ],
  [
    'a mail of which the provider is being asked whether it arrived',
    { at: at('2026-11-20T16:35'), dueAt: at('2026-11-20T16:00'), isAsked: true },
    'Nobody knows yet whether mail 2 arrived.',
    'robin@northlight.example is asked again today 16:35, for its list of sent mails may lag. If it never knows, you decide.',
  ],
  [
    'a gap that moves nothing by a minute is said without the due time',
    {
      at: at('2026-11-20T16:45') + 5_000,
      dueAt: at('2026-11-20T16:45'),
      limits: [{ code: 'gap', byMs: 5_000, until: at('2026-11-20T16:45') + 5_000, detail: 5_000 }],
    },
    'Mail 2 leaves today 16:45.',
    'robin@northlight.example keeps 5 s between mails.',
  ],
  [
    'a mail that only its delay keeps',
    { at: at('2026-11-22T16:20'), dueAt: at('2026-11-22T16:20') },
    'Mail 2 leaves Sunday 16:20.',
    'Nothing holds it but its delay.',
  ],
  [
    'a mail to somebody who is away',
    { at: at('2026-12-01T09:00'), dueAt: at('2026-12-01T09:00'), postponedUntil: at('2026-12-01T09:00') },
    'Mail 2 leaves Tue 1 Dec 09:00.',
    'The contact is away until then.',
  ],
  ['a mail that is due now', { at: NOW - 1_000, dueAt: NOW - 1_000 }, 'Mail 2 leaves any moment.', null],
  [
    'a mail that nobody took in time',
    { at: NOW - 600_000, dueAt: NOW - 600_000 },
    'Mail 2 leaves any moment.',
    'It was due today 16:20, and is taken as soon as the engine gets to it.',
  ],
  [
    'a call',
    { at: at('2026-11-21T10:00'), step: { ordinal: 1, kind: 'call', title: 'Ask about the pilot' } },
    'The call "Ask about the pilot" comes tomorrow 10:00.',
    'Nothing holds it but its delay.',
  ],
  [
    'a wait',
    { at: at('2026-11-21T10:00'), step: { ordinal: 1, kind: 'wait', title: null } },
    'The wait ends tomorrow 10:00.',
    'Nothing holds it but its delay.',
  ],
  [
    'an open task',
    { holdCode: 'task-open', step: { ordinal: 1, kind: 'task', title: 'Read their report' } },
    'Waits for "Read their report" to be done.',
    'It goes on as soon as somebody completes the task.',
  ],
  [
    'a paused sequence',
    { holdCode: 'sequence-paused' },
    'Held: the sequence is paused.',
    'Mail 2 goes on when the sequence is active again.',
  ],
  [
    'a mailbox that cannot send',
    { holdCode: 'mailbox-unusable' },
    'Held: robin@northlight.example cannot send.',
    'Connect the mailbox again or switch it on; its mails wait until then.',
  ],
  [
    'a missing variable, in the words of the engine',
    { holdCode: 'missing-variable', attention: 'Ada Lovelace has no contact.company.' },
    'Held: a variable has no value.',
    'Ada Lovelace has no contact.company.',
  ],
  [
    'a mail nobody knows about',
    { holdCode: 'uncertain', attention: 'Decide.' },
    'Nobody knows whether mail 2 arrived.',
    'Decide.',
  ],
  ['a refused mail', { holdCode: 'send-failed', attention: '554 no.' }, 'Mail 2 was refused.', '554 no.'],
  [
    'a person paused it',
    { state: 'paused', pausedAt: at('2026-11-20T10:00') },
    'Paused.',
    'Since today 10:00. Resume it, and Mail 2 is planned anew.',
  ],
  [
    'a reply ended it',
    { state: 'replied', endReason: 'replied', endedAt: at('2026-11-19T11:00') },
    'Ended: Ada Lovelace replied.',
    'It ended yesterday 11:00.',
  ],
  ['a start that is being planned', {}, 'The next step is being planned.', null],
])('it says what comes next, and why not sooner: %s', (_, some, headline, why) => {
  const { headline: saidFirst, why: saidThen } = nextWords(facts(some), reader);
  expect({ headline: saidFirst, why: saidThen }).toEqual({ headline, why });
});

test.each<[NextFacts['state'], NextFacts['holdCode'], string]>([
  ['active', null, 'calm'],
  ['active', 'sequence-paused', 'held'],
  ['active', 'uncertain', 'attention'],
  ['paused', 'uncertain', 'held'],
  ['stopped', 'uncertain', 'ended'],
])('what asks for a person stands out: %s with %s is %s', (state, holdCode, tone) => {
  expect(nextWords(facts({ state, holdCode }), reader).tone).toBe(tone);
});
