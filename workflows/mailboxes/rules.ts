/** What a message is: a person's words, or a machine's. */
export type MessageKind = 'human' | 'auto_reply' | 'bounce' | 'complaint' | 'delivered' | 'unknown';

/** One recipient of a delivery report (RFC 3464). */
export type ReportedRecipient = { address: string; action: string; status: string | null; diagnostic: string | null };

/** What is read off a mail before it is sorted. Header names are in lower case. */
export type MailFacts = {
  headers: Record<string, string>;
  subject: string;
  /** The parameter report-type of multipart/report, or null. */
  reportType: string | null;
  recipients: ReportedRecipient[];
  /** Feedback-Type of a complaint (RFC 5965), or null. */
  feedbackType: string | null;
  returnPath: string | null;
};

export type Classified = { kind: MessageKind; rule: string; confidence: number };

const AUTO_SUBJECT =
  /^\s*(auto(matic|matische)?[ -]?(reply|response|antwort)|out of( the)? office|abwesen|absence|réponse automatique|respuesta automática|risposta automatica|automatisch antwoord)/i;

/** Sorts a mail: delivery report first, then complaint, then automatic reply; what is left a person wrote. */
export function classify({
  headers,
  subject,
  reportType,
  recipients,
  feedbackType,
  returnPath,
}: MailFacts): Classified {
  const failed = recipients.filter(({ action }) => action === 'failed');
  if (reportType === 'delivery-status' || recipients.length > 0) {
    if (failed.length > 0) return { kind: 'bounce', rule: 'rfc3464-failed', confidence: 1 };
    if (recipients.length > 0) return { kind: 'delivered', rule: `rfc3464-${recipients[0]?.action}`, confidence: 1 };
    return { kind: 'unknown', rule: 'rfc3464-without-recipient', confidence: 0.5 };
  }
  if (feedbackType === 'not-spam') return { kind: 'unknown', rule: 'rfc5965-not-spam', confidence: 1 };
  if (reportType === 'feedback-report' || feedbackType) return { kind: 'complaint', rule: 'rfc5965', confidence: 1 };

  const submitted = (headers['auto-submitted'] ?? 'no').toLowerCase();
  if (submitted !== 'no') return { kind: 'auto_reply', rule: 'rfc3834-auto-submitted', confidence: 0.95 };
  if (headers['x-auto-response-suppress'] && headers['x-ms-exchange-inbox-rules-loop'])
    return { kind: 'auto_reply', rule: 'exchange-inbox-rule', confidence: 0.95 };
  if (headers['x-autoreply'] || headers['x-autorespond'] || /auto[_-]?reply/i.test(headers.precedence ?? ''))
    return { kind: 'auto_reply', rule: 'vendor-header', confidence: 0.9 };
  if (AUTO_SUBJECT.test(subject)) return { kind: 'auto_reply', rule: 'subject', confidence: 0.8 };
  if (returnPath === '<>') return { kind: 'unknown', rule: 'null-return-path', confidence: 0.6 };
  return { kind: 'human', rule: 'no-sign-of-a-machine', confidence: 0.9 };
}

export type BounceVerdict = {
  isHard: boolean;
  category: 'invalid_email' | 'mailbox_full' | 'message_too_large' | 'content_rejected' | 'blocked' | 'other';
};

/** What a failed delivery says of the address, by its status (RFC 3463). Hard means: this address will never work. */
export function judgeBounce({ status, diagnostic }: Pick<ReportedRecipient, 'status' | 'diagnostic'>): BounceVerdict {
  const [kind = '', subject = '', detail = ''] = (status ?? '').split('.');
  const code = `${subject}.${detail}`;
  if (code === '2.2' || /quota|mailbox (is )?full/i.test(diagnostic ?? ''))
    return { isHard: false, category: 'mailbox_full' };
  if (code === '3.4' || code === '2.3') return { isHard: false, category: 'message_too_large' };
  if (subject === '7') return { isHard: false, category: 'blocked' };
  if (subject === '6') return { isHard: false, category: 'content_rejected' };
  if (kind === '5' && (subject === '1' || code === '2.1')) return { isHard: true, category: 'invalid_email' };
  if (kind === '5' && /user unknown|no such user|does not exist|unknown (user|recipient)/i.test(diagnostic ?? ''))
    return { isHard: true, category: 'invalid_email' };
  return { isHard: false, category: 'other' };
}

const DAY_MS = 86_400_000;
const AWAY_LIMIT_DAYS = 100;
/** How long somebody is taken to be away who does not say. */
export const AWAY_FALLBACK_MS = 7 * DAY_MS;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Until when an automatic reply says that its writer is away; only a day ahead, and at most 100 days. Null where it does not say. */
export function awayUntil(text: string, receivedAt: number): number | null {
  const iso = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(text);
  const words =
    /\b(\d{1,2})(?:st|nd|rd|th)?\.? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (\d{4})\b/i.exec(text);
  const at = iso
    ? Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]))
    : words
      ? Date.UTC(Number(words[3]), MONTHS.indexOf((words[2] ?? '').toLowerCase()), Number(words[1]))
      : null;
  return at !== null && at > receivedAt && at < receivedAt + AWAY_LIMIT_DAYS * DAY_MS ? at : null;
}
