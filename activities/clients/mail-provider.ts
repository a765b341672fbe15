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
  /** The address for one-click unsubscribing (RFC 8058). */
  unsubscribeUrl?: string;
  sentAt: number;
};

/** What became of a handover. */
export type SendOutcome =
  | { kind: 'accepted'; answer: string; providerMessageId?: string }
  /** The server said no. A sender's fault concerns the mailbox, a recipient's this address. */
  | { kind: 'refused'; fault: 'sender' | 'recipient' | 'content'; isPermanent: boolean; code: string; answer: string }
  /** Nothing was handed over: trying again is safe. */
  | { kind: 'unreachable'; sentence: string }
  /** It was handed over and nobody answered: trying again may double it. */
  | { kind: 'unknown'; sentence: string };

/** Whether the provider knows a mail of this Message-ID among the sent ones; `unknown` where its silence proves nothing. */
export type SentAnswer = 'sent' | 'absent' | 'unknown';

export type FetchedMail = {
  externalId: string;
  raw: Buffer;
  receivedAt: number;
  /** The server has renumbered its mails: this one may have been fetched before, under another id. */
  mayBeKnown?: boolean;
};
export type Fetched = { mails: FetchedMail[]; cursor: unknown; hasMore: boolean };

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
};

/** One way to send mail and to learn what came back. Every provider has the same verbs. */
export type MailProvider = {
  /** Hands one mail over, and says truthfully what became of it. Never throws for what a server or a network does. An abort ends it. */
  send: (mail: OutgoingMail, signal: AbortSignal) => Promise<SendOutcome>;
  /** Puts a copy of a mail that has left among the sent ones, where the server did not. */
  fileSent: (mail: OutgoingMail) => Promise<void>;
  /** Asks whether a mail left, after a process died over it. */
  findSent: (messageId: string) => Promise<SentAnswer>;
  /** The next mails that came in since the cursor; without one, from now on. */
  fetchSince: (cursor: unknown) => Promise<Fetched>;
  /** Resolves when something newer than the cursor may have come, or after `forMs`. */
  awaitMail: (cursor: unknown, options: { forMs: number; signal: AbortSignal }) => Promise<void>;
  /** What a failed fetch means for the person who set the mailbox up. Throws what is no fault of the mailbox. */
  reportOf: (error: unknown) => ConnectionTrouble;
  /** Connects as sending and fetching do, and reports. */
  check: () => Promise<ConnectionReport>;
  close: () => Promise<void>;
};
