import { addressIn } from './fields.calc.ts';
import { enhancedOf, replyCodeOf } from './reason.calc.ts';
import type { Word } from './report.calc.ts';

const MAX_NOTICE = 100_000;
const MAX_RECIPIENTS = 500;

/** Where the words of a notice end and the mail that it returns begins. */
const RETURNED: readonly RegExp[] = [
  /^[-=_*#\s>]{0,80}(the |a |this is a |included is a |below is a |here is a |following is a )?(header|headers|copy|beginning|body|text|start|first \d+ \w+|portion|full text|contents?) (and body )?(of|from) (the|your|this|that) (original |returned |undelivered |failed |unsent |rejected )?(message|mail|e-?mail)/im,
  /^[-=_*#\s>]{0,80}(this is a copy of|below this line is|the following is|attached is|your message (is|was) (attached|included|reproduced)|included is|(original|unsent|undelivered|returned|undeliverable|rejected|failed|bounced)( e-?mail| mail)? (message|mail|text|header|headers|e-?mail)|message (header|text|headers|contents?|body)|message headers|returned message)\b.{0,60}(follow|below|copy|message|attached|included|returned|-{3,}|:[ \t]*$|\*{3}|={3})/im,
  /^[ \t]{0,40}[-=_*#>]{2,80}[ \t]{0,20}(original|unsent|undelivered|returned|forwarded|undeliverable|rejected|failed|bounced|attached)[ -]?(message|mail|e-?mail|text|header)/im,
  /^(return-path|received|delivered-to|x-received|dkim-signature|arc-seal):/im,
  /^content-type:[ \t]*(message\/rfc822|text\/rfc822-headers|message\/partial)/im,
  /^[-=_*\s]{0,20}(以下|下記|元の|オリジナル).{0,6}(オリジナル|元の|返送|メッセージ|ヘッダ)/m,
];

/** Parts a notice from the mail that it returns in plain text. */
export function partNotice(text: string): { notice: string; returned: string | null } {
  const whole = text.slice(0, MAX_NOTICE).replaceAll(/\r\n?/g, '\n');
  const cuts = RETURNED.map((mark) => whole.search(mark)).filter((at) => at > 0);
  if (cuts.length === 0) return { notice: whole, returned: null };
  const at = Math.min(...cuts);
  return { notice: whole.slice(0, at), returned: whole.slice(at) };
}

const ADDRESS = '<?["\']?(?:mailto:)?[^\\s<>()\\[\\]\\\\,;:"|=*]{1,200}@[\\w.-]{1,250}\\w["\']?>?';
/** Lines that open what is said of a recipient: the address alone, or before what the server said, or behind a word that introduces it. */
const OPENINGS: readonly RegExp[] = [
  new RegExp(`^[\\s*>\\-+.\\d"']{0,12}(?:<mailto:)?(${ADDRESS})(?:<mailto:[^<>\\s]{1,300}>)?[\\s:;,."')]{0,6}$`, 'i'),
  new RegExp(`^[\\s*>\\-]{0,8}(${ADDRESS})\\s?(?:\\.\\.\\.|:|;|,? \\(|\\s{2,}| - | delivery| \\[)`, 'i'),
  new RegExp(`^[\\s*>]{0,8}(?:\\d{3}[ -])(?:\\d\\.\\d+\\.\\d+ )?(<?${ADDRESS})\\.\\.\\. ?\\S`, 'i'),
  new RegExp(
    `(?:recipient(?: address)?|failed recipient|unknown user|user unknown|to|addressed to|original address|e-?mail|address|for|mailbox|user|rcpt to|addressee|destinatario|destinataire|empfänger|宛先)\\s?[:=]\\s{0,8}(${ADDRESS})`,
    'i',
  ),
  new RegExp(
    `(?:deliver\\w*|sent|send|message|mail|addressed|sending)\\b.{0,80}?(?: to| for)(?: the following| these| this)?(?: recipients?| address(?:es)?| user| e-?mail address)?:?\\s{1,4}(${ADDRESS})`,
    'i',
  ),
];

/** The address whose turn it is from this line on, if the line opens one. */
function openedBy(line: string): string | null {
  if (line.length > 600 || !line.includes('@') || /^\s*(subject|from|date|message-id|reply-to|sender)\s?:/i.test(line))
    return null;
  for (const opening of OPENINGS) {
    const found = opening.exec(line);
    if (found) return addressIn(found.at(-1) ?? null);
  }
  return null;
}

type Turn = { address: string; lines: string[] };

/** Lines of a conversation between servers; they speak of the recipient that is named after them. */
const TRANSCRIPT = /^\s*(>>>|<<<|(\.{3} )?while talking|\d{3}[ -]\S{1,200} \((e?smtp|local|relay|tcp)\)\.\.\.)/i;

/** Parts a notice by the recipients that it speaks of; the mail's own sender is none. */
function turnsOf(notice: string, sender: string | null): { opening: string; turns: Turn[] } {
  const before: string[] = [];
  const turns: Turn[] = [];
  let current: Turn | undefined;
  let waiting: string[] = [];
  for (const line of notice.split('\n')) {
    const address = openedBy(line);
    if (TRANSCRIPT.test(line) && (!address || address === sender)) {
      waiting.push(line);
      continue;
    }
    if (address && address !== sender) {
      const known = turns.findLast((turn) => turn.address === address);
      if (!known && turns.length < MAX_RECIPIENTS) turns.push({ address, lines: [] });
      current = known ?? turns.at(-1);
    }
    (current?.lines ?? before).push(...waiting, line);
    waiting = [];
  }
  (current?.lines ?? before).push(...waiting);
  return { opening: before.join('\n'), turns };
}

const hasCode = (text: string) => (replyCodeOf(text) ?? enhancedOf(text)) !== null;

/** The passage that says why, and what follows it: advice and explanations, which hold words of other reasons. */
function partPassage(lines: string[]): { diagnostic: string; rest: string } {
  const paragraphs = lines.join('\n').split(/\n[ \t]*\n/);
  const isBare = (paragraph: string) => paragraph.trim().split(/\s+/).length < 3;
  const first = Math.max(
    paragraphs.findIndex((paragraph) => !isBare(paragraph)),
    0,
  );
  const coded = paragraphs.slice(0, first + 4).findIndex(hasCode);
  const end = Math.max(first, coded) + 1;
  return { diagnostic: paragraphs.slice(0, end).join('\n'), rest: paragraphs.slice(end).join('\n\n') };
}

/** Reads the recipients off the words of a notice: whom each passage is about, and what it says. */
export function wordsOfNotice(notice: string, sender: string | null): Word[] {
  const { opening, turns } = turnsOf(notice, sender);
  const only =
    turns.length === 1 ? notice.split(/\n[ \t]*\n/).find((passage) => replyCodeOf(passage) !== null) : undefined;
  return turns.map(({ address, lines }) => {
    const { diagnostic, rest } = partPassage(lines);
    const said = replyCodeOf(diagnostic) ? diagnostic : (only ?? diagnostic);
    return {
      address,
      action: null,
      status: null,
      diagnostic: said,
      notice: turns.length === 1 ? `${rest}\n\n${opening}` : '',
    };
  });
}
