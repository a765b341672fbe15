import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { pino } from 'pino';
import { googleApp } from './activities/clients/gmail/app.ts';
import { mailClients } from './activities/clients/mail-clients.ts';
import { microsoftApp } from './activities/clients/outlook/app.ts';
import { systemMailer } from './activities/clients/system-mail.ts';
import { registerAttributes, temporalClient } from './activities/clients/temporal/connection.ts';
import { MAIN_QUEUE } from './activities/clients/temporal/deliver.ts';
import { startRelay } from './activities/clients/temporal/relay.ts';
import { scheduleUpkeep } from './activities/clients/temporal/schedules.ts';
import { allActivities, listenActivities, mailActivities } from './activities/index.ts';
import { readConfig } from './config.ts';
import { openDatabase, openSystemDatabase } from './prisma/db.ts';
import { secretBox } from './prisma/secret-box.ts';

const config = readConfig();
const log = pino({ level: config.LOG_LEVEL, base: { process: 'worker' } });
Runtime.install({
  logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
    log[level === 'ERROR' ? 'error' : 'warn'](meta ?? {}, message),
  ),
  telemetryOptions: {
    logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
    ...(config.WORKER_METRICS_ADDRESS
      ? { metrics: { prometheus: { bindAddress: config.WORKER_METRICS_ADDRESS } } }
      : {}),
  },
});

const db = await openDatabase({ url: config.APP_DATABASE_URL, pool: config.DATABASE_POOL });
const system = await openSystemDatabase({ url: config.SYSTEM_DATABASE_URL, pool: 3 });
const mail = mailClients({
  db,
  box: secretBox(config.ENCRYPTION_KEYS),
  sandbox: { secret: config.AUTH_SECRET, host: config.SANDBOX_SMTP_HOST, port: config.SANDBOX_SMTP_PORT },
  google: googleApp(config),
  microsoft: microsoftApp(config),
});
const mailer = systemMailer({ system, smtpUrl: config.SYSTEM_SMTP_URL, from: config.SYSTEM_MAIL_FROM });
const deps = { db, system, mail, mailer, linkSecret: config.AUTH_SECRET, publicUrl: config.PUBLIC_URL, log };

const client = temporalClient({ address: config.TEMPORAL_ADDRESS, namespace: config.TEMPORAL_NAMESPACE });
await registerAttributes(client);
await scheduleUpkeep(client);
const connection = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });
const common: Omit<WorkerOptions, 'taskQueue'> = {
  connection,
  namespace: config.TEMPORAL_NAMESPACE,
  shutdownGraceTime: '20s',
  maxHeartbeatThrottleInterval: '3s',
  stickyQueueScheduleToStartTimeout: '3s',
};
const workers = await Promise.all([
  Worker.create({
    ...common,
    taskQueue: MAIN_QUEUE,
    activities: allActivities(deps),
    ...(config.WORKFLOW_BUNDLE
      ? { workflowBundle: { codePath: config.WORKFLOW_BUNDLE } }
      : { workflowsPath: fileURLToPath(new URL('./workflows/index.ts', import.meta.url)) }),
    maxCachedWorkflows: 500,
    maxConcurrentActivityTaskExecutions: 50,
  }),
  Worker.create({
    ...common,
    taskQueue: 'mail',
    activities: mailActivities(deps),
    maxConcurrentActivityTaskExecutions: 2 * config.DATABASE_POOL,
  }),
  Worker.create({
    ...common,
    taskQueue: 'listen',
    activities: listenActivities(deps),
    maxConcurrentActivityTaskExecutions: 1_000,
  }),
]);
const relay = startRelay({ url: config.SYSTEM_DATABASE_URL, client, log });
log.info('worker ready');

await Promise.all(workers.map((worker) => worker.run()));
await relay.stop();
await Promise.all([mail.close(), client.connection.close(), connection.close()]);
await Promise.all([db.close(), system.$disconnect()]);
