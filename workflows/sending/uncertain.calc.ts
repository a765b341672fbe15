const MINUTE_MS = 60_000;

/** How long to wait each time before the provider is asked again what became of a mail: folders of sent mails lag. Then a person decides. */
export const ASK_AGAIN_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS];

/** What a person decides about a mail of unknown outcome: it counts as sent, it is sent once more, or its step is left out. */
export const MAIL_DECISIONS = ['arrived', 'again', 'drop'] as const;
export type MailDecision = (typeof MAIL_DECISIONS)[number];

/** The decision that a row keeps, if there is one. */
export const decisionOf = (kept: string | null) => MAIL_DECISIONS.find((decision) => decision === kept) ?? null;

/** A mail about which a person decides, and what is known of it. */
export type Undecided = {
  state: string;
  decision: string | null;
  toAddress: string;
  reason: string | null;
  isUnderWay: boolean;
};

/** Why a decision makes no sense for a mail, in words; null when it does. */
export function whyNotDecide(
  { state, decision: taken, toAddress, reason, isUnderWay }: Undecided,
  decision: MailDecision,
): { code: 'already-answered' | 'not-ready' | 'ended'; sentence: string } | null {
  if (taken !== null)
    return { code: 'already-answered', sentence: `The mail to ${toAddress} is decided already, and is being seen to.` };
  if (state !== 'uncertain' && state !== 'failed')
    return { code: 'already-answered', sentence: `The mail to ${toAddress} is ${state}; there is nothing to decide.` };
  if (state === 'failed' && decision === 'arrived') {
    const sentence = `The mail to ${toAddress} was refused (${reason ?? 'without a reason'}), so it did not arrive. Send it again, or drop it.`;
    return { code: 'not-ready', sentence };
  }
  if (decision !== 'again' || isUnderWay) return null;
  const sentence = `The sequence has ended for ${toAddress}, so nothing is sent again. Say that it arrived, or drop it; to write once more, enroll the contact again.`;
  return { code: 'ended', sentence };
}
