import { ruleWords } from '../../workflows/replies/rule-words.calc.ts';
import type { Classification } from '../../workflows/replies/rules.ts';

const day = (at: number) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(at);

const REASONS: Record<string, string> = {
  userunknown: 'The address does not exist',
  hostunknown: 'The domain does not exist',
  hasmoved: 'The address has moved',
  notaccept: 'The domain takes no mail',
  mailboxfull: 'The mailbox is full',
  suspend: 'The mailbox is suspended',
  filtered: 'Refused by a rule of the recipient',
  onhold: 'Held back by the server',
  suppressed: 'A relay no longer writes to the address',
  rejected: 'The server refused the sender',
  blocked: 'The server blocked our mail server',
  badreputation: 'The reputation of our server or domain is too low',
  requireptr: 'Our server has no reverse DNS name',
  authfailure: 'SPF, DKIM or DMARC did not pass',
  norelaying: 'The server does not relay for us',
  securityerror: 'A security rule refused the mail',
  failedstarttls: 'No encrypted connection came about',
  speeding: 'We sent too fast',
  toomanyconn: 'Too many connections at once',
  policyviolation: 'A policy of the server refused the mail',
  notcompliantrfc: 'The mail breaks a rule of the standards',
  spamdetected: 'Taken for spam',
  virusdetected: 'A virus was found in it',
  contenterror: 'Its content was refused',
  mesgtoobig: 'The mail is too large',
  exceedlimit: 'The mail exceeds a limit',
  networkerror: 'The network failed on the way',
  expired: 'The server gave up after trying for days',
  systemerror: 'The server failed',
  systemfull: 'The disk of the server is full',
  mailererror: 'The mail program of the server failed',
  syntaxerror: 'The servers did not understand each other',
};

/** The reason of a bounce, said to a person. */
export const reasonWords = (reason: string): string => REASONS[reason] ?? 'The server gave no reason';

/** The point of a mail that a machine wrote, in a few words. */
export function detailOf(classification: Classification | null): string | null {
  if (!classification) return null;
  const { kind, recipients, away, reply, feedbackType } = classification;
  switch (kind) {
    case 'bounce': {
      const [first] = recipients;
      if (!first) return null;
      const more = recipients.length > 1 ? ` and ${recipients.length - 1} more` : '';
      return `${reasonWords(first.reason)}${first.status ? ` (${first.status})` : ''}${more}`;
    }
    case 'auto_reply':
      return away?.until ? `Back on ${day(away.until)}` : 'Away, nobody knows until when';
    case 'complaint':
      return feedbackType === 'abuse' || !feedbackType ? 'Called it spam' : `Complained: ${feedbackType}`;
    case 'human':
      return reply?.optOut ? `Asks for no more mail: "${reply.optOut.phrase}"` : null;
    default:
      return null;
  }
}

const KINDS = {
  human: 'A person wrote this',
  bounce: 'Delivery report',
  complaint: 'Complaint',
  auto_reply: 'Out of office',
  delivered: 'Confirmation of delivery',
  unknown: 'Not understood',
} as const;

/** Why a mail is taken for what it is, in one sentence: "Out of office: rfc3834-auto-submitted, 'back on 5 May' (98 %)". */
export function evidenceSentence({ kind, rule, confidence, away, reply }: Classification): string {
  const words = away?.phrase ?? reply?.optOut?.phrase;
  const certainty = rule === 'a-person' ? '' : ` (${Math.round(confidence * 100)} %)`;
  return `${KINDS[kind]}: ${ruleWords(rule)}${words ? `, "${words}"` : ''}${certainty}.`;
}
