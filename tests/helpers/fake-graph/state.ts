import { randomUUID } from 'node:crypto';
import type { LifecycleEventType } from '@microsoft/microsoft-graph-types';
import PostalMime, { type Address } from 'postal-mime';
import { headerOf } from '../../../activities/clients/mime.ts';
import { faultBook, type GraphProblem } from './faults.ts';
import { type Limits, throttle } from './throttle.ts';

/** A folder's well-known name, or that of one of a person's own. */
export type Folder = string;

/** A mail as the fake keeps it. It has two names: one for ever, and one that changes when it is moved. */
export type StoredMessage = {
  immutableId: string;
  movableId: string;
  folder: Folder;
  isDraft: boolean;
  isRead: boolean;
  raw: Buffer;
  /** As the mail's writer named it, before the server did. */
  writtenMessageId: string;
  internetMessageId: string;
  conversationId: string;
  subject: string;
  from: string;
  to: string[];
  categories: string[];
  receivedAt: number;
};

/** A standing request to be told, as the fake keeps it. */
export type StoredSubscription = {
  id: string;
  resource: string;
  changeType: string;
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  clientState: string | null;
  expiresAt: number;
};

export type Account = {
  email: string;
  name: string;
  messages: StoredMessage[];
  /** What came into the inbox, in order: what a delta token counts. */
  arrivals: { messageId: string; isRemoved: boolean }[];
  subscriptions: StoredSubscription[];
  /** Grows when every delta token that was given out so far ends. */
  deltaEpoch: number;
};

/** What one recipient got of one mail. */
export type Delivery = {
  from: string;
  to: string;
  subject: string;
  writtenMessageId: string;
  internetMessageId: string;
  raw: string;
  at: number;
};

export type Grant = { email: string; scopes: string[]; expiresAt: number };
export type Consent = Grant & { redirectUri: string; codeChallenge: string; clientId: string };

export type State = {
  accounts: Map<string, Account>;
  deliveries: Delivery[];
  /** Whether sending replaces a mail's Message-ID, as Exchange Online does. */
  replacesMessageIds: boolean;
  /** Addresses that the server refuses to send to or for, with what it says. */
  refusals: Map<string, GraphProblem>;
  faults: ReturnType<typeof faultBook>;
  throttle: ReturnType<typeof throttle>;
  codes: Map<string, Consent>;
  accessTokens: Map<string, Grant>;
  refreshTokens: Map<string, Grant>;
  accessTokenMs: number;
  /** How long a mail waits in the outbox; two handovers of one mail are two mails then. */
  outboxMs: number;
  /** How long every call about a mailbox takes. */
  latencyMs: number;
  /** Who signs in at the consent page, and which of the asked permissions they leave out. */
  signIn: { email: string; withheld: string[] };
  /** Whether this organisation lets only its administrators say yes. */
  adminMustAllow: boolean;
  /** What was told to subscribers, and what they answered. */
  told: { subscriptionId: string; what: 'created' | LifecycleEventType; status: number }[];
};

/** A server that nobody has used yet. */
export const newState = (limits: Partial<Limits>): State => ({
  accounts: new Map(),
  deliveries: [],
  replacesMessageIds: true,
  refusals: new Map(),
  faults: faultBook(),
  throttle: throttle(limits),
  codes: new Map(),
  accessTokens: new Map(),
  refreshTokens: new Map(),
  accessTokenMs: 3_599_000,
  outboxMs: 0,
  latencyMs: 0,
  signIn: { email: '', withheld: [] },
  adminMustAllow: false,
  told: [],
});

/** The account of an address; it is opened when it is first named. */
export function accountOf(state: State, email: string, name = 'Robin Rep'): Account {
  const key = email.toLowerCase();
  const known = state.accounts.get(key);
  if (known) return known;
  const account = { email: key, name, messages: [], arrivals: [], subscriptions: [], deltaEpoch: 1 };
  state.accounts.set(key, account);
  return account;
}

const addressesIn = (addresses: Address[] = []): string[] =>
  addresses.flatMap((entry) => [...(entry.group ?? []), entry].map(({ address }) => address?.toLowerCase() ?? ''));

const plain = (subject: string) => subject.replace(/^((re|fwd?|aw):\s*)+/i, '').toLowerCase();

/** The conversation that a mail goes on: of a mail that it names, where their subjects agree; else a new one. */
function conversationOf(account: Account, raw: Buffer, subject: string): string {
  const names: string[] =
    `${headerOf(raw, 'References') ?? ''} ${headerOf(raw, 'In-Reply-To') ?? ''}`.match(/<[^<>\s]+>/g) ?? [];
  const parent = account.messages.find(
    (message) => names.includes(message.internetMessageId) && plain(message.subject) === plain(subject),
  );
  return parent?.conversationId ?? `conversation-${randomUUID()}`;
}

/** Puts a mail into a folder of an account. */
export async function fileMessage(account: Account, raw: Buffer, folder: Folder): Promise<StoredMessage> {
  const mail = await PostalMime.parse(raw);
  const subject = mail.subject ?? '';
  const writtenMessageId = mail.messageId ?? `<${randomUUID()}@fake.outlook.example>`;
  const message: StoredMessage = {
    immutableId: `immutable-${randomUUID()}`,
    movableId: `movable-${randomUUID()}`,
    folder,
    isDraft: folder === 'drafts',
    isRead: folder !== 'inbox',
    raw,
    writtenMessageId,
    internetMessageId: writtenMessageId,
    conversationId: conversationOf(account, raw, subject),
    subject,
    from: addressesIn(mail.from ? [mail.from] : [])[0] ?? '',
    to: [...addressesIn(mail.to), ...addressesIn(mail.cc), ...addressesIn(mail.bcc)],
    categories: [],
    receivedAt: Date.now(),
  };
  account.messages.push(message);
  if (folder === 'inbox') account.arrivals.push({ messageId: message.immutableId, isRemoved: false });
  return message;
}

/** Moves a mail to another folder; its movable name changes with it. */
export function moveMessage(message: StoredMessage, folder: Folder) {
  message.folder = folder;
  message.movableId = `movable-${randomUUID()}`;
}

/** Tokens as a person's yes gives them. */
export function issueTokens(state: State, { email, scopes }: Pick<Grant, 'email' | 'scopes'>) {
  const accessToken = `access-${randomUUID()}`;
  const refreshToken = `refresh-${randomUUID()}`;
  const expiresAt = Date.now() + state.accessTokenMs;
  state.accessTokens.set(accessToken, { email, scopes, expiresAt });
  state.refreshTokens.set(refreshToken, { email, scopes, expiresAt: Date.now() + 90 * 86_400_000 });
  return { accessToken, refreshToken, expiresAt, scopes };
}

/** Ends every token of an account, as a changed password or an admin does. */
export function revokeAll(state: State, email: string) {
  for (const tokens of [state.accessTokens, state.refreshTokens])
    for (const [token, grant] of tokens) if (grant.email === email.toLowerCase()) tokens.delete(token);
}
