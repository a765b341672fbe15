import { expect, expectTypeOf, test } from 'vitest';
import type { EventType } from '../../prisma/events.ts';
import { TOUCHES, touchedBy } from '../../web/src/app/live-touches.ts';

type Subject = EventType extends `${infer S}.${string}` ? S : never;

test('every kind of event refreshes something, and nothing waits for a kind that never comes', () => {
  expect(Object.values(TOUCHES).map((features) => features.length)).not.toContain(0);
  expectTypeOf<keyof typeof TOUCHES>().toEqualTypeOf<Subject>();
});

test('an event refreshes by the word before its dot, and one of no page nothing', () => {
  expect(touchedBy('mail.sent')).toContain('enrollments');
  expect(touchedBy('mailbox.changed')).not.toContain('suppressions');
  expect(touchedBy('stream.opened')).toEqual([]);
});
