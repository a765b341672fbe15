import { fieldBlocks, fieldOf } from './fields.calc.ts';
import type { MailFacts } from './rules.ts';

/** What a complaint says: of which kind, and who passes it on. */
export type Complaint = { rule: string; confidence: number; feedbackType: string; reporter: string | null };

/** Subjects and openings of those who pass on complaints without the machine-readable part. */
const SUBJECT =
  /^(complaint about message|(e-?mail )?abuse report|e-?mail feedback report|spam (report|complaint|notification)|\[?(fbl|feedback loop)\]?|client .{0,60}complained)/i;
const OPENING =
  /this is an? (\S+ )?((e-?mail |spam )?(abuse|feedback|spam|complaint)|opt-?out) (report|notification|message)|(reported|marked|flagged|classified) (this|the|your|following|as)\b.{0,60}\bas (spam|junk|abuse|unsolicited)|(user|recipient|subscriber|customer|member)s? (has |have )?complained|complaint (about|regarding|concerning|for) (an? |the |your )?(e-?mail|message|mail)/i;
const PASSED_ON = /^x-(hmxmroriginalrecipient|original-complainer|fbl-|loop: ?fbl)/im;
const MACHINE =
  /^(complaints?|abuse|fbl|feedback\w*|feedback-loop|staff|no-?reply|scomp|arf|postmaster)([+._-][^@]*)?@|@(\w+\.)?(fbl|feedback|arf|abuse)\./i;
const UNSUBSCRIBE_SUBJECT = /^\s*unsubscribe( me| request)?\s*$/i;

/** A complaint by its machine-readable part (RFC 5965), or by the signs of those who write none. */
export function readComplaint(facts: MailFacts): Complaint | null {
  const { feedbackPart, reportType, subject, from, headers, returned } = facts;
  const text = facts.text.slice(0, 4_000);
  const inText = /^feedback-type[ \t]*:/im.test(text) ? text : null;
  const block = fieldBlocks(feedbackPart ?? inText ?? '').find((fields) => fields['feedback-type']);
  const reporter = fieldOf(block, 'user-agent');
  const type = /[a-z-]+/.exec(fieldOf(block, 'feedback-type')?.toLowerCase() ?? '')?.[0] ?? null;
  if (type && (feedbackPart ?? reportType)) return { rule: 'rfc5965', confidence: 1, feedbackType: type, reporter };
  if (feedbackPart ?? reportType === 'feedback-report')
    return { rule: 'rfc5965-without-type', confidence: 0.9, feedbackType: type ?? 'abuse', reporter };
  const isMachine =
    MACHINE.test(from ?? '') || headers['auto-submitted'] !== undefined || facts.returnPath?.trim() === '<>';
  if (returned && PASSED_ON.test(returned.slice(0, 20_000)))
    return { rule: 'passed-on-by-provider', confidence: 0.95, feedbackType: 'abuse', reporter: from };
  if (isMachine && (SUBJECT.test(subject.trim()) || OPENING.test(text)) && (returned ?? type))
    return { rule: 'complaint-in-words', confidence: 0.8, feedbackType: type ?? 'abuse', reporter: from };
  if (UNSUBSCRIBE_SUBJECT.test(subject) && headers['auto-submitted'] !== undefined && !facts.isAnswer)
    return { rule: 'mail-to-unsubscribe', confidence: 0.9, feedbackType: 'opt-out', reporter: null };
  return null;
}
