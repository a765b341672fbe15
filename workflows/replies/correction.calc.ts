import type { Classification, MessageKind, ReportedRecipient } from './rules.ts';

/** All that a mail that came in can be taken for. What follows from it differs for each. */
export const UNDERSTANDINGS = [
  'human',
  'opt_out',
  'auto_reply',
  'hard_bounce',
  'soft_bounce',
  'complaint',
  'delivered',
  'unknown',
] as const;

/** What a mail that came in is taken for. */
export type Understanding = (typeof UNDERSTANDINGS)[number];

/** What each understanding is called on a page and in the timeline. */
export const UNDERSTANDING_WORDS = {
  human: 'Reply',
  opt_out: 'Opt-out',
  auto_reply: 'Out of office',
  hard_bounce: 'Hard bounce',
  soft_bounce: 'Soft bounce',
  complaint: 'Complaint',
  delivered: 'Delivered',
  unknown: 'Not understood',
} as const satisfies Record<Understanding, string>;

const KINDS = {
  human: 'human',
  opt_out: 'human',
  auto_reply: 'auto_reply',
  hard_bounce: 'bounce',
  soft_bounce: 'bounce',
  complaint: 'complaint',
  delivered: 'delivered',
  unknown: 'unknown',
} as const satisfies Record<Understanding, MessageKind>;

/** What a classification amounts to. */
export function understandingOf({ kind, recipients, reply }: Classification): Understanding {
  if (kind === 'bounce') return recipients.some(({ isHard }) => isHard) ? 'hard_bounce' : 'soft_bounce';
  return kind === 'human' && reply?.optOut ? 'opt_out' : kind;
}

/** What a person knows of a mail, where the rules were wrong: its text, and whom our mail went to. */
export type Correction = { to: Understanding; text: string; address: string | null };

const HARD = { isHard: true, category: 'invalid_email', reason: 'userunknown', fault: 'recipient' } as const;
const SOFT = { isHard: false, category: 'other', reason: 'undefined', fault: 'network' } as const;

/** The recipients of a report as a person judges it: the words of the report stay, whether it is for good is theirs to say. */
function recipientsAs({ recipients }: Classification, { to, address }: Correction): ReportedRecipient[] {
  if (to !== 'hard_bounce' && to !== 'soft_bounce') return [];
  const named = recipients.filter(({ action }) => action !== 'delivered');
  const nobody = { address, action: 'failed', status: null, replyCode: null, diagnostic: null, ...SOFT };
  return (named.length > 0 ? named : [nobody]).map((recipient) => {
    const isFitting = recipient.isHard === (to === 'hard_bounce');
    return { ...recipient, action: 'failed', ...(isFitting ? {} : to === 'hard_bounce' ? HARD : SOFT) };
  });
}

/** A classification as a person corrects it. Corrected back to what the rules had said, it is that again. */
export function correctedAs(machine: Classification, correction: Correction): Classification {
  const { to, text } = correction;
  if (understandingOf(machine) === to) return machine;
  const reply = machine.reply ?? { text, optOut: null, intent: 'other', intentRule: 'a-person' };
  return {
    ...machine,
    kind: KINDS[to],
    rule: 'a-person',
    confidence: 1,
    recipients: recipientsAs(machine, correction),
    away: to === 'auto_reply' ? (machine.away ?? { until: null, phrase: null, standIn: null }) : null,
    reply:
      KINDS[to] === 'human'
        ? {
            ...reply,
            optOut: to === 'opt_out' ? (machine.reply?.optOut ?? { phrase: text.slice(0, 80), language: 'und' }) : null,
          }
        : null,
  };
}

/** A mark on a contact, a mail or an enrollment that several mails may have left; `base` stood there before any of them. */
export type Marked = { keeps: 'first' | 'last'; base: number | null; marks: number[] };

/** What stands in a field that these mails marked: the base or the first of them, or the last of all. */
export function markedAt({ keeps, base, marks }: Marked): number | null {
  const all = [...(base === null ? [] : [base]), ...marks];
  if (all.length === 0) return null;
  if (keeps === 'last') return Math.max(...all);
  return base ?? Math.min(...marks);
}
