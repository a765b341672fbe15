import { type Request, type Response, Router } from 'express';
import { uuidv7 } from 'uuidv7';
import { credentialsPlace } from '../../activities/clients/mail-clients.ts';
import { ConsentError, type OAuthGrant, type OAuthProvider } from '../../activities/clients/oauth.ts';
import { needsAdmin } from '../../activities/clients/outlook/oauth.ts';
import { isDuplicate, type Tx } from '../../prisma/db.ts';
import type { Mailbox, OauthRequest } from '../../prisma/generated/client.ts';
import { idOf, type UserId, type WorkspaceId } from '../../workflows/ids.ts';
import type { OAuthProblem } from '../../workflows/mailboxes/oauth-problem.calc.ts';
import { mayAct, ROLES } from '../../workflows/workspaces/rules.ts';
import { actorOf } from '../http/actor.ts';
import type { ApiDeps } from '../http/context.ts';
import { type RateLimit, rateLimit } from '../http/rate-limit.ts';
import { addMailbox, type Connecting, resumeMailbox } from './add.ts';
import { limitsOf } from './limits.ts';
import { mayManage } from './mailbox.ts';
import { hashOfState, redirectUri, verifierPlace } from './oauth.ts';

const CALLBACK_LIMIT: RateLimit = { name: 'oauth', points: 60, seconds: 300, of: 'address' };
const STATE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w-]{43}$/;

/** Why somebody comes back without a mailbox, with what the page says about it. */
class Problem extends Error {
  readonly problem: OAuthProblem;
  readonly facts: Record<string, string>;

  constructor(problem: OAuthProblem, facts: Record<string, string> = {}) {
    super(problem);
    this.problem = problem;
    this.facts = facts;
  }
}

type Person = Connecting & { userId: UserId; role: (typeof ROLES)[number] };

/** Who comes back, as a member of the workspace that they left from. */
async function personBack(deps: ApiDeps, request: Request, workspaceId: WorkspaceId): Promise<Person> {
  const headers = new Headers({ cookie: request.headers.cookie ?? '' });
  const actor = await actorOf({ deps, headers });
  if (actor.kind !== 'person') throw new Problem('signed-out');
  const { userId } = actor;
  const membership = await deps.db.withWorkspace(workspaceId, (tx) =>
    tx.membership.findFirst({ where: { userId, status: 'active' }, select: { role: true } }),
  );
  const role = ROLES.find((each) => each === membership?.role);
  if (!role || !mayAct(role, 'rep')) throw new Problem('forbidden');
  return { workspaceId, userId, role, by: { userId, apiKeyId: null, ipAddress: request.ip ?? null } };
}

/** Takes the request that a state belongs to: once, in its minutes, and by whoever made it. */
async function takeRequest(deps: ApiDeps, { workspaceId, userId }: Person, state: string): Promise<OauthRequest> {
  const [request] = await deps.db.withWorkspace(workspaceId, async (tx) => {
    const where = { stateHash: hashOfState(state), userId, expiresAt: { gt: new Date() } };
    const found = await tx.oauthRequest.findMany({ where });
    const { count } = await tx.oauthRequest.deleteMany({ where });
    return count === 1 ? found : [];
  });
  if (!request) throw new Problem('expired');
  return request;
}

/** Trades what the provider sent along for a mailbox that is open to us. */
async function openGrant(deps: ApiDeps, { provider, code, stateHash, codeVerifier }: OauthRequest & { code: string }) {
  const name = provider as OAuthProvider;
  const { connector } = deps.mail.oauth[name];
  if (!connector) throw new Problem('not-configured');
  const verifier = deps.box.open<string>(codeVerifier, verifierPlace(stateHash));
  try {
    return await connector.exchange({ code, codeVerifier: verifier, redirectUri: redirectUri(deps, name) });
  } catch (error) {
    const missing = error instanceof ConsentError ? error.missing : [];
    if (missing.length > 0) throw new Problem('missing-permission', { missing: missing.join(' ') });
    if (error instanceof ConsentError && error.needsAdmin) throw new Problem('needs-admin');
    deps.log.warn({ err: error, provider }, 'a consent opened no mailbox');
    throw new Problem(error instanceof ConsentError ? 'refused' : 'unreachable');
  }
}

/** The mailbox that is connected again: the one that was named, or the one that has the address. */
async function knownMailbox(tx: Tx, person: Person, { request, email }: { request: OauthRequest; email: string }) {
  const { mailboxId, provider } = request;
  const known: Mailbox | null = await tx.mailbox.findFirst({
    where: { deletedAt: null, ...(mailboxId ? { id: mailboxId } : { email }) },
  });
  if (mailboxId && !known) throw new Problem('not-found');
  if (!known) return null;
  if (known.email.toLowerCase() !== email) throw new Problem('other-account', { email, expected: known.email });
  if (known.provider !== provider || !mayManage(person, known)) throw new Problem('already-connected', { email });
  return known;
}

/** Connects a mailbox, or connects it again: nothing of what waits in it is lost. */
function keepGrant(deps: ApiDeps, person: Person, { request, grant }: { request: OauthRequest; grant: OAuthGrant }) {
  const { email, name, secrets } = grant;
  const sealed = (id: string) => ({ credentials: deps.box.seal(secrets, credentialsPlace(id)) });
  return deps.db
    .withWorkspace(person.workspaceId, async (tx) => {
      const known = await knownMailbox(tx, person, { request, email });
      const id = known?.id ?? uuidv7();
      if (known) await resumeMailbox(tx, person.by, { id, connection: sealed(id) });
      else {
        const limits = limitsOf(name ? { displayName: name } : {});
        await addMailbox(tx, person, { id, provider: request.provider, email, limits, connection: sealed(id) });
      }
      return id;
    })
    .catch((error: unknown) => {
      throw isDuplicate(error) ? new Problem('already-connected', { email }) : error;
    });
}

/** Lets somebody in who comes back from a provider, and tells which mailbox is connected now. */
async function comeBack(deps: ApiDeps, request: Request, provider: OAuthProvider): Promise<string> {
  const { state = '', code, error, error_description: words } = request.query;
  const [, workspaceId] = (typeof state === 'string' && STATE.exec(state)) || [];
  if (!workspaceId || typeof state !== 'string') throw new Problem('expired');
  const person = await personBack(deps, request, idOf<WorkspaceId>(workspaceId));
  const expected = await takeRequest(deps, person, state);
  if (expected.provider !== provider) throw new Problem('expired');
  if (typeof words === 'string' && needsAdmin(words)) throw new Problem('needs-admin');
  if (error !== undefined || typeof code !== 'string')
    throw new Problem(error === 'access_denied' || error === 'consent_required' ? 'denied' : 'refused');
  const grant = await openGrant(deps, { ...expected, code });
  return keepGrant(deps, person, { request: expected, grant });
}

/** Where providers send people back to. It needs the session of whoever left; what it says to the page is a code. */
export function oauthCallbacks(deps: ApiDeps): Router {
  const router = Router();
  const handle = async (request: Request, response: Response, provider: OAuthProvider) => {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    try {
      const mailboxId = await comeBack(deps, request, provider);
      response.redirect(303, `/mailboxes/${mailboxId}?connected=1`);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const facts = new URLSearchParams({ problem: error.problem, provider, ...error.facts });
      response.redirect(303, `/mailboxes?${facts}`);
    }
  };
  router.get('/oauth/:provider/callback', rateLimit(null, CALLBACK_LIMIT), (request, response, next) => {
    const { provider } = request.params;
    if (provider !== 'gmail' && provider !== 'outlook') return next();
    return handle(request, response, provider);
  });
  return router;
}
