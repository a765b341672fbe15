import { AWAY_OPENINGS, AWAY_SUBJECTS, AWAY_WORDS } from './away-words.calc.ts';
import type { MailFacts } from './rules.ts';

export type Sign = { rule: string; confidence: number };

/** Header fields that only machines set, each with what it takes to mean an automatic answer. */
const VENDOR_HEADERS: Record<string, RegExp> = {
  'x-autoreply': /^(?!no\b)/i,
  'x-autorespond': /^(?!no\b)/i,
  'x-autoreply-from': /./,
  'x-auto-reply': /^(?!no\b)/i,
  'x-mail-autoreply': /./,
  'x-vacation-notice': /./,
  'x-mdaemon-autoresponder': /./,
  'x-cron-env': /./,
  'x-fc-machinegenerated': /^true/i,
  'x-ms-exchange-inbox-rules-loop': /./,
  'x-novell-vacation': /./,
  'x-zimbra-autoreply': /./,
  precedence: /auto[_-]?reply/i,
  'x-precedence': /auto[_-]?reply/i,
  'x-notes-autoreply': /./,
  'delivered-to': /autoresponder/i,
};

const isReply = (subject: string) => /^\s*(re|aw|sv|vs|rif|odp|antw)\s*:/i.test(subject);

/** Words at the beginning of a mail that only an automatic answer puts together: thanks or an absence, and when or who instead. */
function bySayings({ text, subject }: MailFacts): Sign | null {
  const opening = text.slice(0, 1_500).replaceAll(/\s+/g, ' ');
  const isAway = AWAY_WORDS.test(opening);
  if (!isAway) return null;
  const signs = [AWAY_OPENINGS.thanks, AWAY_OPENINGS.back, AWAY_OPENINGS.instead].filter((sign) =>
    sign.test(opening),
  ).length;
  const needed = isReply(subject) ? 2 : 1;
  return signs >= needed && opening.length < 1_400 ? { rule: 'away-in-words', confidence: 0.5 + signs * 0.1 } : null;
}

/** The sign that a machine answered for somebody who did not write (RFC 3834): by its headers, else by its subject, else by its words. */
export function autoReplySign(facts: MailFacts): Sign | null {
  const { headers, subject, isAnswer, returnPath } = facts;
  const submitted = (headers['auto-submitted'] ?? 'no').toLowerCase().trim();
  if (/^auto-(replied|notified)/.test(submitted)) return { rule: 'rfc3834-auto-submitted', confidence: 0.95 };
  const vendor = Object.entries(VENDOR_HEADERS).find(([name, says]) => says.test(headers[name] ?? '') && headers[name]);
  if (vendor) return { rule: `header-${vendor[0]}`, confidence: 0.9 };
  if (AWAY_SUBJECTS.test(subject)) return { rule: 'away-in-subject', confidence: 0.85 };
  if (submitted !== '' && !submitted.startsWith('no')) return { rule: 'rfc3834-auto-generated', confidence: 0.8 };
  const suppresses = /\b(all|oof|autoreply)\b/i.test(headers['x-auto-response-suppress'] ?? '');
  const isNull = returnPath?.trim() === '<>';
  if (isAnswer && (isNull || suppresses))
    return { rule: isNull ? 'answer-without-return-path' : 'asks-for-no-answer', confidence: 0.8 };
  return bySayings(facts);
}
