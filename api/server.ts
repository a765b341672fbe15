import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { googleApp } from '../activities/clients/gmail/app.ts';
import { mailClients } from '../activities/clients/mail-clients.ts';
import { microsoftApp } from '../activities/clients/outlook/app.ts';
import { startSandboxServer } from '../activities/clients/sandbox/smtp-server.ts';
import { systemMailer } from '../activities/clients/system-mail.ts';
import { temporalClient } from '../activities/clients/temporal/connection.ts';
import { readConfig } from '../config.ts';
import { openDatabase, openSystemDatabase } from '../prisma/db.ts';
import { secretBox } from '../prisma/secret-box.ts';
import { createApp } from './app.ts';
import { liveEvents } from './http/live.ts';
import { createAuth } from './workspaces/auth.ts';

const config = readConfig();
const log = pino({ level: config.LOG_LEVEL, base: { process: 'api' } });
const db = await openDatabase({ url: config.APP_DATABASE_URL, pool: config.DATABASE_POOL });
const system = await openSystemDatabase({ url: config.SYSTEM_DATABASE_URL, pool: 10 });
const pool = new pg.Pool({ connectionString: config.SYSTEM_DATABASE_URL, max: 5 });
pool.on('error', (error) => log.warn({ error: error.message }, 'database connection lost'));
const box = secretBox(config.ENCRYPTION_KEYS);
const sandbox = { secret: config.AUTH_SECRET, host: config.SANDBOX_SMTP_HOST, port: config.SANDBOX_SMTP_PORT };
const mail = mailClients({ db, box, sandbox, google: googleApp(config), microsoft: microsoftApp(config) });
const mailer = systemMailer({ system, smtpUrl: config.SYSTEM_SMTP_URL, from: config.SYSTEM_MAIL_FROM });
const live = liveEvents({ url: config.SYSTEM_DATABASE_URL, log });
const temporal = temporalClient({ address: config.TEMPORAL_ADDRESS, namespace: config.TEMPORAL_NAMESPACE });

const app = createApp({
  deps: {
    db,
    system,
    auth: createAuth({ system, mailer, publicUrl: config.PUBLIC_URL, secret: config.AUTH_SECRET, log }),
    mail,
    mailer,
    box,
    live,
    pingTemporal: async () => void (await temporal.workflowService.getSystemInfo({})),
    linkSecret: config.AUTH_SECRET,
    publicUrl: config.PUBLIC_URL,
    temporalUiUrl: config.TEMPORAL_UI_URL,
    temporalNamespace: config.TEMPORAL_NAMESPACE,
    isDemo: config.DEMO,
    log,
  },
  pool,
  metricsToken: config.METRICS_TOKEN,
  trustProxy: config.TRUST_PROXY,
  webDir: path.resolve(import.meta.dirname, '../dist/web'),
});
const sandboxServer = await startSandboxServer({ db, ...sandbox });
const server = app.listen(config.API_PORT, config.API_HOST, () =>
  log.info({ address: `http://${config.API_HOST}:${config.API_PORT}` }, 'api ready'),
);

/** Stops taking requests, lets those under way finish for ten seconds, and closes what was opened. */
async function shutDown() {
  const closed = new Promise((resolve) => server.close(resolve));
  setTimeout(() => server.closeAllConnections(), 10_000).unref();
  server.closeIdleConnections();
  await live.close();
  await sandboxServer.close();
  await closed;
  await Promise.all([mail.close(), temporal.connection.close(), pool.end(), db.close(), system.$disconnect()]);
  process.exit(0);
}
process.once('SIGTERM', () => void shutDown());
process.once('SIGINT', () => void shutDown());
