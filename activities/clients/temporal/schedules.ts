import { type Client, ScheduleAlreadyRunning } from '@temporalio/client';
import { MAIN_QUEUE } from './deliver.ts';

/** Sets the daily upkeep going, at night and once at the very start. Set already, it stays as it is. */
export async function scheduleUpkeep(client: Client): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: 'upkeep',
      spec: { calendars: [{ hour: 3, minute: 17, comment: 'every night' }], jitter: '10 minutes' },
      policies: { overlap: 'SKIP', catchupWindow: '1 day' },
      action: {
        type: 'startWorkflow',
        workflowType: 'upkeep',
        workflowId: 'upkeep',
        taskQueue: MAIN_QUEUE,
        staticSummary: 'Partitions and retention',
      },
      state: { triggerImmediately: true },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
