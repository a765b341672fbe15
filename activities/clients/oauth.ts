/** The providers whose mailboxes are connected by OAuth. */
export type OAuthProvider = 'gmail' | 'outlook';

/** What a provider gave for a person's yes; kept sealed. `expiresAt` is the access token's. */
export type OAuthSecrets = { accessToken: string; expiresAt: number; refreshToken: string; scopes: string[] };

/** What a person is sent to a provider with. `codeChallenge` is PKCE's (RFC 7636, S256). */
export type ConsentRequest = { state: string; codeChallenge: string; redirectUri: string; loginHint?: string };

/** What comes back with the person. */
export type ConsentGrant = { code: string; codeVerifier: string; redirectUri: string };

/** A mailbox that a person has opened to us. */
export type OAuthGrant = { email: string; name: string | null; secrets: OAuthSecrets };

/** What is asked of a person, and why in words. */
export type Permission = { scope: string; why: string };

/** Connecting an account by OAuth 2.0 (RFC 6749), the same for every provider. */
export type OAuthConnector = {
  /** The address where the person says yes. */
  consentUrl: (request: ConsentRequest) => Promise<string>;
  /** Trades what came back for tokens, and asks whose mailbox it is. Throws a ConsentError where that cannot be. */
  exchange: (grant: ConsentGrant) => Promise<OAuthGrant>;
  /** Takes the yes back at the provider, where it can be. */
  revoke: (secrets: OAuthSecrets) => Promise<void>;
};

/** How mailboxes of a provider are connected in this installation. */
export type OAuthDoor = {
  /** Null where the administrator has not set it up. */
  connector: OAuthConnector | null;
  permissions: Permission[];
  /** What the administrator must do where it is not set up. */
  setUp: string;
};

/** Why a person's yes opened no mailbox: permissions were left out, or the provider refused. */
export class ConsentError extends Error {
  readonly missing: string[];
  /** Only an administrator of the organisation may say yes. */
  readonly needsAdmin: boolean;

  constructor(sentence: string, missing: string[] = [], needsAdmin = false) {
    super(sentence);
    this.name = 'ConsentError';
    this.missing = missing;
    this.needsAdmin = needsAdmin;
  }
}
