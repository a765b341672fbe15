import EmailReplyParser from 'email-reply-parser';
import { convert, type SelectorDefinition } from 'html-to-text';

/** The library looks back and forth in long lines: beyond this nobody writes an answer by hand. */
const MAX_TEXT = 20_000;
const MAX_LINE = 1_000;
const MAX_HTML = 500_000;

/** Where mail programs put what they quote. */
const QUOTES: SelectorDefinition[] = [
  'div.gmail_quote',
  'div.gmail_quote_container',
  'div.gmail_extra',
  'blockquote[type=cite]',
  'div.yahoo_quoted',
  'div.protonmail_quote',
  'div.moz-cite-prefix',
  'div.zmail_extra',
  'div.ms-outlook-mobile-reference-message',
  'div.tutanota_quote',
  'blockquote.tutanota_quote',
].map((selector) => ({ selector, format: 'skip' }));

const readHtml = (html: string, selectors: SelectorDefinition[]) =>
  convert(html.slice(0, MAX_HTML), {
    wordwrap: false,
    limits: { maxDepth: 100, maxChildNodes: 5_000 },
    selectors: [{ selector: 'a', options: { ignoreHref: true } }, { selector: 'img', format: 'skip' }, ...selectors],
  }).trim();

/** A line that opens what an answer quotes without marks: the head of the mail as Outlook and others copy it. */
const HEAD_FROM =
  /^[\s>*_]{0,8}(from|von|de|da|van|från|fra|lähettäjä|od|feladó|de la|kimden|от|від|από|差出人|发件人|寄件者|보낸 ?사람|من|מאת)\s?[:：]/iu;
const HEAD_NEXT =
  /^[\s>*_]{0,8}(sent|date|to|subject|gesendet|datum|an|betreff|envoyé|date|à|objet|enviado|enviada|fecha|data|para|asunto|assunto|inviato|a|oggetto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|lähetetty|wysłano|do|temat|odesláno|komu|předmět|elküldve|címzett|tárgy|trimis|gönderilme|kime|konu|отправлено|дата|кому|тема|надіслано|送信日時|宛先|件名|发送时间|收件人|主题|보낸 ?날짜|받는 ?사람|제목|תאריך|אל|נושא|إلى|الموضوع)\s?[:：]/iu;
/** Lines after which all is the mail that was answered. */
const DIVIDER =
  /^[\s>]{0,4}(-{2,}|_{2,}|={2,})?\s?(original message|forwarded message|ursprüngliche nachricht|originalnachricht|weitergeleitete nachricht|message d'origine|message transféré|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|ursprungligt meddelande|opprinnelig melding|oprindelig meddelelse|alkuperäinen viesti|wiadomość oryginalna|původní zpráva|eredeti üzenet|mesaj original|orijinal mesaj|исходное сообщение|оригінальне повідомлення|元のメッセージ|原始邮件|原始郵件|원본 메일|원본 메시지)\s?(-{2,}|_{2,}|={2,})?\s*$/iu;
/** The line that introduces the quoted words: when, who, wrote. */
const WROTE =
  /(wrote|schrieb|a écrit|escribió|escreveu|ha scritto|scritto|schreef|skrev|kirjoitti|napisał\(?a?\)?|pisze|napsal\(?a?\)?|írta|a scris|şunu yazdı|yazdı|написал\(?а?\)?|пишет|пише|написав|έγραψε|写道|寫道|のメッセージ|書きました|작성|님이 작성|كتب|כתב)\s?[^\n]{0,80}[:：]\s*$/iu;
/** What telephones put under a mail. */
const SENT_FROM =
  /^(sent from|sent with|get outlook for|von meinem .{1,30} gesendet|gesendet (von|mit)|envoyé (de|depuis)|enviado (desde|do|de)|inviato da|verzonden vanaf|verstuurd vanaf|skickat från|sendt fra|lähetetty|wysłane z|odesláno z|отправлено с|надіслано з|iPhoneから送信|从我的).{0,80}$/gimu;
/** The same line in languages that leave the verb out. */
const INTRODUCES = /^[^\n]{0,80}\d{4}[^\n]{0,80}<[^<>\s]{1,200}@[^<>\s]{1,200}>\s?[:：]\s*$/u;
const HAS_SENDER = /\d|@|</;

function cutAt(lines: string[]): number {
  for (const [index, line] of lines.entries()) {
    if (DIVIDER.test(line)) return index;
    if (HEAD_FROM.test(line) && lines.slice(index + 1, index + 5).some((next) => HEAD_NEXT.test(next))) return index;
    const joined = `${line} ${lines[index + 1] ?? ''}`.slice(0, 400);
    const isIntroduced = INTRODUCES.test(line) || [line, joined].some((one) => WROTE.test(one) && HAS_SENDER.test(one));
    const isMarked = lines.slice(index + 1, index + 5).some((next) => /^\s?>/.test(next));
    if (isIntroduced && !isMarked && !/^\s?>/.test(line)) return index;
  }
  return lines.length;
}

/** What was quoted without marks goes first, by where it begins; then what is marked, and the signature. */
function withoutQuotes(text: string): string {
  const lines = text
    .slice(0, MAX_TEXT)
    .replaceAll(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.slice(0, MAX_LINE));
  const kept = lines.slice(0, cutAt(lines)).filter((line) => !INTRODUCES.test(line));
  while (/^[\s_*=-]*$/.test(kept.at(-1) ?? 'x')) kept.pop();
  const visible = new EmailReplyParser().parseReply(`${kept.join('\n')}\n`).trim();
  return visible.replace(SENT_FROM, '').trim();
}

/** The new words of an answer, without the quoted history and the signature. */
export function newTextOf({ text, html }: { text: string; html: string | null }): string {
  if (text.trim()) return withoutQuotes(text);
  if (!html) return '';
  return withoutQuotes(readHtml(html, QUOTES)) || withoutQuotes(readHtml(html, []));
}
