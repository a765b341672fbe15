import type { MailboxMessage } from './mailbox.ts';

/** What a message is, in a word and a colour. */
export const KINDS: Record<MailboxMessage['kind'], { label: string; color: string }> = {
  human: { label: 'Reply', color: 'teal' },
  auto_reply: { label: 'Automatic reply', color: 'cyan' },
  bounce: { label: 'Bounce', color: 'red' },
  complaint: { label: 'Complaint', color: 'red' },
  delivered: { label: 'Delivered', color: 'gray' },
  unknown: { label: 'Not sorted', color: 'gray' },
};

const RULES: Record<string, string> = {
  'rfc3464-failed': 'its delivery report says that it failed',
  'rfc3464-delayed': 'its delivery report says that it is still tried',
  'rfc3464-delivered': 'its delivery report says that it arrived',
  'rfc3464-relayed': 'its delivery report says that it was passed on',
  'rfc3464-expanded': 'its delivery report says that a list took it',
  'x-failed-recipients': 'a header names the recipient that failed',
  'rfc6522-without-recipient': 'it is a delivery report that names nobody',
  'mail-daemon': 'a mail server wrote it',
  rfc5965: 'it is a complaint report of a provider',
  'rfc5965-not-spam': 'somebody took it out of the spam folder',
  'rfc8098-receipt': 'it is a read receipt',
  'own-mail': 'the mailbox wrote it itself',
  'rfc3834-auto-submitted': 'a header says that a machine answered',
  'exchange-inbox-rule': 'a rule of Exchange answered',
  'vendor-header': 'a header of an autoresponder',
  subject: 'its subject reads like an automatic reply',
  'list-mail': 'it came over a mailing list',
  'null-return-path': 'it names nobody to answer to',
  'no-sign-of-a-machine': 'no sign of a machine',
  'not-handled': 'it could not be read',
};

/** Why a message was sorted as it was: the rule in words, and how sure it is. */
export function reasonOf({ rule, confidence }: MailboxMessage): string | null {
  if (!rule) return null;
  const words = RULES[rule] ?? rule;
  return confidence === null || confidence === 1 ? words : `${words} (${Math.round(confidence * 100)} % sure)`;
}
