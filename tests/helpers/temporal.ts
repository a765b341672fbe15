import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import { registerAttributes } from '../../activities/clients/temporal/connection.ts';
import { MAIN_QUEUE } from '../../activities/clients/temporal/deliver.ts';
import { quietRuntime } from './quiet.ts';

quietRuntime();

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const temporal = {
  /** Lends a Temporal server on which days pass in a second, with a worker that runs these activities, and takes both back. */
  async run<T>(
    activities: object,
    work: (client: Client, skip: (ms: number) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    const environment = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: inject('servers').testServer } },
    });
    try {
      await registerAttributes(environment.client);
      const common = { connection: environment.nativeConnection, activities };
      const workers = await Promise.all([
        Worker.create({
          ...common,
          taskQueue: MAIN_QUEUE,
          workflowBundle: { codePath: inject('servers').workflowBundle },
        }),
        Worker.create({ ...common, taskQueue: 'mail' }),
      ]);
      const [main, mail] = workers;
      return await main.runUntil(mail.runUntil(work(environment.client, (ms) => environment.sleep(ms))));
    } finally {
      await environment.teardown();
    }
  },
};
