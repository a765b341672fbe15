import type { Accounts } from './consent.ts';
import { discovery, HAS_DISCOVERY, routesOf } from './discovery.ts';
import { Failure } from './failure.ts';
import { METHODS } from './methods.ts';
import { type Account, accountIn, type World } from './state.ts';

/** Refuses a method here that Google does not have, or has elsewhere. */
function assertSame() {
  const routes = new Map(routesOf('gmail.v1').map((route) => [route.id, route]));
  for (const [id, { http, path }] of Object.entries(METHODS)) {
    const route = routes.get(id);
    if (route?.httpMethod !== http || !path.test(route.path))
      throw new Error(`Google has no ${http} ${id} at ${path}.`);
  }
}

/** The method of Gmail's API at a place, or null. */
export const methodAt = (http: string | undefined, pathname: string): string | null =>
  Object.entries(METHODS).find(([, method]) => method.http === http && method.path.test(pathname))?.[0] ?? null;

type Call = { id: string; url: URL; text: string; authorization: string | undefined };
type Options = { world: World; people: Accounts; breaches: string[]; unitsPerMinute: number };

/** Gmail's API: each call is checked against Google's description on its way in and on its way out, and counted. */
export function gmailApi({ world, people, breaches, unitsPerMinute }: Options) {
  if (HAS_DISCOVERY) assertSame();
  const described = HAS_DISCOVERY ? discovery('gmail.v1') : null;
  const quota = { refused: 0 };

  function spend(account: Account, units: number) {
    const since = Date.now() - 60_000;
    account.spent = account.spent.filter(({ at }) => at > since);
    const spent = account.spent.reduce((sum, each) => sum + each.units, 0);
    if (unitsPerMinute > 0 && spent + units > unitsPerMinute) {
      quota.refused += 1;
      throw new Failure(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded');
    }
    account.spent.push({ at: Date.now(), units });
  }

  function call({ id, url, text, authorization }: Call): unknown {
    const method = METHODS[id];
    const { user = '', id: named = '' } = method?.path.exec(url.pathname)?.groups ?? {};
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const description = described?.method(id);
    for (const breach of description?.requestBreaches(url.searchParams, body) ?? []) breaches.push(`${id}: ${breach}`);
    const grant = people.holderOf(authorization);
    if (description && !description.scopes.some((scope) => grant.scopes.includes(scope)))
      throw new Failure(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
    if (user !== 'me' && decodeURIComponent(user) !== grant.email)
      throw new Failure(403, 'forbidden', `Delegation denied for ${grant.email}`);
    const account = accountIn(world, grant.email);
    spend(account, method?.units ?? 0);
    const asked = { world, account, id: decodeURIComponent(named), query: url.searchParams, body: Object(body ?? {}) };
    const result = method?.run(asked);
    for (const breach of description?.answerBreaches(result) ?? []) breaches.push(`answer of ${id}: ${breach}`);
    return result;
  }
  return { call, quota };
}
