import { createHash, randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { Failure } from './failure.ts';

export type Grant = { email: string; scopes: string[]; isRevoked: boolean };
type Code = { grant: Grant; challenge: string; redirectUri: string; isLasting: boolean };

/** What the person at the consent screen does. */
export type Consent = { email: string; unticked: string[]; isDenied: boolean };

const CLIENT = { id: 'followthrough.apps.googleusercontent.com', secret: 'GOCSPX-of-the-tests' };

export { CLIENT };

const SHORT: Record<string, string> = { email: 'https://www.googleapis.com/auth/userinfo.email' };
const NEEDED = [
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
];
const KNOWN = new Set([...NEEDED, 'access_type', 'include_granted_scopes', 'prompt', 'login_hint', 'hd', 'nonce']);

const token = (prefix: string) => `${prefix}${randomBytes(24).toString('base64url')}`;
const said = (error: string, description: string) => ({ status: 400, body: { error, error_description: description } });

/** Google's accounts: the consent screen, the tokens, and the keys that sign. */
export async function accounts({ now = Date.now }: { now?: () => number } = {}) {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
  const codes = new Map<string, Code>();
  const access = new Map<string, { grant: Grant; expiresAt: number }>();
  const refresh = new Map<string, Grant>();
  const consented = new Set<string>();
  const consent: Consent = { email: 'robin@gmail.example', unticked: [], isDenied: false };
  const lives = { accessS: 3_599 };

  const sign = (claims: Record<string, unknown>, audience: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .setIssuer('https://accounts.google.com')
      .setAudience(audience)
      .setIssuedAt(Math.floor(now() / 1000))
      .setExpirationTime(Math.floor(now() / 1000) + 3_600)
      .sign(privateKey);

  function giveAccess(to: Grant) {
    const accessToken = token('ya29.');
    access.set(accessToken, { grant: to, expiresAt: now() + lives.accessS * 1000 });
    return accessToken;
  }

  /** Opens a mailbox without a screen, for whoever tests something else. */
  function grant(email: string, scopes: string[]) {
    const given: Grant = { email, scopes, isRevoked: false };
    const refreshToken = token('1//');
    refresh.set(refreshToken, given);
    return { accessToken: giveAccess(given), expiresAt: now() + lives.accessS * 1000, refreshToken, scopes };
  }

  /** The consent screen: the person says yes or no at once, and goes back. */
  function authorize(query: URLSearchParams, breach: (text: string) => void): string {
    for (const name of NEEDED) if (!query.get(name)) breach(`authorization: ${name} is missing`);
    for (const name of query.keys()) if (!KNOWN.has(name)) breach(`authorization: ${name} is no parameter`);
    if (query.get('client_id') !== CLIENT.id) breach('authorization: the client is unknown');
    if (query.get('response_type') !== 'code') breach('authorization: response_type is not code');
    if (query.get('code_challenge_method') !== 'S256') breach('authorization: PKCE is not by S256');
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('state', query.get('state') ?? '');
    if (consent.isDenied) {
      back.searchParams.set('error', 'access_denied');
      return back.toString();
    }
    const scopes = (query.get('scope') ?? '').split(' ').map((scope) => SHORT[scope] ?? scope);
    const ticked = scopes.filter((scope) => !consent.unticked.includes(scope));
    const isLasting =
      query.get('access_type') === 'offline' &&
      (query.get('prompt')?.includes('consent') || !consented.has(consent.email));
    consented.add(consent.email);
    const code = token('4/');
    codes.set(code, {
      grant: { email: consent.email, scopes: ticked, isRevoked: false },
      challenge: query.get('code_challenge') ?? '',
      redirectUri: query.get('redirect_uri') ?? '',
      isLasting,
    });
    back.searchParams.set('code', code);
    back.searchParams.set('scope', ticked.join(' '));
    return back.toString();
  }

  async function tokensOf(given: Grant, refreshToken: string | null) {
    const idClaims = { sub: `sub-${given.email}`, email: given.email, email_verified: true, azp: CLIENT.id };
    return {
      access_token: giveAccess(given),
      expires_in: lives.accessS,
      scope: given.scopes.join(' '),
      token_type: 'Bearer',
      ...(refreshToken ? { refresh_token: refreshToken } : {}),
      ...(given.scopes.includes('openid') ? { id_token: await sign(idClaims, CLIENT.id) } : {}),
    };
  }

  async function trade(form: URLSearchParams) {
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? ''); // single use, whatever comes of it
    if (!code) return said('invalid_grant', 'Malformed auth code.');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (challenge !== code.challenge) return said('invalid_grant', 'Invalid code verifier.');
    if (form.get('redirect_uri') !== code.redirectUri) return said('redirect_uri_mismatch', 'Bad Request');
    const refreshToken = code.isLasting ? token('1//') : null;
    if (refreshToken) refresh.set(refreshToken, code.grant);
    return { status: 200, body: await tokensOf(code.grant, refreshToken) };
  }

  /** The token endpoint. */
  async function exchange(form: URLSearchParams): Promise<{ status: number; body: unknown }> {
    if (form.get('client_id') !== CLIENT.id || form.get('client_secret') !== CLIENT.secret)
      return { status: 401, body: { error: 'invalid_client', error_description: 'Unauthorized' } };
    if (form.get('grant_type') === 'authorization_code') return trade(form);
    if (form.get('grant_type') !== 'refresh_token') return said('unsupported_grant_type', 'Invalid grant_type');
    const known = refresh.get(form.get('refresh_token') ?? '');
    if (!known || known.isRevoked) return said('invalid_grant', 'Token has been expired or revoked.');
    return { status: 200, body: await tokensOf(known, null) };
  }

  /** Takes back what a person gave, all of it. */
  function revoke(email: string) {
    for (const known of refresh.values()) if (known.email === email) known.isRevoked = true;
    for (const { grant: known } of access.values()) if (known.email === email) known.isRevoked = true;
  }

  function revokeToken(given: string): { status: number; body: unknown } {
    const known = refresh.get(given) ?? access.get(given)?.grant;
    if (!known || known.isRevoked) return said('invalid_token', 'Token expired or revoked');
    revoke(known.email);
    return { status: 200, body: {} };
  }

  /** Whose a token is, and what it opens. */
  function holderOf(authorization: string | undefined): Grant {
    const known = access.get(authorization?.replace(/^Bearer /, '') ?? '');
    if (!known || known.grant.isRevoked || known.expiresAt <= now())
      throw new Failure(401, 'authError', 'Request had invalid authentication credentials.');
    return known.grant;
  }

  return { consent, lives, grant, authorize, exchange, revoke, revokeToken, holderOf, sign, keys: { keys: [jwk] } };
}
export type Accounts = Awaited<ReturnType<typeof accounts>>;
