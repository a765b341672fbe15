import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LifecycleEventType, User } from '@microsoft/microsoft-graph-types';
import express from 'express';
import { controlRoutes, countDeliveries, openAccount } from './control.ts';
import { deltaRoutes } from './delta.ts';
import type { Fault } from './faults.ts';
import { forMailbox } from './gate.ts';
import { loginRoutes } from './login.ts';
import { deliver, messageRoutes } from './messages.ts';
import { accountOf, newState, revokeAll, type State } from './state.ts';
import { subscriptionRoutes, tellLifecycle, tellOfMail } from './subscriptions.ts';
import type { Limits } from './throttle.ts';

export type FakeGraph = {
  url: string;
  state: State;
  /** Opens an account that has said yes, and gives its tokens. */
  open: (email: string) => ReturnType<typeof openAccount>;
  /** Puts a mail into an inbox, or into another folder. */
  deliver: (to: string, raw: string | Buffer, folder?: string) => Promise<void>;
  fail: (...faults: Fault[]) => void;
  revoke: (email: string) => void;
  /** Ends every delta token that was given out so far. */
  expireDeltas: (email: string) => void;
  tellLifecycle: (email: string, event: LifecycleEventType) => Promise<void>;
  counts: () => ReturnType<typeof countDeliveries>;
  close: () => Promise<void>;
};

/** Starts a fake of Microsoft Graph and its sign-in: it keeps accounts, drafts, sent mail, inboxes, subscriptions and limits, and fails as it is told. */
export async function startFakeGraph({
  port = 0,
  limits = {},
}: {
  port?: number;
  limits?: Partial<Limits>;
} = {}): Promise<FakeGraph> {
  const state = newState(limits);
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(
    express.json({ limit: '10mb' }),
    express.text({ type: ['text/*', 'application/x-www-form-urlencoded'], limit: '100mb' }),
  );
  let url = '';
  app.use('/control', controlRoutes(state));
  app.use(loginRoutes(state));
  const onArrival = (account: Parameters<typeof tellOfMail>[1], _all: unknown, message: { immutableId: string }) =>
    tellOfMail(state, account, message);
  app.get(
    '/v1.0/me',
    forMailbox(state, { operation: 'me', scope: 'User.Read' }, ({ email, name }) => {
      const body: User = { id: email, displayName: name, mail: email, userPrincipalName: email };
      return { status: 200, body };
    }),
  );
  app.get(
    '/v1.0/me/mailFolders/:name',
    forMailbox(state, { operation: 'folder', scope: 'Mail.ReadWrite' }, (_account, { params }) => ({
      status: 200,
      body: { id: params.name },
    })),
  );
  app.use(
    '/v1.0',
    deltaRoutes(state, () => url),
    messageRoutes(state, onArrival),
    subscriptionRoutes(state),
  );

  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    state,
    open: (email) => openAccount(state, email),
    deliver: async (to, raw, folder) => void (await deliver(state, { to, raw: Buffer.from(raw), folder, onArrival })),
    fail: (...faults) => state.faults.add(...faults),
    revoke: (email) => revokeAll(state, email),
    expireDeltas: (email) => void (accountOf(state, email).deltaEpoch += 1),
    tellLifecycle: (email, event) => tellLifecycle(state, accountOf(state, email), event),
    counts: () => countDeliveries(state),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Lends a fake Microsoft Graph. */
export async function withFakeGraph<T>(
  work: (graph: FakeGraph) => Promise<T>,
  options: { limits?: Partial<Limits> } = {},
): Promise<T> {
  const graph = await startFakeGraph(options);
  try {
    return await work(graph);
  } finally {
    await graph.close();
  }
}
