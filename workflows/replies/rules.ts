/** What a message is: a person's words, or a machine's. */
export type MessageKind = 'human' | 'auto_reply' | 'bounce' | 'complaint' | 'delivered' | 'unknown';

/** The coarse kinds of failed delivery that lists and charts show. */
export type BounceCategory =
  | 'invalid_email'
  | 'mailbox_full'
  | 'message_too_large'
  | 'content_rejected'
  | 'blocked'
  | 'other';

/** Whose fault a failed delivery is: who could mend it. */
export type BounceFault = 'recipient' | 'sender' | 'content' | 'network';

type Verdict = { isHard: boolean; category: BounceCategory; fault: BounceFault };

const invalid: Verdict = { isHard: true, category: 'invalid_email', fault: 'recipient' };
const recipient: Verdict = { isHard: false, category: 'other', fault: 'recipient' };
const sender: Verdict = { isHard: false, category: 'blocked', fault: 'sender' };
const content: Verdict = { isHard: false, category: 'content_rejected', fault: 'content' };
const tooLarge: Verdict = { isHard: false, category: 'message_too_large', fault: 'content' };
const network: Verdict = { isHard: false, category: 'other', fault: 'network' };

/** Each reason for a failed delivery, and what follows from it. Hard means: this address will never work. */
export const REASONS = {
  userunknown: invalid,
  hostunknown: invalid,
  hasmoved: invalid,
  notaccept: invalid, // the domain takes no mail at all
  mailboxfull: { ...recipient, category: 'mailbox_full' },
  suspend: recipient,
  filtered: { ...recipient, category: 'blocked' }, // refused by a rule of the recipient
  onhold: recipient,
  suppressed: recipient, // our own relay no longer writes to the address
  rejected: sender,
  blocked: sender,
  badreputation: sender,
  requireptr: sender,
  authfailure: sender,
  norelaying: sender,
  securityerror: sender,
  failedstarttls: sender,
  speeding: sender,
  toomanyconn: sender,
  policyviolation: { ...sender, fault: 'content' },
  notcompliantrfc: content,
  spamdetected: content,
  virusdetected: content,
  contenterror: content,
  mesgtoobig: tooLarge,
  exceedlimit: tooLarge,
  networkerror: network,
  expired: network,
  systemerror: network,
  systemfull: network,
  mailererror: network,
  syntaxerror: network,
  undefined: network,
} as const satisfies Record<string, Verdict>;

/** Why a delivery failed, in the vocabulary of the field's libraries. */
export type BounceReason = keyof typeof REASONS;

/** What servers say for one reason. The order of a list is the order of asking: the exact word before the vague one. */
export type Phrases = readonly { reason: BounceReason; says: RegExp }[];

/** One recipient of a delivery report (RFC 3464), or of a notice in words. */
export type ReportedRecipient = {
  address: string | null;
  action: string | null;
  /** RFC 3463, as 5.1.1. */
  status: string | null;
  /** The three digits of the SMTP answer. */
  replyCode: string | null;
  diagnostic: string | null;
  isHard: boolean;
  category: BounceCategory;
  reason: BounceReason;
  fault: BounceFault;
};

/** What is read off a mail before it is sorted. Header names are in lower case. */
export type MailFacts = {
  headers: Record<string, string>;
  subject: string;
  /** The address in From, in lower case. */
  from: string | null;
  /** Whether it names a mail that it answers. */
  isAnswer: boolean;
  returnPath: string | null;
  /** The parameter report-type of multipart/report, or null. */
  reportType: string | null;
  /** What a person would read, of the mail and of a report inside it. */
  text: string;
  /** Machine-readable parts of a report: deliveries (RFC 3464) and complaints (RFC 5965). */
  statusParts: string[];
  feedbackPart: string | null;
  /** The mail that a report returns, or its head. */
  returned: string | null;
  /** Why the mail could not be read, or null. */
  trouble: 'empty' | 'no-header' | 'unreadable' | null;
};

/** What a person's answer seems to mean; a suggestion. */
export type ReplyIntent = 'interested' | 'not_interested' | 'question' | 'referral' | 'other';

/** An automatic reply: until when its writer is away, and who stands in. */
export type Away = {
  until: number | null;
  /** The words that say until when. */
  phrase: string | null;
  standIn: { address: string; name: string | null } | null;
};

/** A person's answer: its new words, and what they ask for. */
export type HumanReply = {
  /** Without the quoted history and the signature. */
  text: string;
  optOut: { phrase: string; language: string } | null;
  intent: ReplyIntent;
  intentRule: string;
};

/** What a mail is, how that was found out, and what it says. */
export type Classification = {
  kind: MessageKind;
  rule: string;
  confidence: number;
  /** Of a bounce, or of a notice of delivery. */
  recipients: ReportedRecipient[];
  /** Of a complaint (RFC 5965). */
  feedbackType: string | null;
  reporter: string | null;
  /** The mail that a report is about, by the part that it returns. */
  original: { messageId: string | null; envelopeId: string | null };
  /** Of an automatic reply only. */
  away: Away | null;
  /** Of a person's mail only. */
  reply: HumanReply | null;
};
