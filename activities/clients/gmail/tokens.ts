import { OAuth2Client } from 'google-auth-library';
import type { OAuthSecrets } from '../oauth.ts';
import type { GoogleApp } from './app.ts';
import { GoogleError, googleError } from './google-error.ts';

/** A token is refreshed while it still works: a mail that is leaving just then must not wait for it. */
const EARLY_MS = 120_000;

/** Google's own client for its token server. */
export const oauthClient = ({ clientId, clientSecret, accountsUrl, tokenUrl, patienceMs }: GoogleApp) =>
  new OAuth2Client({
    clientId,
    clientSecret,
    endpoints: {
      oauth2AuthBaseUrl: `${accountsUrl}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${tokenUrl}/token`,
      oauth2RevokeUrl: `${tokenUrl}/revoke`,
    },
    transporterOptions: { timeout: patienceMs },
  });

/** Hands out an access token that works. */
export type Tokens = {
  current: () => Promise<string>;
  /** Another token than this one, which was refused. */
  after: (refused: string) => Promise<string>;
};

/** Keeps the tokens of a mailbox fresh, one refresh at a time, and writes them back. */
export function tokens(
  app: GoogleApp,
  { secrets, keep }: { secrets: OAuthSecrets | null; keep: (secrets: OAuthSecrets) => Promise<void> },
): Tokens {
  let known = secrets;
  let refreshing: Promise<string> | null = null;

  async function refresh(): Promise<string> {
    if (!known) {
      const nothing = { failure: 'auth', status: null, reason: 'no_grant', retryAfterMs: null } as const;
      throw new GoogleError('It was never connected, or its permission was given back', nothing);
    }
    const client = oauthClient(app);
    client.setCredentials({ refresh_token: known.refreshToken });
    const { credentials } = await client.refreshAccessToken().catch((error: unknown) => {
      throw googleError(error);
    });
    const { access_token: accessToken, expiry_date: expiresAt, refresh_token: refreshToken, scope } = credentials;
    known = {
      accessToken: accessToken ?? '',
      expiresAt: expiresAt ?? 0,
      refreshToken: refreshToken ?? known.refreshToken,
      scopes: scope?.split(' ') ?? known.scopes,
    };
    await keep(known).catch(() => {}); // the token works all the same, and the next process gets one of its own
    return known.accessToken;
  }

  const refreshOnce = () => {
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    return refreshing;
  };
  return {
    current: async () => (known && known.expiresAt - EARLY_MS > Date.now() ? known.accessToken : refreshOnce()),
    after: async (refused) => (known && known.accessToken !== refused ? known.accessToken : refreshOnce()),
  };
}
