import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GoogleApp } from '../../../activities/clients/gmail/app.ts';
import { accounts, CLIENT } from './consent.ts';
import { control } from './control.ts';
import { Failure, failureBody } from './failure.ts';
import { faultBook } from './faults.ts';
import { gmailApi, methodAt } from './gmail.ts';
import { pusher } from './push.ts';
import { accountIn, addMail, changeLabels, type World } from './state.ts';

export type FakeGoogleOptions = {
  port?: number;
  renames?: World['renames'];
  /** What a mailbox may spend in a minute; 0 does not count. */
  unitsPerMinute?: number;
  pushUrl?: string | null;
};

const TOPIC = 'projects/followthrough-test/topics/gmail';
const PUSH_ACCOUNT = 'push@followthrough-test.iam.gserviceaccount.com';
const ALL_SCOPES = [
  'openid',
  'https://www.googleapis.com/auth/gmail.compose',
  'https://www.googleapis.com/auth/gmail.readonly',
  'https://www.googleapis.com/auth/userinfo.email',
];

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  if (body === undefined) return void response.writeHead(status === 200 ? 204 : status, headers).end();
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers });
  response.end(JSON.stringify(body));
}

/** Starts a Google of our own: accounts, tokens, Gmail and its push, as far as Google describes them. State lies in memory. */
export async function startFakeGoogle(options: FakeGoogleOptions = {}) {
  const breaches: string[] = [];
  const calls: Record<string, number> = {};
  const faults = faultBook();
  const people = await accounts();
  const push = pusher({ people, account: PUSH_ACCOUNT, url: options.pushUrl ?? null, breaches });
  const world: World = {
    accounts: new Map(),
    deliveries: [],
    renames: options.renames ?? 'sent',
    onChange: (account, entry) => push.tell(account, entry),
  };
  const gmail = gmailApi({ world, people, breaches, unitsPerMinute: options.unitsPerMinute ?? 6_000 });
  const accountOf = (email: string) => accountIn(world, email);

  async function withFaults(id: string, response: ServerResponse, work: () => unknown) {
    calls[id] = (calls[id] ?? 0) + 1;
    const fault = faults.next(id);
    if (fault?.kind === 'drop-before') return void response.socket?.destroy();
    if (fault?.kind === 'error')
      throw new Failure(
        fault.status ?? 500,
        fault.reason ?? 'backendError',
        fault.message ?? 'Backend Error',
        fault.retryAfterS,
      );
    const result = await work();
    if (fault?.kind === 'drop-after') return void response.socket?.destroy();
    if (fault?.kind === 'slow') await sleep(fault.ms ?? 1_000);
    return result;
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const text = await bodyOf(request);
    const post = request.method === 'POST';
    if (url.pathname === '/o/oauth2/v2/auth') {
      const back = people.authorize(url.searchParams, (breach) => void breaches.push(breach));
      return void response.writeHead(302, { location: back }).end();
    }
    if (url.pathname === '/oauth2/v3/certs') return answer(response, 200, people.keys);
    if (url.pathname === '/token' && post)
      return withFaults('token', response, () => people.exchange(new URLSearchParams(text))).then((said) => {
        const { status, body } = (said ?? { status: 500, body: {} }) as { status: number; body: unknown };
        if (!response.socket?.destroyed) answer(response, status, body);
      });
    if (url.pathname === '/revoke' && post) {
      const { status, body } = people.revokeToken(
        url.searchParams.get('token') ?? new URLSearchParams(text).get('token') ?? '',
      );
      return answer(response, status, body);
    }
    if (url.pathname.startsWith('/control/'))
      return answer(response, 200, control(handle, url.pathname.slice(9), text));
    const id = methodAt(request.method, url.pathname);
    if (!id) {
      breaches.push(`${request.method} ${url.pathname} is no method of Gmail`);
      throw new Failure(404, 'notFound', 'Not Found');
    }
    const { authorization } = request.headers;
    const result = await withFaults(id, response, () => gmail.call({ id, url, text, authorization }));
    if (!response.socket?.destroyed) answer(response, 200, result);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!(error instanceof Failure)) breaches.push(`${request.method} ${request.url}: ${String(error)}`);
      const failure = error instanceof Failure ? error : new Failure(500, 'backendError', String(error));
      if (response.socket?.destroyed) return;
      const { status, retryAfterS } = failure;
      answer(
        response,
        status,
        failureBody(failure),
        retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) },
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const handle = {
    url,
    /** What our installation is known as here. */
    app: {
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      accountsUrl: url,
      tokenUrl: url,
      apiUrl: url,
      certsUrl: `${url}/oauth2/v3/certs`,
      topic: TOPIC,
      pushAccount: PUSH_ACCOUNT,
      unitsPerMinute: 6_000,
      patienceMs: 5_000,
    } satisfies GoogleApp,
    world,
    quota: gmail.quota,
    breaches,
    calls,
    consent: people.consent,
    lives: people.lives,
    push,
    account: accountOf,
    /** Opens a mailbox without a screen. */
    grant(email: string, scopes: string[] = ALL_SCOPES) {
      accountOf(email);
      return people.grant(email, scopes);
    },
    revoke: people.revoke,
    fault: faults.add,
    clearFaults: faults.clear,
    /** Lays a mail from outside into an inbox. */
    receive: ({ to, raw, labels = ['INBOX', 'UNREAD'] }: { to: string; raw: string; labels?: string[] }) =>
      addMail(world, accountOf(to), { raw: Buffer.from(raw), labels }).id,
    /** What somebody does in Gmail itself. */
    relabel(email: string, id: string, change: { add: string[]; remove: string[] }) {
      const mail = accountOf(email).mails.get(id);
      if (mail) changeLabels(world, accountOf(email), mail, change);
    },
    /** Forgets the history of a mailbox, as Gmail does after a week. */
    expireHistory(email: string) {
      const account = accountOf(email);
      account.oldestHistoryId = account.historyId + 1;
      account.historyId += 2;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await push.settled();
    },
  };

  return handle;
}

export type FakeGoogle = Awaited<ReturnType<typeof startFakeGoogle>>;

/** Lends a Google, and fails where anything that was said to it, or that it said, is not as Google describes it. */
export async function withFakeGoogle<T>(
  work: (google: FakeGoogle) => Promise<T>,
  options: FakeGoogleOptions = {},
): Promise<T> {
  const google = await startFakeGoogle(options);
  try {
    const result = await work(google);
    if (google.breaches.length > 0) throw new Error(`Not as Google describes it:\n${google.breaches.join('\n')}`);
    return result;
  } finally {
    await google.close();
  }
}
