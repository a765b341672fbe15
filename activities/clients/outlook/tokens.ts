import { refreshTokenGrant } from 'openid-client';
import type { OAuthSecrets } from '../oauth.ts';
import type { MicrosoftApp } from './app.ts';
import { GraphError } from './graph-error.ts';
import { secretsOf, signInAt, signInError } from './oauth.ts';

/** A token is refreshed while it still works: a mail that is leaving just then must not wait for it. */
const EARLY_MS = 120_000;

/** Hands out an access token that works. */
export type Tokens = {
  current: () => Promise<string>;
  /** Another token than this one, which was refused. */
  after: (refused: string) => Promise<string>;
};

/** Keeps the tokens of a mailbox fresh, one refresh at a time, and writes them back: each refresh may bring another refresh token. */
export function tokens(
  app: MicrosoftApp,
  { secrets, keep }: { secrets: OAuthSecrets | null; keep: (secrets: OAuthSecrets) => Promise<void> },
): Tokens {
  const configuration = signInAt(app);
  let known = secrets;
  let refreshing: Promise<string> | null = null;

  async function refresh(): Promise<string> {
    if (!known) {
      const nothing = { failure: 'auth', status: null, code: 'no_grant' } as const;
      throw new GraphError('it was never connected, or its permission was given back', nothing);
    }
    const answer = await refreshTokenGrant(configuration, known.refreshToken).catch((error: unknown) => {
      throw signInError(error);
    });
    known = secretsOf(answer, known);
    await keep(known);
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
