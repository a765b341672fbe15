import type { ActivityOptions } from '@temporalio/workflow';

const retry = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;

/** Reads and writes of our own database. */
export const quick: ActivityOptions = { startToCloseTimeout: '1 minute', retry };

/** A handover to a mail server: on the mail queue, with heartbeats, so that a killed worker is noticed in seconds. */
export const handover: ActivityOptions = {
  taskQueue: 'mail',
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '10s',
  retry,
};

/** A page of a long job. */
export const page: ActivityOptions = { startToCloseTimeout: '5 minutes', heartbeatTimeout: '1 minute', retry };

/** Asking a mail server for what is new: it heartbeats often, so that after a killed worker a reply is not seen a minute late. */
export const look: ActivityOptions = { startToCloseTimeout: '5 minutes', heartbeatTimeout: '10s', retry };

/** Listening to a mail server: on a queue of its own, long, heartbeating, and not repeated, for the story goes on without it. */
export const watch: ActivityOptions = {
  taskQueue: 'listen',
  scheduleToStartTimeout: '1 minute',
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '30s',
  cancellationType: 'TRY_CANCEL',
  retry: { maximumAttempts: 1 },
};
