import { CodeChallengeMethod } from 'google-auth-library';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { ConsentError, type OAuthConnector } from '../oauth.ts';
import { GOOGLE_PERMISSIONS, type GoogleApp } from './app.ts';
import { gmailClient } from './client.ts';
import { googleError } from './google-error.ts';
import { quota } from './quota.ts';
import { oauthClient, tokens } from './tokens.ts';

const ISSUERS = ['https://accounts.google.com', 'accounts.google.com'];

/** Connects Gmail accounts: the web flow with PKCE, and a permission that lasts until it is taken back. */
export function googleConnector(app: GoogleApp): OAuthConnector {
  const certificates = createRemoteJWKSet(new URL(app.certsUrl));

  /** The address that Google says has signed in. */
  async function signedInAs(idToken: string): Promise<string> {
    const { payload } = await jwtVerify(idToken, certificates, { issuer: ISSUERS, audience: app.clientId });
    return typeof payload.email === 'string' ? payload.email : '';
  }

  return {
    consentUrl: async ({ state, codeChallenge, redirectUri, loginHint }) =>
      oauthClient(app).generateAuthUrl({
        access_type: 'offline',
        include_granted_scopes: true,
        prompt: 'consent', // without it Google gives a lasting permission only the first time
        scope: ['openid', ...GOOGLE_PERMISSIONS.map(({ scope }) => scope)],
        state,
        code_challenge: codeChallenge,
        code_challenge_method: CodeChallengeMethod.S256,
        redirect_uri: redirectUri,
        login_hint: loginHint,
      }),

    async exchange({ code, codeVerifier, redirectUri }) {
      const answer = await oauthClient(app)
        .getToken({ code, codeVerifier, redirect_uri: redirectUri })
        .catch((error: unknown) => {
          throw new ConsentError(`Google did not take the permission: ${googleError(error).message}.`);
        });
      const { access_token: accessToken, refresh_token: refreshToken, expiry_date: expiresAt } = answer.tokens;
      const scopes = answer.tokens.scope?.split(' ') ?? [];
      const missing = GOOGLE_PERMISSIONS.map(({ scope }) => scope).filter((scope) => !scopes.includes(scope));
      if (missing.length > 0) throw new ConsentError('A permission was left out.', missing);
      if (!accessToken || !refreshToken || !answer.tokens.id_token)
        throw new ConsentError('Google gave no lasting permission. Try again.');
      const secrets = { accessToken, refreshToken, expiresAt: expiresAt ?? 0, scopes };
      const holder = tokens(app, { secrets, keep: async () => {} });
      const client = gmailClient(app, { tokens: holder, quota: quota(app.unitsPerMinute) });
      const email = await signedInAs(answer.tokens.id_token);
      const profile = await client
        .call('users.getProfile', (users, options) => users.getProfile({ userId: 'me' }, options))
        .catch((error: unknown) => {
          throw new ConsentError(`The mailbox of ${email} cannot be opened: ${googleError(error).message}.`);
        });
      return { email: (profile.emailAddress ?? email).toLowerCase(), name: null, secrets };
    },

    async revoke({ refreshToken }) {
      await oauthClient(app)
        .revokeToken(refreshToken)
        .catch((error: unknown) => {
          throw googleError(error);
        });
    },
  };
}
