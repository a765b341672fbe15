import { addressIn, fieldBlocks, fieldOf } from './fields.calc.ts';
import { partNotice, wordsOfNotice } from './notice.calc.ts';
import { recipientOf, type Word, wordsOfReport } from './report.calc.ts';
import type { MailFacts, MessageKind, ReportedRecipient } from './rules.ts';

export type Sorted = { kind: MessageKind; rule: string; confidence: number; recipients: ReportedRecipient[] };

const DAEMON =
  /^(mailer-?daemon|post[_-]?master|mail-?daemon|mdaemon|mmdf|mail-?system|mail-?delivery|bounces?|sysadmin|root)([+._-][^@]*)?@|mailer-?daemon/i;
const DAEMON_NAME =
  /mail(er)?[ -]?(delivery|daemon|administrator|system)|delivery (system|subsystem)|postmaster|ndr administrator|content.?filter/i;
const SUBJECT =
  /undeliver|not (be )?delivered|(delivery|mail|message|e-?mail) (system |status |transaction )?(error|fail|problem|report|notification|notice|has failed|was not)|fail(ed|ure) (notice|notification|mail|delivery|to deliver)|returned (mail|to sender|message|e-?mail)|returning message|mail could not|could ?n[o']t be (delivered|sent)|non.?delivery|non remis|unzustellbar|nicht zugestellt|zustell\w*fehl|no se (pudo|ha podido) entregar|não (foi )?entreg|impossibile (consegnare|recapitare)|mancata consegna|onbestelbaar|niet (worden )?bezorgd|niedostarcz|не доставлен|недостав|не удалось доставить|配信不能|送信エラー|エラーメール|配達.{0,6}(でき|不)|退信|无法投递|投递失败|mail delivery|considered unsolicited|mta-blocked|delivery status|contents? from you|in mail from you/i;
const FAILED =
  /(could|can|was|has|have|is|were|will|would|did|able)( ?not|n't) (be(en)? )?(able to )?(be )?(deliver|sent|relay|transmi|reach|process|accept)|unable to (deliver|send|relay)|not able to (be )?deliver|undeliver|(delivery|message|mail|transmission|recipient)s?( to [^\n]{1,200})? (has |have |was |were )?(permanently )?(failed|failure|error|bounced|rejected|returned)|fail(ed|ure|s) (to )?(deliver|send|permanently|notice|reason)|permanent(ly)? (fatal |delivery )?(error|fail)|address(es)? (failed|had|rejected)|error (was |has )?(occurred|delivering|transferring)|rejected (by|your)|returned to (the )?sender|non.?delivery|unknown user|user unknown|no such user|was considered unsolicited|delivery of the (e-?mail|message) was (stopped|blocked)|(was|has been|is being|were) (not relayed|not delivered|blocked|rejected|refused|quarantined|stopped|returned|removed from the (mail )?queue)|unzustellbar|nicht zugestellt|送信できません|送信できな|配信できません|配達でき|届けられ|エラー|не (был[оа]? )?доставлен|退信|投递/i;
const DELAYED =
  /(has |have )?not yet been delivered|not been delivered yet|will (continue|keep|be retried|retry)|(do|does) not need to resend|warning (message )?only|(delivery|message|mail).{0,40} (is |has been |was )?delayed|still (trying|being retried|in the queue)|temporary (problem|fail|delivery)|no action is required|could not be delivered for .{0,40}will|gmail will retry|attempts? will continue/i;
const GAVE_UP =
  /giv(en|ing) up|permanent|no further|will not (be )?(retr|try)|won't (be )?retr|expired|timed? out after|returned to (the )?sender/i;
const ARRIVED =
  /(success(ful|fully)?|has been|was|were) (mail )?(deliver(y|ed)|relayed)(?! to the following.{0,30}fail)|delivery (report|notification|status notification) ?[:(]? ?success|^relayed:|^delivered:|erfolgreich zugestellt/i;
const DELIVERED = new Set(['delivered', 'relayed', 'expanded', 'deliverable']);
const ENOUGH_CODE =
  /\b[45]\d\d[ -]+#?[45]\.\d\.\d|#[45]\.\d\.\d|\b5\.\d\.\d{1,3}\b|(said|reason|error|code|smtp|;):? ?["(]?5\d\d\b|^[ \t]*5\d\d[ -]/im;

/** Adds what the notice says in words of a recipient to what the machine-readable part says. */
function withNotice(words: Word[], notice: string, sender: string | null): Word[] {
  const said = wordsOfNotice(notice, sender);
  return words.map((word) => {
    const own = said.find(({ address }) => address !== null && address === word.address);
    return { ...word, notice: words.length === 1 ? notice : (own?.diagnostic ?? '') };
  });
}

const kindOfActions = (actions: (string | null)[]): { kind: MessageKind; action: string } => {
  if (actions.every((action) => action !== null && DELIVERED.has(action)))
    return { kind: 'delivered', action: actions[0] ?? 'delivered' };
  if (actions.every((action) => action === 'delayed' || (action !== null && DELIVERED.has(action))))
    return { kind: 'bounce', action: 'delayed' };
  return { kind: 'bounce', action: 'failed' };
};

/** A report that follows the standard: each recipient has its block. */
function standardReport(words: Word[], notice: string, facts: MailFacts): Sorted | null {
  if (words.length === 0) return null;
  const { kind, action } = kindOfActions(words.map((word) => word.action));
  const told = withNotice(words, notice, senderOf(facts));
  const shown = kind === 'bounce' ? told.filter((word) => !DELIVERED.has(word.action ?? '')) : told;
  return { kind, rule: `rfc3464-${action}`, confidence: 1, recipients: shown.map(recipientOf) };
}

/** Whom a notice goes to: the sender of the mail that it is about, not one of its recipients. */
const senderOf = ({ headers }: MailFacts) => addressIn(headers.to ?? null);

const failedIn = (headers: Record<string, string>) =>
  (headers['x-failed-recipients'] ?? '')
    .split(/[\s,]+/)
    .map(addressIn)
    .filter((address) => address !== null)
    .slice(0, 500);

/** The recipients of a notice in words; of a notice that names none, the one to whom the returned mail was addressed. */
function recipientsInWords(facts: MailFacts, notice: string, returned: string | null): ReportedRecipient[] {
  const failed = failedIn(facts.headers);
  const sender = senderOf(facts);
  const inText = wordsOfNotice(notice, sender && failed.includes(sender) ? null : sender);
  const wanted = failed.length > 0 ? inText.filter(({ address }) => address && failed.includes(address)) : inText;
  const known = new Set(wanted.map(({ address }) => address));
  const missing = failed.filter((address) => !known.has(address));
  const whole = { action: null, status: null, diagnostic: notice, notice: facts.subject };
  const named = [...wanted, ...missing.map((address) => ({ ...whole, address }))];
  const words = named.length > 0 ? named : wordsOfNotice(notice, null); // some write to themselves
  if (words.length > 0)
    return words.map((word) => recipientOf({ ...word, notice: `${facts.subject}\n${word.notice}` }));
  const head = fieldBlocks((returned ?? '').slice(0, 50_000)).find((block) => block.to ?? block['x-envelope-to']);
  const address = addressIn(fieldOf(head, 'x-envelope-to') ?? fieldOf(head, 'to'));
  return [recipientOf({ ...whole, address })];
}

/** A machine's notice in words: from a mail system, of a failure. */
function noticeInWords(facts: MailFacts): Sorted | null {
  const { headers, from, subject, returnPath, isAnswer } = facts;
  const { notice, returned } = partNotice(facts.text);
  const isDaemon = DAEMON.test(from ?? '') || DAEMON_NAME.test(headers.from ?? '') || DAEMON.test(returnPath ?? '');
  const isNull = returnPath?.trim() === '<>' || /<>/.test(headers.from ?? '');
  const hasSubject = SUBJECT.test(subject) && !/^\s*(re|aw|sv|fwd?|wg|tr)\s*:/i.test(subject);
  const isMachine =
    isDaemon || (isNull && !isAnswer) || (isNull && hasSubject) || headers['x-failed-recipients'] !== undefined;
  const says = `${subject}\n${notice}`;
  const isFailure = FAILED.test(says) || ENOUGH_CODE.test(notice);
  const original = returned ?? facts.returned;
  const recipients = () => recipientsInWords(facts, notice, original);
  if (!(isMachine || hasSubject || facts.returned)) return null;
  if (isMachine && DELAYED.test(says) && !GAVE_UP.test(says))
    return {
      kind: 'bounce',
      rule: 'notice-delayed',
      confidence: 0.8,
      recipients: recipients().map((row) => ({ ...row, action: 'delayed', isHard: false })),
    };
  if (headers['x-failed-recipients'])
    return { kind: 'bounce', rule: 'x-failed-recipients', confidence: 0.95, recipients: recipients() };
  if (isMachine && ARRIVED.test(says) && !isFailure)
    return { kind: 'delivered', rule: 'notice-delivered', confidence: 0.8, recipients: [] };
  if (isDaemon && (isFailure || hasSubject))
    return {
      kind: 'bounce',
      rule: 'notice-of-mail-system',
      confidence: isFailure ? 0.9 : 0.7,
      recipients: recipients(),
    };
  if (facts.returned && isFailure && !isAnswer && /(could not|couldn't|cannot|can't|not) be delivered/i.test(notice))
    return { kind: 'bounce', rule: 'notice-with-the-mail', confidence: 0.7, recipients: recipients() };
  if (hasSubject && isFailure && (isNull || ENOUGH_CODE.test(notice) || facts.reportType === 'delivery-status'))
    return { kind: 'bounce', rule: 'notice-in-words', confidence: 0.8, recipients: recipients() };
  return null;
}

/** Fields of a report that stand in the text, where a server or somebody on the way has lost the parts. */
function wordsInText({ text, from }: MailFacts, notice: string): Word[] {
  const within = DAEMON.test(from ?? '') ? text : notice;
  return /^(final|original)-recipient[ \t]*:/im.test(within) ? wordsOfReport([within]) : [];
}

/** A report about a delivery: by its machine-readable part (RFC 3464), else by the words of the many servers that write none. */
export function sortReport(facts: MailFacts): Sorted | null {
  const { notice, returned } = partNotice(facts.text);
  const parts = wordsOfReport(facts.statusParts);
  const standard = standardReport(parts.length > 0 ? parts : wordsInText(facts, notice), notice, facts);
  if (standard) return standard;
  const worded = noticeInWords(facts);
  if (worded) return worded;
  if (facts.reportType !== 'delivery-status' && facts.statusParts.length === 0) return null;
  const recipients = recipientsInWords(facts, notice, returned ?? facts.returned);
  return { kind: 'bounce', rule: 'rfc6522-without-recipient', confidence: 0.7, recipients };
}
