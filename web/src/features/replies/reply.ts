import type { Understanding } from '../../../../workflows/replies/correction.calc.ts';
import type { Outputs } from '../../lib/client.ts';

export type ReplyItem = Outputs['replies']['listReplies']['items'][number];
export type Reply = Outputs['replies']['getReply'];
export type Intent = NonNullable<ReplyItem['intent']>;

/** The colour of what a mail is taken for. */
export const COLORS: Record<Understanding, string> = {
  human: 'teal',
  opt_out: 'red',
  auto_reply: 'gray',
  hard_bounce: 'red',
  soft_bounce: 'orange',
  complaint: 'red',
  delivered: 'iris',
  unknown: 'gray',
};

/** What an answer seems to mean; the plain ones say nothing. */
export const INTENTS: Record<Intent, { label: string; color: string } | null> = {
  interested: { label: 'Interested', color: 'teal' },
  not_interested: { label: 'Not interested', color: 'gray' },
  question: { label: 'Question', color: 'iris' },
  referral: { label: 'Refers to somebody', color: 'grape' },
  other: null,
};

/** Who wrote, as a list names them. */
export const writerOf = ({ contact, from }: Pick<ReplyItem, 'contact' | 'from'>) =>
  contact?.name ?? from.name ?? from.address ?? 'A mail server';
