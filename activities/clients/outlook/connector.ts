import type { User } from '@microsoft/microsoft-graph-types';
import { authorizationCodeGrant, buildAuthorizationUrl } from 'openid-client';
import { ConsentError, type OAuthConnector, type OAuthSecrets } from '../oauth.ts';
import { MICROSOFT_PERMISSIONS, type MicrosoftApp } from './app.ts';
import { graphClient } from './client.ts';
import { GraphError } from './graph-error.ts';
import { LANE_LIMITS, openLane } from './lane.ts';
import { needsAdmin, secretsOf, signInAt, signInError } from './oauth.ts';
import { tokens } from './tokens.ts';
import { sentenceOf } from './trouble.ts';

const SCOPES = MICROSOFT_PERMISSIONS.map(({ scope }) => scope);

const refusal = (error: unknown): never => {
  if (error instanceof GraphError) throw new ConsentError(sentenceOf(error), [], needsAdmin(error.message));
  throw error;
};

/** Permissions are listed by their bare names or with Graph's address before them; the one for staying connected is never listed. */
function missingFrom({ scopes, refreshToken }: OAuthSecrets): string[] {
  const given = new Set(scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1).toLowerCase()));
  return SCOPES.filter((scope) => (scope === 'offline_access' ? !refreshToken : !given.has(scope.toLowerCase())));
}

/** Connects Outlook accounts: the code flow with PKCE (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow). */
export function microsoftConnector(app: MicrosoftApp): OAuthConnector {
  /** Whose mailbox it is: the address that mail comes in at, which need not be the one that signs in. */
  async function ownerOf(secrets: OAuthSecrets): Promise<{ email: string; name: string | null }> {
    const holder = tokens(app, { secrets, keep: async () => {} });
    const client = graphClient(app, { tokens: holder, lane: openLane(LANE_LIMITS) });
    const path = '/me?$select=mail,userPrincipalName,displayName';
    const { mail, userPrincipalName, displayName } = await client.call<User>({ path }).catch(refusal);
    const email = (mail || userPrincipalName || '').toLowerCase();
    await client.call({ path: '/me/mailFolders/inbox?$select=id' }).catch(refusal); // some accounts have no mailbox
    return { email, name: displayName || null };
  }

  return {
    consentUrl: async ({ state, codeChallenge, redirectUri, loginHint }) =>
      buildAuthorizationUrl(signInAt(app), {
        redirect_uri: redirectUri,
        scope: SCOPES.join(' '),
        state,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
        response_mode: 'query',
        ...(loginHint ? { login_hint: loginHint } : { prompt: 'select_account' }),
      }).href,

    async exchange({ code, codeVerifier, redirectUri }) {
      const back = new URL(redirectUri);
      back.searchParams.set('code', code);
      const answer = await authorizationCodeGrant(signInAt(app), back, { pkceCodeVerifier: codeVerifier }).catch(
        (error: unknown) => refusal(signInError(error)),
      );
      const secrets = secretsOf(answer, { refreshToken: '', scopes: [] });
      const missing = missingFrom(secrets);
      if (missing.length > 0) throw new ConsentError('A permission was left out.', missing);
      return { ...(await ownerOf(secrets)), secrets };
    },

    // Microsoft has no call that takes one app's permission back; the person does so at myaccount.microsoft.com or myapps.microsoft.com.
    revoke: async () => {},
  };
}
