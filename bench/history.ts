import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { temporalClient } from '../activities/clients/temporal/connection.ts';
import { type Crowd, crowd, enrollCrowd } from './people.ts';
import type { Stage } from './stage.ts';

const SAMPLE = 20;

/** The names of a run's events, in order. */
async function eventsOf(client: Client, workflowId: string): Promise<string[]> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).map((event) => Object.keys(event).find((key) => key.endsWith('EventAttributes')) ?? '');
}

const average = (numbers: number[]) =>
  Math.round((numbers.reduce((sum, number) => sum + number, 0) / numbers.length) * 10) / 10;
const isScheduled = (event: string) => event === 'activityTaskScheduledEventAttributes';

async function workflowIds({ db }: Stage, { workspaceId }: Crowd): Promise<string[]> {
  const rows = await db.withWorkspace(workspaceId, (tx) =>
    tx.enrollment.findMany({ take: SAMPLE, select: { workflowId: true } }),
  );
  return rows.map(({ workflowId }) => workflowId);
}

/** The events between one sent mail and the next, where a minute's wait lies between them. */
async function waitAndSend(stage: Stage, client: Client): Promise<number> {
  const people = await crowd(stage, { people: 5, mailboxes: 1, steps: [{ delayMinutes: 0 }, { delayMinutes: 1 }] });
  await enrollCrowd(stage, people);
  const isDone = () =>
    stage.db.withWorkspace(people.workspaceId, (tx) => tx.enrollment.count({ where: { state: 'completed' } }));
  while ((await isDone()) < 5) await sleep(500);
  const histories = await Promise.all((await workflowIds(stage, people)).map((id) => eventsOf(client, id)));
  return average(
    histories.map((events) => {
      const taken = events.flatMap((event, index) => (isScheduled(event) ? [index] : []));
      return (taken.at(-1) ?? 0) - (taken.at(-2) ?? 0);
    }),
  );
}

/** What a mail costs in Temporal's history, counted in finished runs. */
export async function eventCosts(
  stage: Stage,
  people: Crowd,
): Promise<{ activitiesPerMail: number; eventsPerMail: number; eventsPerWaitAndSend: number }> {
  const client = temporalClient({ address: stage.temporalAddress, namespace: 'default' });
  const histories = await Promise.all((await workflowIds(stage, people)).map((id) => eventsOf(client, id)));
  const mails = 3;
  const costs = {
    activitiesPerMail: average(histories.map((events) => events.filter(isScheduled).length / mails)),
    eventsPerMail: average(histories.map((events) => events.length / mails)),
    eventsPerWaitAndSend: await waitAndSend(stage, client),
  };
  await client.connection.close();
  return costs;
}
