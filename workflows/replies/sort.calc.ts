import { autoReplySign } from './auto-reply.calc.ts';
import { type Sorted, sortReport } from './bounce.calc.ts';
import { readComplaint } from './complaint.calc.ts';
import { readProviderNotice } from './provider-notice.calc.ts';
import type { MailFacts, MessageKind } from './rules.ts';

/** What a mail is, before it is asked what it says. */
export type SortedMail = Sorted & { feedbackType: string | null; reporter: string | null; messageId: string | null };

const NOTHING = { recipients: [], feedbackType: null, reporter: null, messageId: null };
const plain = (kind: MessageKind, rule: string, confidence: number): SortedMail => ({
  ...NOTHING,
  kind,
  rule,
  confidence,
});

const isPassedOn = (report: Sorted) => report.kind === 'bounce' && report.confidence < 0.8;

/** What is neither a report nor an answer of a machine: lists, receipts, our own mail, and what a person wrote. */
function sortRest(facts: MailFacts, ownAddress: string | null): SortedMail {
  const { headers, from, isAnswer, reportType, returnPath, subject } = facts;
  if (reportType === 'disposition-notification') return plain('unknown', 'rfc8098-receipt', 1);
  if (/^report domain:/i.test(subject.trim())) return plain('unknown', 'rfc7489-aggregate-report', 0.95);
  if (from && ownAddress && from === ownAddress.toLowerCase()) return plain('unknown', 'own-mail', 1);
  const sign = autoReplySign(facts);
  if (sign) return plain('auto_reply', sign.rule, sign.confidence);
  const isList =
    headers['list-id'] ??
    headers['list-unsubscribe'] ??
    /^(bulk|list|junk)$/i.exec(headers.precedence?.trim() ?? '')?.[0];
  if (isList && !isAnswer) return plain('unknown', 'list-mail', 0.9);
  if (returnPath?.trim() === '<>') return plain('unknown', 'null-return-path', 0.6);
  if (!from) return plain('unknown', 'without-sender', 0.9);
  return plain('human', 'no-sign-of-a-machine', 0.9);
}

/** Sorts a mail: delivery report first, then complaint, then automatic reply; what is left a person wrote. */
export function sortMail(facts: MailFacts, ownAddress: string | null = null): SortedMail {
  if (facts.trouble) return plain('unknown', `not-readable-${facts.trouble}`, 1);
  const provider = readProviderNotice(facts);
  if (provider) return { ...NOTHING, ...provider, feedbackType: provider.kind === 'complaint' ? 'abuse' : null };
  const isFeedback = facts.feedbackPart !== null || facts.reportType === 'feedback-report';
  const report = isFeedback ? null : sortReport(facts);
  if (report && !isPassedOn(report)) return { ...NOTHING, ...report };
  const complaint = readComplaint(facts);
  if (complaint?.feedbackType === 'not-spam') return plain('unknown', 'rfc5965-not-spam', 1);
  if (complaint) return { ...NOTHING, kind: 'complaint', ...complaint };
  if (report) return { ...NOTHING, ...report };
  return sortRest(facts, ownAddress);
}
