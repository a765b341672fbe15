import { createHash, randomBytes } from 'node:crypto';
import type { OAuthProvider } from '../../activities/clients/oauth.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { connectOAuth as connectContract, providers as providersContract } from '../contract/mailbox-oauth.ts';
import type { ApiDeps, Context } from '../http/context.ts';
import { assertVerified } from '../http/verified.ts';
import { takeMailbox } from './mailbox.ts';

const PROVIDERS: OAuthProvider[] = ['gmail', 'outlook'];
const MINUTES = 10;

/** The providers as people call them. */
export const PROVIDER_NAMES: Record<OAuthProvider, string> = { gmail: 'Google', outlook: 'Microsoft' };

/** Where a provider sends people back to. */
export const redirectUri = ({ publicUrl }: Pick<ApiDeps, 'publicUrl'>, provider: OAuthProvider) =>
  `${publicUrl}/oauth/${provider}/callback`;

/** What is kept of a state: who reads the table cannot come back with it. */
export const hashOfState = (state: string) => createHash('sha256').update(state).digest('base64url');

/** Where a verifier of PKCE is bound to. */
export const verifierPlace = (stateHash: string) => `oauth_requests.code_verifier.${stateHash}`;

/** Which providers' mailboxes can be connected here, and what they are asked for. */
export const listProviders = ({ deps }: Context): Answer<typeof providersContract> => ({
  items: PROVIDERS.map((provider) => {
    const { connector, permissions, setUp } = deps.mail.oauth[provider];
    return { provider, isConfigured: connector !== null, sentence: connector ? null : setUp, permissions };
  }),
});

/** Sends a person to a provider, and remembers that they are expected back. */
export async function connectOAuth(
  context: Context,
  { provider, mailboxId }: Given<typeof connectContract>,
): Promise<Answer<typeof connectContract>> {
  const { deps, inWorkspace, workspaceId, userId, actor } = context;
  assertVerified(actor, 'connect a mailbox');
  const mailbox = mailboxId ? await inWorkspace((tx) => takeMailbox(tx, context, mailboxId)) : null;
  if (mailbox && mailbox.provider !== provider)
    throw new Refusal('bad-value', `${mailbox.email} is not connected by ${PROVIDER_NAMES[provider]}.`, 'provider');
  const { connector, setUp } = deps.mail.oauth[provider];
  if (!connector) throw new Refusal('not-ready', setUp, 'provider');
  if (!userId) throw new Refusal('forbidden', 'A person must sign in at the provider. Sign in as one.');

  const state = `${workspaceId}.${randomBytes(32).toString('base64url')}`;
  const stateHash = hashOfState(state);
  const verifier = randomBytes(48).toString('base64url');
  const now = Date.now();
  await inWorkspace(async (tx) => {
    await tx.oauthRequest.deleteMany({ where: { expiresAt: { lt: new Date(now) } } });
    await tx.oauthRequest.create({
      data: {
        stateHash,
        workspaceId,
        userId,
        provider,
        mailboxId: mailboxId ?? null,
        codeVerifier: deps.box.seal(verifier, verifierPlace(stateHash)),
        expiresAt: new Date(now + MINUTES * 60_000),
      },
    });
  });
  const url = await connector.consentUrl({
    state,
    codeChallenge: createHash('sha256').update(verifier).digest('base64url'),
    redirectUri: redirectUri(deps, provider),
    loginHint: mailbox?.email,
  });
  return { url };
}
