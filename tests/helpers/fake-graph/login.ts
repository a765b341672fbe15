import { createHash, randomUUID } from 'node:crypto';
import { type Request, Router } from 'express';
import { type Answer, answering, textOf } from './gate.ts';
import { issueTokens, type State } from './state.ts';

/** The app registration that the fake knows. */
export const FAKE_APP = { clientId: 'fake-app', clientSecret: 'fake-secret' } as const;

/** Permissions that are the app's business alone and are never listed in an answer. */
const SILENT = new Set(['offline_access']);

/** A refusal as the token endpoint words it (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
const refuse = (error: string, number: number, description: string): Answer => ({
  status: 400,
  body: {
    error,
    error_description: `AADSTS${number}: ${description} Trace ID: ${randomUUID()}`,
    error_codes: [number],
    trace_id: randomUUID(),
    correlation_id: randomUUID(),
  },
});

const tokens = (state: State, grant: { email: string; scopes: string[] }): Answer => {
  const { accessToken, refreshToken, scopes } = issueTokens(state, grant);
  const expiresIn = Math.floor(state.accessTokenMs / 1_000);
  return {
    status: 200,
    headers: { 'Cache-Control': 'no-store' },
    body: {
      token_type: 'Bearer',
      scope: scopes.filter((scope) => !SILENT.has(scope)).join(' '),
      expires_in: expiresIn,
      ext_expires_in: expiresIn,
      access_token: accessToken,
      refresh_token: refreshToken,
    },
  };
};

function redeem(state: State, form: URLSearchParams): Answer {
  const code = form.get('code') ?? '';
  const consent = state.codes.get(code);
  state.codes.delete(code);
  if (state.adminMustAllow)
    return refuse('invalid_grant', 90094, 'An administrator must grant permission to this app.');
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (!consent || consent.expiresAt < Date.now())
    return refuse('invalid_grant', 70008, 'The provided authorization code has expired or was used before.');
  if (consent.codeChallenge !== challenge)
    return refuse('invalid_grant', 501481, 'The Code_Verifier does not match the code_challenge.');
  if (consent.redirectUri !== form.get('redirect_uri'))
    return refuse('invalid_grant', 50011, 'The redirect URI does not match the one of the authorization request.');
  return tokens(state, consent);
}

function refresh(state: State, form: URLSearchParams): Answer {
  if (state.adminMustAllow)
    return refuse('interaction_required', 90094, 'An administrator must grant permission to this app.');
  const grant = state.refreshTokens.get(form.get('refresh_token') ?? '');
  if (!grant)
    return refuse('invalid_grant', 50173, 'The provided grant has expired due to it being revoked. Sign in again.');
  return tokens(state, grant);
}

/** The page where a person says yes, who does so at once. */
function consentPage(state: State, { query }: Request): string {
  const asked = (name: string) => textOf(query[name]);
  const back = new URL(asked('redirect_uri'));
  back.searchParams.set('state', asked('state'));
  const email = (state.signIn.email || asked('login_hint')).toLowerCase();
  if (asked('client_id') !== FAKE_APP.clientId || asked('code_challenge_method') !== 'S256' || !email) {
    back.searchParams.set('error', 'invalid_request');
    back.searchParams.set('error_description', 'AADSTS900144: The request is not complete.');
    return back.href;
  }
  const code = randomUUID();
  const scopes = asked('scope')
    .split(' ')
    .filter((scope) => !state.signIn.withheld.includes(scope));
  state.codes.set(code, {
    ...{ email, scopes, expiresAt: Date.now() + 600_000, clientId: asked('client_id') },
    redirectUri: asked('redirect_uri'),
    codeChallenge: asked('code_challenge'),
  });
  back.searchParams.set('code', code);
  return back.href;
}

/** The sign-in side (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow). */
export function loginRoutes(state: State): Router {
  const router = Router();
  router.get('/:tenant/oauth2/v2.0/authorize', (request, response) => response.redirect(consentPage(state, request)));
  router.post(
    '/:tenant/oauth2/v2.0/token',
    answering(state, 'token', ({ body }) => {
      const form = new URLSearchParams(String(body));
      if (form.get('client_id') !== FAKE_APP.clientId || form.get('client_secret') !== FAKE_APP.clientSecret)
        return refuse('invalid_client', 7000215, 'Invalid client secret provided.');
      if (form.get('grant_type') === 'authorization_code') return redeem(state, form);
      if (form.get('grant_type') === 'refresh_token') return refresh(state, form);
      return refuse('unsupported_grant_type', 70003, 'The app returned an unsupported grant type.');
    }),
  );
  return router;
}
