import type { MailboxId, WorkspaceId } from '../../workflows/ids.ts';

export type Address = { name?: string; address: string };

/** A mail that is ready to leave: everything in it is decided. */
export type OutgoingMail = {
  /** With angle brackets. Derived from the mail's key, so every attempt carries the same. */
  messageId: string;
  from: Address;
  to: Address;
  cc?: string[];
  bcc?: string[];
  replyTo?: string;
  subject: string;
  text: string;
  html?: string;
  inReplyTo?: string;
  references: string[];
  /** The provider's own name of the conversation that a follow-up goes on, so that the sender's side shows one thread. */
  providerThreadId?: string;
  /** The address for one-click unsubscribing (RFC 8058). */
  unsubscribeUrl?: string;
  sentAt: number;
};

/** The names that a provider gave to a mail that left. Some replace the Message-ID: answers name the one that went out. */
export type SentNames = { messageId?: string; providerMessageId?: string; providerThreadId?: string };

/** What became of a handover. */
export type SendOutcome =
  | ({
      kind: 'accepted';
      answer: string;
      /** When a copy must be among the sent mails: until then the server may put one there itself. Absent where it surely does. */
      copyDueAt?: number;
    } & SentNames)
  /** The server said no. A sender's fault concerns the mailbox or all of its domain, a recipient's this address. */
  | {
      kind: 'refused';
      fault: 'sender' | 'recipient' | 'content';
      scope?: 'mailbox' | 'domain';
      isPermanent: boolean;
      code: string;
      answer: string;
      /** How long the server asked to be left alone. */
      retryAfterMs?: number;
    }
  /** Nothing was handed over: trying again is safe. */
  | { kind: 'unreachable'; sentence: string }
  /** It was handed over and nobody answered: trying again may double it. */
  | { kind: 'unknown'; sentence: string };

/** Whether a mail is among the sent ones; `unknown` where the provider's silence proves nothing. */
export type SentAnswer = ({ kind: 'sent' } & SentNames) | { kind: 'absent' } | { kind: 'unknown' };

/** What a mail is looked for by, after a process died over it. */
export type SentQuestion = { messageId: string; draftId: string | null };

/** How a handover is held: an abort ends it, and a draft's name is kept before the draft is sent. */
export type SendOptions = {
  signal: AbortSignal;
  /** The draft that an earlier attempt left, where the provider sends in two steps: sending it again cannot double it. */
  draftId: string | null;
  /** Whether an earlier attempt may have left a draft whose name was lost. */
  isRetry?: boolean;
  keepDraft: (draftId: string) => Promise<void>;
};

/** A standing request to be told of new mail, and when it ends unless it is renewed. */
export type Subscription = { state: unknown; until: number };

export type FetchedMail = {
  externalId: string;
  raw: Buffer;
  receivedAt: number;
  providerThreadId?: string;
  labels?: string[];
  isRead?: boolean;
  /** The server has renumbered its mails: this one may have been fetched before, under another id. */
  mayBeKnown?: boolean;
};
/** What happened, where the mail lies, to one that was fetched before. */
export type MailChange = { externalId: string; isRead: boolean };
export type Fetched = { mails: FetchedMail[]; changes?: MailChange[]; cursor: unknown; hasMore: boolean };

/** What keeps a mailbox from being used: in words, with what to do. */
export type ConnectionTrouble = {
  isUsable: false;
  code: 'auth' | 'unreachable' | 'tls' | 'refused';
  sentence: string;
};
/** What a connection test found. */
export type ConnectionReport = { isUsable: true } | ConnectionTrouble;

/** A mailbox, as far as a provider needs it. */
export type MailboxAccess = {
  workspaceId: WorkspaceId;
  id: MailboxId;
  email: string;
  settings: unknown;
  /** Opened from its envelope; never logged. */
  secrets: unknown;
  /** Seals secrets that the provider gave anew, as a token that was refreshed. */
  keepSecrets: (secrets: unknown) => Promise<void>;
};

/** One way to send mail and to learn what came back. Every provider has the same verbs. */
export type MailProvider = {
  /** Hands one mail over, and says truthfully what became of it. Never throws for what a server or a network does. */
  send: (mail: OutgoingMail, options: SendOptions) => Promise<SendOutcome>;
  /** Puts copies of mails that have left among the sent ones, where the server did not; none twice. */
  fileSent: (mails: OutgoingMail[]) => Promise<void>;
  /** Asks whether a mail left, after a process died over it. */
  findSent: (question: SentQuestion) => Promise<SentAnswer>;
  /** The next mails that came in since the cursor; without one, from now on. */
  fetchSince: (cursor: unknown) => Promise<Fetched>;
  /** Resolves when something newer than the cursor may have come, or after `forMs`. */
  awaitMail: (cursor: unknown, options: { forMs: number; signal: AbortSignal }) => Promise<void>;
  /** Asks to be told of new mail, or renews what was asked; null where this installation has no address to be told at. Absent where a provider cannot tell. */
  subscribe?: (known: unknown) => Promise<Subscription | null>;
  /** Throws a draft away that will never be sent. Absent where a provider sends in one step. */
  dropDraft?: (draftId: string) => Promise<void>;
  /** What a failed fetch means for the person who set the mailbox up. Throws what is no fault of the mailbox. */
  reportOf: (error: unknown) => ConnectionTrouble;
  /** Connects as sending and fetching do, and reports. */
  check: () => Promise<ConnectionReport>;
  close: () => Promise<void>;
};
