import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GoogleApp } from '../../../activities/clients/gmail/app.ts';
import { accounts, CLIENT } from './consent.ts';
import { type Discovery, discovery, HAS_DISCOVERY, routesOf } from './discovery.ts';
import { Failure, failureBody } from './failure.ts';
import { faultBook } from './faults.ts';
import { METHODS } from './methods.ts';
import { pusher } from './push.ts';
import { type Account, addMail, changeLabels, newAccount, type World } from './state.ts';

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

/** Refuses a method here that Google does not have, or has elsewhere. */
function assertSame() {
  const routes = new Map(routesOf('gmail.v1').map((route) => [route.id, route]));
  for (const [id, { http, path }] of Object.entries(METHODS)) {
    const route = routes.get(id);
    if (route?.httpMethod !== http || !path.test(route.path))
      throw new Error(`Google has no ${http} ${id} at ${path}.`);
  }
}

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
  if (HAS_DISCOVERY) assertSame();
  const described: Discovery | null = HAS_DISCOVERY ? discovery('gmail.v1') : null;
  const breaches: string[] = [];
  const calls: Record<string, number> = {};
  const faults = faultBook();
  const people = await accounts();
  const settings = { unitsPerMinute: options.unitsPerMinute ?? 6_000, refusedForQuota: 0 };
  const push = pusher({ people, account: PUSH_ACCOUNT, url: options.pushUrl ?? null, breaches });
  const world: World = {
    accounts: new Map(),
    deliveries: [],
    renames: options.renames ?? 'sent',
    onChange: (account, entry) => push.tell(account, entry),
  };
  const accountOf = (email: string): Account => {
    const known = world.accounts.get(email) ?? newAccount(email);
    world.accounts.set(email, known);
    return known;
  };

  function spend(account: Account, units: number) {
    const since = Date.now() - 60_000;
    account.spent = account.spent.filter(({ at }) => at > since);
    const spent = account.spent.reduce((sum, each) => sum + each.units, 0);
    if (settings.unitsPerMinute > 0 && spent + units > settings.unitsPerMinute) {
      settings.refusedForQuota += 1;
      throw new Failure(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded');
    }
    account.spent.push({ at: Date.now(), units });
  }

  /** One call of Gmail's API, checked on its way in and on its way out. */
  function callGmail(request: IncomingMessage, { id, url, text }: { id: string; url: URL; text: string }): unknown {
    const method = METHODS[id];
    const { user = '', id: named = '' } = method?.path.exec(url.pathname)?.groups ?? {};
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const description = described?.method(id);
    for (const breach of description?.requestBreaches(url.searchParams, body) ?? []) breaches.push(`${id}: ${breach}`);
    const grant = people.holderOf(request.headers.authorization);
    if (description && !description.scopes.some((scope) => grant.scopes.includes(scope)))
      throw new Failure(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
    if (user !== 'me' && decodeURIComponent(user) !== grant.email)
      throw new Failure(403, 'forbidden', `Delegation denied for ${grant.email}`);
    const account = accountOf(grant.email);
    spend(account, method?.units ?? 0);
    const asked = { world, account, id: decodeURIComponent(named), query: url.searchParams, body: Object(body ?? {}) };
    const result = method?.run(asked);
    for (const breach of description?.answerBreaches(result) ?? []) breaches.push(`answer of ${id}: ${breach}`);
    return result;
  }

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
    if (url.pathname.startsWith('/control/')) return answer(response, 200, await control(url.pathname.slice(9), text));
    const found = Object.entries(METHODS).find(
      ([, { http, path }]) => http === request.method && path.test(url.pathname),
    );
    if (!found) {
      breaches.push(`${request.method} ${url.pathname} is no method of Gmail`);
      throw new Failure(404, 'notFound', 'Not Found');
    }
    const [id] = found;
    const result = await withFaults(id, response, () => callGmail(request, { id, url, text }));
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
    settings,
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

  /** What another process may ask for: the counts, and what a test does by hand. */
  async function control(name: string, text: string): Promise<unknown> {
    const input = text === '' ? {} : JSON.parse(text);
    switch (name) {
      case 'counts':
        return {
          deliveries: world.deliveries.length,
          drafts: draftsLeft(),
          calls,
          breaches,
          refusedForQuota: settings.refusedForQuota,
        };
      case 'deliveries':
        return world.deliveries;
      case 'app':
        return handle.app;
      case 'grant':
        return handle.grant(input.email, input.scopes);
      case 'revoke':
        handle.revoke(input.email);
        return {};
      case 'fault':
        handle.fault(input);
        return {};
      case 'clear-faults':
        handle.clearFaults();
        return {};
      case 'receive':
        return { id: handle.receive(input) };
      case 'push-to':
        push.to(input.url);
        return {};
      default:
        throw new Failure(404, 'notFound', `There is no control called ${name}.`);
    }
  }
  const draftsLeft = () => [...world.accounts.values()].reduce((sum, { drafts }) => sum + drafts.size, 0);
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
