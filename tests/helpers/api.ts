import type { AddressInfo } from 'node:net';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import pg from 'pg';
import { type Logger, pino } from 'pino';
import { mailClients } from '../../activities/clients/mail-clients.ts';
import type { Apps } from '../../activities/clients/oauth-doors.ts';
import { startSandboxServer } from '../../activities/clients/sandbox/smtp-server.ts';
import { systemMailer } from '../../activities/clients/system-mail.ts';
import { createApp } from '../../api/app.ts';
import { contract } from '../../api/contract/contract.ts';
import type { ApiDeps } from '../../api/http/context.ts';
import { liveEvents } from '../../api/http/live.ts';
import { createAuth } from '../../api/workspaces/auth.ts';
import { secretBox } from '../../prisma/secret-box.ts';
import { idOf, type UserId, type WorkspaceId } from '../../workflows/ids.ts';
import { type TestDatabase, withDatabase } from './database.ts';

const SECRET = 'a secret of the tests that is long enough';
export const PASSWORD = 'correct horse battery';

export type Rpc = ContractRouterClient<typeof contract>;

/** Somebody at a browser of their own. */
export type Person = { rpc: Rpc; cookie: string; email: string; userId: UserId; workspaceId: WorkspaceId };

export type TestApi = TestDatabase & {
  url: string;
  deps: ApiDeps;
  /** Signs up a new person, by default with a workspace of their own and a proven address. */
  signUp: (options?: { email?: string; workspace?: string | null; isVerified?: boolean }) => Promise<Person>;
  /** A client with these headers, as a program has that sends an API key. */
  client: (headers: Record<string, string>) => Rpc;
};

let count = 0;

/** Lends the app in this process, over a database of its own, on a real port. */
export const withApi = <T>(work: (api: TestApi) => Promise<T>, log?: Logger): Promise<T> =>
  withDatabase((database) => apiOver(database, work, log));

/** Lends the app over a database that is lent already, as beside an engine. */
export async function apiOver<T>(
  database: TestDatabase & { apps?: Apps },
  work: (api: TestApi) => Promise<T>,
  log: Logger = pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
): Promise<T> {
  const pool = new pg.Pool({ connectionString: database.urls.system, max: 2 });
  pool.on('error', () => {}); // a test may stop the database
  const sandbox = await startSandboxServer({ db: database.db, secret: SECRET, host: '127.0.0.1', port: 0 });
  const box = secretBox(`test:${Buffer.alloc(32, 7).toString('base64')}`);
  const mail = mailClients({
    ...database.apps,
    db: database.db,
    box,
    sandbox: { secret: SECRET, host: '127.0.0.1', port: sandbox.port },
  });
  const mailer = systemMailer({
    system: database.system,
    smtpUrl: undefined,
    from: 'Followthrough <no-reply@followthrough.example>',
  });
  const live = liveEvents({ url: database.urls.system, log });
  const deps: ApiDeps = {
    db: database.db,
    system: database.system,
    auth: undefined as never,
    mail,
    mailer,
    box,
    live,
    pingTemporal: async () => {},
    linkSecret: SECRET,
    publicUrl: '',
    temporalUiUrl: 'http://127.0.0.1:8233',
    temporalNamespace: 'default',
    isDemo: true,
    log,
  };
  // The address is known only once a port is given, and signing in needs the address.
  let app: ReturnType<typeof createApp> | null = null;
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => app?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  deps.publicUrl = url;
  deps.auth = createAuth({ system: database.system, mailer, publicUrl: url, secret: SECRET, log });
  app = createApp({ deps, pool, metricsToken: undefined, trustProxy: 'loopback', webDir: '/nowhere' });

  const client = (headers: Record<string, string>): Rpc =>
    createORPCClient(
      new OpenAPILink(contract, {
        url: `${url}/api/v1`,
        headers: { origin: url, ...headers },
        fetch: async (request) => {
          const response = await fetch(request);
          if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return response;
          return new Response(response.body, {
            status: response.status,
            headers: { 'content-type': 'application/json' },
          });
        },
        customErrorResponseBodyDecoder: (body) => {
          throw Object.assign(new Error((body as { detail?: string }).detail), body);
        },
      }),
    );

  async function signUp({
    email = `person-${++count}-${Date.now()}@example.com`,
    workspace = 'Acme',
    isVerified = true,
  }: {
    email?: string;
    workspace?: string | null;
    isVerified?: boolean;
  } = {}): Promise<Person> {
    const { headers, response } = await deps.auth.api.signUpEmail({
      body: { email, password: PASSWORD, name: 'Pat Person' },
      returnHeaders: true,
    });
    const cookie = headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    await database.system.user.update({ where: { id: response.user.id }, data: { emailVerified: isVerified } });
    const rpc = client({ cookie });
    const workspaceId =
      workspace === null
        ? ''
        : (await rpc.workspaces.createWorkspace({ name: workspace, timeZone: 'UTC' })).workspaceId;
    return {
      rpc,
      cookie,
      email,
      userId: idOf<UserId>(response.user.id),
      workspaceId: idOf<WorkspaceId>(workspaceId),
    };
  }

  try {
    return await work({ ...database, url, deps, signUp, client });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await live.close();
    await mail.close();
    await sandbox.close();
    await pool.end();
  }
}
