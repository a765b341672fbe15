import { ruleWords } from '../../../../workflows/replies/rule-words.calc.ts';
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

/** Why a message was sorted as it was: the rule in words, and how sure it is. */
export function reasonOf({ rule, confidence }: MailboxMessage): string | null {
  if (!rule) return null;
  const words = ruleWords(rule);
  const isPlain = confidence === null || confidence === 1 || rule === 'a-person';
  return isPlain ? words : `${words} (${Math.round(confidence * 100)} % sure)`;
}
