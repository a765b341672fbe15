import { awayUntil } from '../../workflows/mailboxes/rules.ts';
import { fieldBlocks, fieldOf } from '../../workflows/replies/fields.calc.ts';
import type { Classification } from '../../workflows/replies/rules.ts';
import { sortMail } from '../../workflows/replies/sort.calc.ts';
import type { ParsedMail } from './parse.ts';

/** The mail that a report is about, by the copy or the head that it returns and by what its sender called it (RFC 3461). */
function originalOf({ facts }: ParsedMail): Classification['original'] {
  const copy = /^message-id:\s*(<[^<>\s]{1,500}>)/im.exec(facts.returned?.slice(0, 100_000) ?? '')?.[1];
  const inText = /^[ \t]*message-id:\s*(<[^<>\s]{1,500}>)/im.exec(facts.text.slice(0, 100_000))?.[1];
  const report = facts.statusParts.flatMap(fieldBlocks).find((block) => block['original-envelope-id']);
  return { messageId: copy ?? inText ?? null, envelopeId: fieldOf(report, 'original-envelope-id') };
}

/** What a mail is, by the rules. */
export function understand(
  mail: ParsedMail,
  { ownAddress, receivedAt }: { ownAddress: string; receivedAt: number },
): Classification {
  const { messageId, ...sorted } = sortMail(mail.facts, ownAddress);
  const isReport = sorted.kind !== 'human' && sorted.kind !== 'auto_reply';
  const original = isReport ? originalOf(mail) : { messageId: null, envelopeId: null };
  const text = mail.text.split(/^On .* wrote:$/m)[0] ?? '';
  const optOut = /\b(unsubscribe me|stop writing)\b/i.exec(text)?.[0];
  return {
    ...sorted,
    original: { ...original, messageId: messageId ?? original.messageId },
    away:
      sorted.kind === 'auto_reply'
        ? { until: awayUntil(`${mail.subject}\n${mail.text}`, receivedAt), phrase: null, standIn: null }
        : null,
    reply:
      sorted.kind === 'human'
        ? { text, optOut: optOut ? { phrase: optOut, language: 'en' } : null, intent: 'other', intentRule: 'none' }
        : null,
  };
}
