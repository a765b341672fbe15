import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { type Logger, pino } from 'pino';
import { inject } from 'vitest';
import { mailClients } from '../../activities/clients/mail-clients.ts';
import type { Apps } from '../../activities/clients/oauth-doors.ts';
import { startSandboxServer } from '../../activities/clients/sandbox/smtp-server.ts';
import { systemMailer } from '../../activities/clients/system-mail.ts';
import { registerAttributes, temporalClient } from '../../activities/clients/temporal/connection.ts';
import { MAIN_QUEUE } from '../../activities/clients/temporal/deliver.ts';
import { startRelay } from '../../activities/clients/temporal/relay.ts';
import type { Deps } from '../../activities/deps.ts';
import { allActivities, listenActivities, mailActivities } from '../../activities/index.ts';
import { secretBox } from '../../prisma/secret-box.ts';
import { type TestDatabase, withDatabase } from './database.ts';
import { quietRuntime } from './quiet.ts';
import { recordHistories } from './record.ts';
import { type TemporalServer, withTemporal } from './temporal-server.ts';

const SECRET = 'a secret of the tests that is long enough';
const KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`;

/** A database, what this installation is known as at the providers, and where it writes what it logs. */
export type Ground = TestDatabase & { apps?: Apps; log?: Logger };

export type Engine = Ground & { client: Client; deps: Deps; temporal: TemporalServer };

quietRuntime();

/** Lends the whole engine, every part of it real: Postgres, a Temporal server, the worker, the relay and the sandbox's mail server. */
export const withEngine = <T>(work: (engine: Engine) => Promise<T>, apps: Apps = {}): Promise<T> =>
  withDatabase((database) =>
    withTemporal({ keepsData: false }, (temporal) => engineOver({ ...database, apps }, temporal, work)),
  );

/** Lends the engine over a database and a Temporal server that are lent already. */
export async function engineOver<T>(
  database: Ground,
  temporal: TemporalServer,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const { address } = temporal;
  const log = database.log ?? pino({ level: process.env.LOG_LEVEL ?? 'error' });
  const sandbox = await startSandboxServer({ db: database.db, secret: SECRET, host: '127.0.0.1', port: 0 });
  const mail = mailClients({
    ...database.apps,
    db: database.db,
    box: secretBox(KEYS),
    sandbox: { secret: SECRET, host: '127.0.0.1', port: sandbox.port },
  });
  const mailer = systemMailer({
    system: database.system,
    smtpUrl: undefined,
    from: 'Followthrough <no-reply@followthrough.example>',
  });
  const deps: Deps = { ...database, mail, mailer, linkSecret: SECRET, publicUrl: 'http://127.0.0.1:3000', log };
  const client = temporalClient({ address, namespace: 'default' });
  await registerAttributes(client);
  const connection = await NativeConnection.connect({ address });
  const common = { connection, namespace: 'default', identity: `test-${randomUUID()}` };
  const workers = await Promise.all([
    Worker.create({
      ...common,
      taskQueue: MAIN_QUEUE,
      activities: allActivities(deps),
      workflowBundle: { codePath: inject('servers').workflowBundle },
    }),
    Worker.create({ ...common, taskQueue: 'mail', activities: mailActivities(deps) }),
    Worker.create({ ...common, taskQueue: 'listen', activities: listenActivities(deps) }),
  ]);
  const running = workers.map((worker) => worker.run());
  const relay = startRelay({ url: database.urls.system, client, log });
  try {
    const result = await work({ ...database, client, deps, temporal });
    await recordHistories(client);
    return result;
  } finally {
    await relay.stop();
    for (const worker of workers) worker.shutdown();
    await Promise.all(running);
    await connection.close();
    await client.connection.close();
    await mail.close();
    await sandbox.close();
  }
}

/** Waits until `look` gives something, and fails with the last thing that it gave after 30 s. */
export async function eventually<T>(look: () => Promise<T | null | undefined | false>, forMs = 30_000): Promise<T> {
  const deadline = Date.now() + forMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`It did not happen within ${forMs / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
