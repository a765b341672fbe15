/** Why a person came back from a provider without a mailbox. */
export type OAuthProblem =
  | 'already-connected'
  | 'denied'
  | 'expired'
  | 'forbidden'
  | 'missing-permission'
  | 'needs-admin'
  | 'not-configured'
  | 'not-found'
  | 'other-account'
  | 'refused'
  | 'signed-out'
  | 'unreachable';

type Facts = {
  /** The provider, as people call it. */
  provider: string;
  /** The address that was signed in with. */
  email?: string | null;
  /** The address that was expected. */
  expected?: string | null;
  /** What the permissions that were left out are for. */
  missing?: string[];
};

const ADDRESS = /^[^\s@<>"]{1,64}@[a-z0-9.-]{1,253}$/i;
const named = (address: string | null | undefined, otherwise: string) =>
  address && ADDRESS.test(address) ? address : otherwise;

/** What happened and what to do, for a person who came back without a mailbox; null for a code that is none. */
export function oauthProblemInWords(
  problem: string,
  { provider, email, expected, missing = [] }: Facts,
): string | null {
  const sentences: Record<OAuthProblem, string> = {
    'already-connected': `${named(email, 'This address')} is connected already, in another way or by somebody else. Open it among the mailboxes.`,
    denied: `You said no at ${provider}, so nothing was connected. Connect again when you are ready.`,
    expired: `The way back from ${provider} was used before, or took longer than ten minutes. Connect again.`,
    forbidden: 'Your role in this workspace does not let you connect mailboxes. Ask an admin.',
    'missing-permission': `A permission was left out at ${provider}${missing.length > 0 ? `: it ${missing.join('; it ')}` : ''}. Connect again and leave every box ticked.`,
    'needs-admin': `Your organisation lets only its administrators connect apps at ${provider}. Ask one to approve this product there, then connect again.`,
    'not-configured': `${provider} is not set up in this installation. Ask its administrator.`,
    'not-found': 'The mailbox that was to be connected again is gone.',
    'other-account': `You signed in as ${named(email, 'somebody else')}, and this mailbox is ${named(expected, 'another one')}. Connect again and choose that account.`,
    refused: `${provider} did not open the mailbox. Look whether mail is switched on for this account and whether its administrator allows this product, then connect again.`,
    'signed-out': 'You were signed out, or signed in as somebody else, when you came back. Sign in and connect again.',
    unreachable: `${provider} could not be reached. Connect again in a minute.`,
  };
  return Object.hasOwn(sentences, problem) ? sentences[problem as OAuthProblem] : null;
}
