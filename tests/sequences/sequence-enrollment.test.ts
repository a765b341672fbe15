import type { Client } from '@temporalio/client';
import { expect, test } from 'vitest';
import { MAIN_QUEUE } from '../../activities/clients/temporal/deliver.ts';
import type { SequenceActivities } from '../../activities/sequences.ts';
import { type EnrollmentId, idOf, type WorkspaceId } from '../../workflows/ids.ts';
import {
  contactAway,
  contactStopped,
  paused,
  resumed,
  type SequenceEnrollmentInput,
  waitSkipped,
  woken,
} from '../../workflows/sequences/messages.ts';
import type { EndReason, Next } from '../../workflows/sequences/rules.ts';
import type { sequenceEnrollment } from '../../workflows/sequences/sequence-enrollment.ts';
import { DAY, HOUR, MINUTE, temporal } from '../helpers/temporal.ts';

const ids = { workspaceId: idOf<WorkspaceId>('workspace'), enrollmentId: idOf<EnrollmentId>('enrollment') };

/** Activities that only note what was asked of them; `script` says what each step leads to. */
function noted(script: (() => Next)[]) {
  const log: string[] = [];
  const steps = [...script];
  const next = (): Next => steps.shift()?.() ?? { kind: 'end', reason: 'finished' };
  const activities: Omit<SequenceActivities, 'enrollPage'> = {
    takeStep: async () => (log.push('take'), next()),
    planStep: async ({ dueAt }) => (
      log.push(`plan ${dueAt === null ? 'as before' : 'anew'}`), { kind: 'wait', until: dueAt ?? 0, summary: 'Step' }
    ),
    pauseEnrollment: async () => void log.push('pause'),
    closeEnrollment: async ({ reason }) => void log.push(`close ${reason}`),
  };
  return { log, activities };
}

const start = (client: Client, next: Next) =>
  client.workflow.start<typeof sequenceEnrollment>('sequenceEnrollment', {
    workflowId: 'enrollment/test',
    taskQueue: MAIN_QUEUE,
    args: [{ ...ids, next } satisfies SequenceEnrollmentInput],
  });

const waitUntil = (until: number): Next => ({ kind: 'wait', until, summary: 'Step' });

test('three mails over ten days, and then it has finished', async () => {
  const { log, activities } = noted([() => waitUntil(Date.now() + 3 * DAY), () => waitUntil(Date.now() + 7 * DAY)]);
  const reason = await temporal.run(activities, async (client) => (await start(client, waitUntil(0))).result());
  expect(reason).toBe('finished');
  expect(log).toEqual(['take', 'take', 'take']);
});

test('a reply on day two ends the enrollment: no second mail', async () => {
  const { log, activities } = noted([() => waitUntil(Date.now() + 30 * DAY)]);
  const reason = await temporal.run(activities, async (client, skip) => {
    const run = await start(client, waitUntil(0));
    await skip(2 * DAY);
    await run.signal(contactStopped, { reason: 'replied' });
    return run.result();
  });
  expect(reason).toBe('replied' satisfies EndReason);
  expect(log).toEqual(['take', 'close replied']);
});

test('a pause gives the slot back, and a resume plans the step anew', async () => {
  const { log, activities } = noted([]);
  await temporal.run(activities, async (client, skip) => {
    const run = await start(client, waitUntil(Date.now() + DAY));
    await run.signal(paused);
    await skip(30 * DAY);
    await run.signal(resumed);
    return run.result();
  });
  expect(log).toEqual(['pause', 'plan as before', 'take']);
});

test('somebody paused who replies is not kept', async () => {
  const { log, activities } = noted([]);
  const reason = await temporal.run(activities, async (client, skip) => {
    const run = await start(client, waitUntil(Date.now() + DAY));
    await run.signal(paused);
    await skip(MINUTE);
    await run.signal(contactStopped, { reason: 'unsubscribed' });
    return run.result();
  });
  expect(reason).toBe('unsubscribed');
  expect(log).toEqual(['pause', 'close unsubscribed']);
});

test('skipping the wait plans the step for now; an absence puts it off', async () => {
  const { log, activities } = noted([() => waitUntil(Date.now() + 10 * DAY)]);
  await temporal.run(activities, async (client, skip) => {
    const run = await start(client, waitUntil(Date.now() + 10 * DAY));
    await run.signal(waitSkipped);
    await skip(HOUR);
    await run.signal(contactAway, { until: Date.now() + 40 * DAY });
    return run.result();
  });
  expect(log).toEqual(['plan anew', 'take', 'plan anew', 'take']);
});

test('what is held goes on only when somebody wakes it', async () => {
  const { log, activities } = noted([() => ({ kind: 'hold', code: 'task-open', summary: 'Call Ada' })]);
  await temporal.run(activities, async (client, skip) => {
    const run = await start(client, waitUntil(0));
    await skip(90 * DAY);
    expect(log).toEqual(['take']);
    await run.signal(woken);
    return run.result();
  });
  expect(log).toEqual(['take', 'take']);
});

test('a wait and a send cost eleven events: one timer, one activity', async () => {
  const { activities } = noted([
    () => waitUntil(Date.now() + DAY),
    () => waitUntil(Date.now() + 2 * DAY),
    () => waitUntil(Date.now() + 3 * DAY),
  ]);
  const events = await temporal.run(activities, async (client) => {
    const run = await start(client, waitUntil(Date.now() + HOUR));
    await run.result();
    const { events: history = [] } = await run.fetchHistory();
    return history?.filter(({ eventType }) => eventType !== null).length ?? 0;
  });
  const startAndEnd = 5 + 1; // started, first task (3), completed, and the state written at the end
  expect(events).toBeLessThanOrEqual(startAndEnd + 4 * 11);
});
