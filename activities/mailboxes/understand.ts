import { awayUntil, classify, judgeBounce } from '../../workflows/mailboxes/rules.ts';
import { afterType, fieldBlocks, fieldOf } from '../../workflows/replies/fields.calc.ts';
import type { Classification, ReportedRecipient } from '../../workflows/replies/rules.ts';
import type { ParsedMail } from './parse.ts';

const recipientsOf = (parts: string[]): ReportedRecipient[] =>
  parts.flatMap(fieldBlocks).flatMap((block) => {
    const address = afterType(fieldOf(block, 'final-recipient'));
    if (!address) return [];
    const status = fieldOf(block, 'status');
    const diagnostic = afterType(fieldOf(block, 'diagnostic-code'));
    const { isHard, category } = judgeBounce({ status, diagnostic });
    const replyCode = /^\d{3}/.exec(diagnostic ?? '')?.[0] ?? null;
    const action = (fieldOf(block, 'action') ?? 'failed').toLowerCase();
    return [
      {
        address,
        action,
        status,
        replyCode,
        diagnostic,
        isHard,
        category,
        reason: isHard ? 'userunknown' : 'undefined',
        fault: 'recipient',
      },
    ];
  });

/** What a mail is, by the rules. */
export function understand(
  mail: ParsedMail,
  { ownAddress, receivedAt }: { ownAddress: string; receivedAt: number },
): Classification {
  const { facts } = mail;
  const recipients = recipientsOf(facts.statusParts);
  const feedback = fieldBlocks(facts.feedbackPart ?? '')[0];
  const old = {
    ...facts,
    recipients: recipients.map((each) => ({ ...each, address: each.address ?? '', action: each.action ?? 'failed' })),
    feedbackType: fieldOf(feedback, 'feedback-type'),
    reporter: fieldOf(feedback, 'user-agent'),
  };
  const { kind, rule, confidence } = classify(old, ownAddress);
  const text = mail.text.split(/^On .* wrote:$/m)[0] ?? '';
  const optOut = /\b(unsubscribe me|stop writing)\b/i.exec(text)?.[0];
  return {
    ...{ kind, rule, confidence, recipients, feedbackType: old.feedbackType, reporter: old.reporter },
    original: {
      messageId: /^message-id:\s*(<[^<>\s]{1,500}>)/im.exec(facts.returned ?? '')?.[1] ?? null,
      envelopeId: null,
    },
    away:
      kind === 'auto_reply'
        ? { until: awayUntil(`${mail.subject}\n${mail.text}`, receivedAt), phrase: null, standIn: null }
        : null,
    reply:
      kind === 'human'
        ? { text, optOut: optOut ? { phrase: optOut, language: 'en' } : null, intent: 'other', intentRule: 'none' }
        : null,
  };
}
