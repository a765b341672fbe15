import { expect, test } from 'vitest';
import { judgePause, pauseMs, pauseSentence, type SenderPause } from '../../workflows/sending/sender-pause.calc.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse('2026-11-19T11:00:00Z');

test.each([
  ['the first failure', 1, undefined, 5 * MINUTE],
  ['the second doubles it', 2, undefined, 10 * MINUTE],
  ['the seventh is five hours and twenty minutes', 7, undefined, 320 * MINUTE],
  ['the eighth reaches the longest', 8, undefined, 6 * HOUR],
  ['a hundredth stays there', 100, undefined, 6 * HOUR],
  ['a server that asks for more gets it', 1, 2 * HOUR, 2 * HOUR],
  ['a server that asks for less does not', 2, MINUTE, 10 * MINUTE],
  ['nobody waits longer than a day', 1, 999 * HOUR, 24 * HOUR],
])('how long a sender is left alone: %s', (_, failures, retryAfterMs, ms) => {
  expect(pauseMs(failures, retryAfterMs)).toBe(ms);
});

const pause = (some: Partial<SenderPause>): SenderPause => ({
  scope: 'mailbox',
  key: 'm',
  reason: 'The server said 421.',
  probeAt: NOW,
  probeMailId: null,
  probeUntil: null,
  ...some,
});

test.each<[string, SenderPause[], object]>([
  ['nothing is shut', [], { kind: 'go' }],
  ['it is shut for a millisecond more', [pause({ probeAt: NOW + 1 })], { kind: 'wait', until: NOW + 1 }],
  ['its time has come', [pause({})], { kind: 'probe' }],
  ['another mail probes it', [pause({ probeMailId: 'b', probeUntil: NOW + 1 })], { kind: 'wait', until: NOW + 1 }],
  ['the probe of another has had its time', [pause({ probeMailId: 'b', probeUntil: NOW })], { kind: 'probe' }],
  ['it is the probe itself', [pause({ probeMailId: 'a', probeUntil: NOW + 1 })], { kind: 'probe' }],
  [
    'its domain is shut for longer',
    [pause({}), pause({ scope: 'domain', key: 'acme.example', probeAt: NOW + HOUR })],
    { kind: 'wait', until: NOW + HOUR, pause: { scope: 'domain' } },
  ],
])('whether a mail leaves through a sender: %s', (_, pauses, verdict) => {
  expect(judgePause(pauses, { mailId: 'a', now: NOW })).toMatchObject(verdict);
});

test('a pause is said with its reason and the instant of its probe', () => {
  const place = { email: 'robin@acme.example', zone: 'Europe/Berlin' };
  expect(pauseSentence(pause({ probeAt: NOW + HOUR }), place)).toBe(
    'robin@acme.example is paused: The server said 421. One mail is tried Thursday 13:00; the others keep their places.',
  );
  expect(pauseSentence(pause({ scope: 'domain', key: 'acme.example' }), place)).toContain(
    'Every mailbox of acme.example is paused',
  );
});
