import type { Enrollment } from './sequence.ts';

export type StepEntry = Enrollment['steps'][number];
export type ReceivedEntry = Enrollment['received'][number];
export type Entry = { kind: 'step'; step: StepEntry } | { kind: 'received'; mail: ReceivedEntry };

/** Steps in their order, with what came in between them where it came in. */
export function timelineOf({ steps, received }: Pick<Enrollment, 'steps' | 'received'>): Entry[] {
  const left = received.toSorted((a, b) => a.receivedAt - b.receivedAt);
  const entries = steps.flatMap((step): Entry[] => {
    const isBefore = (mail: ReceivedEntry) =>
      step.progress !== 'done' || (step.at !== null && mail.receivedAt < step.at);
    const count = left.findIndex((mail) => !isBefore(mail));
    const before = left.splice(0, count < 0 ? left.length : count);
    return [...before.map((mail): Entry => ({ kind: 'received', mail })), { kind: 'step', step }];
  });
  return [...entries, ...left.map((mail): Entry => ({ kind: 'received', mail }))];
}
