import { readAway } from '../../workflows/replies/away.calc.ts';
import { fieldBlocks, fieldOf } from '../../workflows/replies/fields.calc.ts';
import { intentOf } from '../../workflows/replies/intent.calc.ts';
import { newTextOf } from '../../workflows/replies/new-text.calc.ts';
import { optOutOf } from '../../workflows/replies/opt-out.calc.ts';
import type { Away, Classification, HumanReply } from '../../workflows/replies/rules.ts';
import { sortMail } from '../../workflows/replies/sort.calc.ts';
import type { ParsedMail } from './parse.ts';

const DAY_MS = 86_400_000;
const MAX_HEAD = 100_000;
const MESSAGE_ID = /^[ \t]*message-id:\s*(<[^<>\s]{1,500}>)/im;

/** The mail that a report is about, by the copy or the head that it returns and by what its sender called it (RFC 3461). */
function originalOf({ facts }: ParsedMail): Classification['original'] {
  const copy = MESSAGE_ID.exec(facts.returned?.slice(0, MAX_HEAD) ?? '')?.[1];
  const inText = MESSAGE_ID.exec(facts.text.slice(0, MAX_HEAD))?.[1];
  const report = facts.statusParts.flatMap(fieldBlocks).find((block) => block['original-envelope-id']);
  return { messageId: copy ?? inText ?? null, envelopeId: fieldOf(report, 'original-envelope-id') };
}

/** What "next week" is counted from: when the answer was written, unless its clock is wrong. */
const writtenAt = ({ sentAt }: ParsedMail, receivedAt: number) =>
  sentAt !== null && sentAt <= receivedAt + DAY_MS && sentAt > receivedAt - 14 * DAY_MS ? sentAt : receivedAt;

function awayOf(mail: ParsedMail, { ownAddress, receivedAt }: { ownAddress: string; receivedAt: number }): Away {
  const text = newTextOf({ text: mail.text, html: mail.html }) || mail.facts.text;
  const away = readAway(
    { subject: mail.subject, text, from: mail.from?.address ?? null },
    { refAt: writtenAt(mail, receivedAt), own: ownAddress },
  );
  return { ...away, until: away.until !== null && away.until > receivedAt ? away.until : null };
}

/** The subject of an answer is ours. */
const isAnswer = ({ facts, subject }: ParsedMail) => facts.isAnswer || /^\s*\p{L}{2,4}\s?:/u.test(subject);

function replyOf(mail: ParsedMail): HumanReply {
  const text = newTextOf({ text: mail.text, html: mail.html });
  const optOut = optOutOf(text) ?? (isAnswer(mail) ? null : optOutOf(mail.subject));
  if (optOut) return { text, optOut, intent: 'not_interested', intentRule: 'opts-out' };
  return { text, optOut, ...intentOf(text) };
}

/** What a mail is and what it says, by the rules. */
export function understand(mail: ParsedMail, at: { ownAddress: string; receivedAt: number }): Classification {
  const { messageId, ...sorted } = sortMail(mail.facts, at.ownAddress);
  const isReport = sorted.kind !== 'human' && sorted.kind !== 'auto_reply';
  const original = isReport ? originalOf(mail) : { messageId: null, envelopeId: null };
  return {
    ...sorted,
    original: { ...original, messageId: messageId ?? original.messageId },
    away: sorted.kind === 'auto_reply' ? awayOf(mail, at) : null,
    reply: sorted.kind === 'human' ? replyOf(mail) : null,
  };
}
