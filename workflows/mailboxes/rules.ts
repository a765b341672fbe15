/** What a message is: a person's words, or a machine's. */
export type MessageKind = 'human' | 'auto_reply' | 'bounce' | 'complaint' | 'delivered' | 'unknown';

/** One recipient of a delivery report (RFC 3464). */
export type ReportedRecipient = { address: string; action: string; status: string | null; diagnostic: string | null };

/** What is read off a mail before it is sorted. Header names are in lower case. */
export type MailFacts = {
  headers: Record<string, string>;
  subject: string;
  /** The address in From, in lower case. */
  from: string | null;
  /** Whether it names a mail that it answers. */
  isAnswer: boolean;
  /** The parameter report-type of multipart/report, or null. */
  reportType: string | null;
  recipients: ReportedRecipient[];
  /** Feedback-Type of a complaint (RFC 5965), or null. */
  feedbackType: string | null;
  /** User-Agent of a complaint: who passes it on, or null. */
  reporter: string | null;
  returnPath: string | null;
};

export type Classified = { kind: MessageKind; rule: string; confidence: number };

const AUTO_SUBJECT =
  /^\s*(auto(matic|matische)?[ -]?(reply|response|antwort)|out of( the)? office|abwesen|absence|réponse automatique|respuesta automática|risposta automatica|automatisch antwoord)/i;

const DAEMON = /^(mailer-daemon|postmaster|mail-daemon|mdaemon)@/i;
const DELIVERED = new Set(['delivered', 'relayed', 'expanded']);

/** A report about a delivery, by its machine-readable part (RFC 3464), else by the signs of the servers that write none. */
function classifyReport({ headers, from, reportType, recipients, returnPath }: MailFacts): Classified | null {
  if (recipients.some(({ action }) => action === 'failed'))
    return { kind: 'bounce', rule: 'rfc3464-failed', confidence: 1 };
  const [first] = recipients;
  if (first && recipients.every(({ action }) => DELIVERED.has(action)))
    return { kind: 'delivered', rule: `rfc3464-${first.action}`, confidence: 1 };
  if (first) return { kind: 'unknown', rule: 'rfc3464-delayed', confidence: 1 };
  if (headers['x-failed-recipients']) return { kind: 'bounce', rule: 'x-failed-recipients', confidence: 0.95 };
  if (reportType === 'delivery-status') return { kind: 'bounce', rule: 'rfc6522-without-recipient', confidence: 0.7 };
  if (DAEMON.test(from ?? '') && (returnPath === '<>' || headers['auto-submitted']))
    return { kind: 'bounce', rule: 'mail-daemon', confidence: 0.7 };
  return null;
}

/** A machine's answer for a person who did not write it (RFC 3834), by its headers, else by its subject. */
function classifyAutoReply({ headers, subject }: MailFacts): Classified | null {
  const submitted = (headers['auto-submitted'] ?? 'no').toLowerCase().trim();
  if (!/^no\b/.test(submitted)) return { kind: 'auto_reply', rule: 'rfc3834-auto-submitted', confidence: 0.95 };
  if (headers['x-auto-response-suppress'] && headers['x-ms-exchange-inbox-rules-loop'])
    return { kind: 'auto_reply', rule: 'exchange-inbox-rule', confidence: 0.95 };
  if (headers['x-autoreply'] || headers['x-autorespond'] || /auto[_-]?reply/i.test(headers.precedence ?? ''))
    return { kind: 'auto_reply', rule: 'vendor-header', confidence: 0.9 };
  if (AUTO_SUBJECT.test(subject)) return { kind: 'auto_reply', rule: 'subject', confidence: 0.8 };
  return null;
}

/** Sorts a mail: delivery report first, then complaint, then automatic reply; what is left a person wrote. */
export function classify(facts: MailFacts, ownAddress: string): Classified {
  const { headers, from, isAnswer, reportType, feedbackType, returnPath } = facts;
  const report = classifyReport(facts);
  if (report) return report;
  if (feedbackType === 'not-spam') return { kind: 'unknown', rule: 'rfc5965-not-spam', confidence: 1 };
  if (reportType === 'feedback-report' || feedbackType) return { kind: 'complaint', rule: 'rfc5965', confidence: 1 };
  if (reportType === 'disposition-notification') return { kind: 'unknown', rule: 'rfc8098-receipt', confidence: 1 };
  if (from === ownAddress.toLowerCase()) return { kind: 'unknown', rule: 'own-mail', confidence: 1 };

  const autoReply = classifyAutoReply(facts);
  if (autoReply) return autoReply;
  const isList = headers['list-id'] || /^(bulk|list|junk)$/i.test(headers.precedence?.trim() ?? '');
  if (isList && !isAnswer) return { kind: 'unknown', rule: 'list-mail', confidence: 0.9 };
  if (returnPath === '<>') return { kind: 'unknown', rule: 'null-return-path', confidence: 0.6 };
  return { kind: 'human', rule: 'no-sign-of-a-machine', confidence: 0.9 };
}

export type BounceVerdict = {
  isHard: boolean;
  category: 'invalid_email' | 'mailbox_full' | 'message_too_large' | 'content_rejected' | 'blocked' | 'other';
};

const NO_SUCH_USER =
  /user unknown|unknown (user|recipient)|no such (user|mailbox|recipient|address)|does(n't| not) exist|invalid (recipient|mailbox)|mailbox (not found|unavailable|unknown)|recipient not found/i;
const FULL = /quota|mailbox (is )?full|storage/i;
const POLICY = /spam|block|polic|denied|reputation|blacklist|not authori[sz]ed|rate limit/i;

/** What a failed delivery says of the address, by its status (RFC 3463, or the three digits of an SMTP answer) and its words. Hard means: this address will never work. */
export function judgeBounce({ status, diagnostic }: Pick<ReportedRecipient, 'status' | 'diagnostic'>): BounceVerdict {
  const words = diagnostic ?? '';
  const [, kind = '', subject = '', detail = ''] = /^([245])\.(\d+)\.(\d+)/.exec(status ?? '') ?? [];
  const code = `${subject}.${detail}`;
  if (code === '2.2' || FULL.test(words)) return { isHard: false, category: 'mailbox_full' };
  if (code === '3.4' || code === '2.3') return { isHard: false, category: 'message_too_large' };
  if (subject === '7') return { isHard: false, category: 'blocked' };
  if (subject === '6') return { isHard: false, category: 'content_rejected' };
  const isFinal = kind === '5' || (!kind && (status ?? words).startsWith('5'));
  if (isFinal && (subject === '1' || code === '2.1' || NO_SUCH_USER.test(words)))
    return { isHard: true, category: 'invalid_email' };
  if (POLICY.test(words)) return { isHard: false, category: 'blocked' };
  return { isHard: false, category: 'other' };
}

const DAY_MS = 86_400_000;
const AWAY_LIMIT_DAYS = 100;
/** How long somebody is taken to be away who does not say. */
export const AWAY_FALLBACK_MS = 7 * DAY_MS;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const ISO_DATE = /\b(\d{4})-(\d{2})-(\d{2})\b/g;
const DAY_FIRST = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\.? (?:of )?${MONTH},? (\\d{4})\\b`, 'gi');
const MONTH_FIRST = new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, 'gi');
const DOTTED = /\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/g;

const instantOf = (year?: string, month?: string | number, day?: string) =>
  Date.UTC(Number(year), Number(month) - 1, Number(day));
const monthOf = (name = '') => MONTHS.indexOf(name.toLowerCase()) + 1;

/** Until when an automatic reply says that its writer is away: the latest day that it names, if that is ahead and at most 100 days. Null where it names none. */
export function awayUntil(text: string, receivedAt: number): number | null {
  const named = [
    ...[...text.matchAll(ISO_DATE)].map(([, year, month, day]) => instantOf(year, month, day)),
    ...[...text.matchAll(DAY_FIRST)].map(([, day, month, year]) => instantOf(year, monthOf(month), day)),
    ...[...text.matchAll(MONTH_FIRST)].map(([, month, day, year]) => instantOf(year, monthOf(month), day)),
    ...[...text.matchAll(DOTTED)].map(([, day, month, year]) => instantOf(year, month, day)),
  ].filter((at) => at > receivedAt && at < receivedAt + AWAY_LIMIT_DAYS * DAY_MS);
  return named.length > 0 ? Math.max(...named) : null;
}
