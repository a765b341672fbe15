import {
  allowInsecureRequests,
  ClientSecretPost,
  Configuration,
  ResponseBodyError,
  type TokenEndpointResponse,
} from 'openid-client';
import type { OAuthSecrets } from '../oauth.ts';
import type { MicrosoftApp } from './app.ts';
import { GraphError, unanswered } from './graph-error.ts';

/** Microsoft's sign-in, as the OAuth library calls it. */
export function signInAt({ clientId, clientSecret, loginUrl, patienceMs }: MicrosoftApp): Configuration {
  const server = {
    issuer: loginUrl,
    authorization_endpoint: `${loginUrl}/authorize`,
    token_endpoint: `${loginUrl}/token`,
  };
  const configuration = new Configuration(server, clientId, {}, ClientSecretPost(clientSecret));
  configuration.timeout = patienceMs / 1_000;
  if (loginUrl.startsWith('http:')) allowInsecureRequests(configuration);
  return configuration;
}

/** What is kept of an answer of the token endpoint. It may bring another refresh token, or none: then the known one holds. */
export function secretsOf(
  answer: TokenEndpointResponse,
  known: Pick<OAuthSecrets, 'refreshToken' | 'scopes'>,
): OAuthSecrets {
  return {
    accessToken: answer.access_token,
    expiresAt: Date.now() + (answer.expires_in ?? 0) * 1_000,
    refreshToken: answer.refresh_token ?? known.refreshToken,
    scopes: answer.scope?.split(' ') ?? known.scopes,
  };
}

/** Numbers by which Microsoft says that an administrator of the organisation must allow the app (learn.microsoft.com/entra/identity-platform/reference-error-codes). */
const ADMIN = /AADSTS(65001|65004|90094|90095|90097|900941|50105|53003|530003)\b/;
/** Whether Microsoft says that only an administrator may say yes. */
export const needsAdmin = (words: string) => ADMIN.test(words);

const ENDED = new Set(['invalid_grant', 'interaction_required', 'login_required', 'consent_required']);

/** Reads what the sign-in refused. Its words end before the numbers of its own log. */
export function signInError(error: unknown): GraphError {
  if (!(error instanceof ResponseBodyError)) return unanswered(error);
  const words = (error.error_description ?? error.error).replace(/\s*Trace ID:[\s\S]*$/, '');
  const failure = needsAdmin(words) ? 'consent' : ENDED.has(error.error) ? 'auth' : 'refused';
  return new GraphError(words, {
    failure: error.status >= 500 ? 'silence' : failure,
    status: error.status,
    code: error.error,
  });
}
