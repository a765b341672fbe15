import { reasonOfWords } from './phrases.calc.ts';
import { type BounceReason, REASONS, type ReportedRecipient } from './rules.ts';
import { reasonOfStatus, reasonOfSubject } from './status.calc.ts';

/** The step of the conversation between two servers that was refused. */
export type SmtpStep = 'connect' | 'mail' | 'rcpt' | 'data' | null;

const STEPS: readonly { step: SmtpStep; says: RegExp }[] = [
  {
    step: 'data',
    says: /end of data|(reply to|after|for|in|our final|our|issuing) "?(end of )?(data|text|bdat|message body|\.)"? ?(command|$|:|\))|^\s*DATA\s*$|>>> (data|\.)\s/im,
  },
  {
    step: 'rcpt',
    says: /(reply to|after|for|in|our|issuing|>>>) ?"?rcpt[ -_]?to|\brcpt to:?<|in rcpt to|\[rcpt_to\]|does not like recipient|smtp:rcpt/i,
  },
  { step: 'mail', says: /(reply to|after|for|in|our|issuing|>>>) ?"?mail[ -]?from|\bmail from:?<|rejected mail from/i },
  {
    step: 'connect',
    says: /refused to talk to me|(after|during|in reply to|for|in|our) "?(initial connection|ehlo|helo|banner|connect)|initial greeting|>>> (ehlo|helo)/i,
  },
];

/** Which step was refused, by the words around the answer. */
export const stepOf = (text: string): SmtpStep =>
  STEPS.find(({ says }) => says.test(text.slice(0, 6_000)))?.step ?? null;

const AFTER_CODE = /(?:^|[\s;:"'(>#-])([245]\d\d)[ -]+(?:#?[<([]?)([245]\.\d{1,3}\.\d{1,3})\b/;
/** Where the answer of a server begins in the words around it. */
const answerOf = (text: string) => {
  const at = (AFTER_CODE.exec(text) ?? CODE.exec(text))?.index ?? 0;
  return text.slice(at);
};
const CODE =
  /(?:error_code ?:|response ?code:? |^[ \t]*|said:\s+|: |; ?|<<< |\.\.\. |reason: |\(#?|error |code[: ]+|\breply[: ]+)([45]\d\d)(?=[ -]+\S|[ \t]*$|[:,] ?)(?![ -]+\d{1,3}\.\d)/im;
const ENHANCED = /(?:^|[\s;:#"'(<[-])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/;

const MAX_WORDS = 6_000;
const QUOTED_CODE = /\s([45]\d\d)-['"\w]/;

const codeIn = (text: string) =>
  AFTER_CODE.exec(text)?.[1] ?? CODE.exec(text)?.[1] ?? QUOTED_CODE.exec(text)?.[1] ?? null;

/** The three digits of the SMTP answer in a diagnostic, or null. */
export const replyCodeOf = (text: string): string | null => codeIn(text.slice(0, MAX_WORDS));

const enhancedIn = (text: string) => AFTER_CODE.exec(text)?.[2] ?? ENHANCED.exec(text)?.[1] ?? null;

/** The enhanced code (RFC 3463) in a diagnostic; the one beside the SMTP answer rather than another. */
export const enhancedOf = (text: string): string | null => enhancedIn(text.slice(0, MAX_WORDS));

/** How much a code says: 5.0.0 nothing, 5.1.0 its subject, 5.1.1 all. */
const exactness = (status: string) => (/^\d\.0\.0$/.test(status) ? 0 : status.endsWith('.0') ? 1 : 2);

/** The most exact of the codes that a report gives. */
export function statusOf(field: string | null, diagnostic: string): string | null {
  const reported = /[245]\.\d{1,3}\.\d{1,3}/.exec(field ?? '')?.[0] ?? null;
  const said = enhancedOf(diagnostic);
  if (!reported || !said) return reported ?? said;
  const isBesideAnswer = AFTER_CODE.test(diagnostic.slice(0, MAX_WORDS)) && exactness(said) >= exactness(reported);
  return isBesideAnswer || exactness(said) > exactness(reported) ? said : reported;
}

/** What was said of one recipient: the server's answer, the step that it answered, and the words of the notice around it. */
export type Said = {
  status: string | null;
  replyCode: string | null;
  step: SmtpStep;
  diagnostic: string;
  notice: string;
  /** Whether the answer, word for word, names the address: so do answers to RCPT TO. */
  namesAddress: boolean;
};

/** Reasons that many causes have: an exact word elsewhere says more. */
const GENERAL = new Set<BounceReason | null>([null, 'systemerror', 'expired', 'networkerror', 'mailererror', 'onhold']);
/** What a notice around an answer may correct: servers that keep their users secret call a closed or full mailbox unknown. */
const MILDER = new Set<BounceReason | null>(['suspend', 'mailboxfull']);

function reasonOfCode({ replyCode, step }: Said): BounceReason {
  if (step === 'mail' && replyCode) return 'rejected';
  if (step === 'connect' && replyCode) return 'blocked';
  if (replyCode === '552') return 'mailboxfull';
  if (replyCode === '551') return 'hasmoved';
  if (replyCode === '521' || replyCode === '556') return 'notaccept';
  if (replyCode === '550' || replyCode === '553') return 'filtered';
  return replyCode?.startsWith('4') ? 'onhold' : 'undefined';
}

/** Whether a report shows that the address itself was refused: by its code, at its turn, or by the server that reports. A refusal of the whole mail may be a filter's. */
function isAboutAddress({ status, replyCode, step, diagnostic, namesAddress }: Said): boolean {
  if (step === 'rcpt' || /^\d\.1\.\d+$/.test(status ?? '')) return true;
  if (
    /(invalid|unknown|bad|no such) recipient|recipient address(es)? rejected: access denied|delivery error: dd/i.test(
      diagnostic,
    )
  )
    return true;
  if (namesAddress) return step === null && !/^\d\.[27]\.[1-9]/.test(status ?? '');
  return replyCode === null && step === null && !/\baccount\b/i.test(diagnostic);
}

/** The first passage of a notice that names a reason: what follows is advice, which holds words of other reasons. */
function reasonOfNotice(notice: string): BounceReason | null {
  const found = notice
    .split(/\n[ \t]*\n/, 40)
    .map(reasonOfWords)
    .filter((reason) => reason !== null);
  return found.find((reason) => !GENERAL.has(reason)) ?? found[0] ?? null;
}

function reasonUnchecked(said: Said): BounceReason {
  const own = reasonOfWords(answerOf(said.diagnostic)) ?? reasonOfWords(said.diagnostic);
  const around = reasonOfNotice(said.notice);
  if (own && !GENERAL.has(own)) return own === 'userunknown' && around && MILDER.has(around) ? around : own;
  if (around && !GENERAL.has(around)) return around;
  const byStatus = said.status ? reasonOfStatus(said.status) : null;
  const isVague = said.status?.endsWith('.0') ?? true;
  if (own && (!byStatus || isVague || GENERAL.has(byStatus) || REASONS[byStatus].isHard)) return own;
  const coded = byStatus ?? (said.status ? reasonOfSubject(said.status) : null) ?? reasonOfCode(said);
  return around && coded === 'undefined' ? around : coded;
}

/** Why a delivery failed: by the server's words, then by those around them, then by the codes. */
export function reasonOf(said: Said): BounceReason {
  const reason = reasonUnchecked(said);
  if (said.step === 'mail' && REASONS[reason].isHard) return 'rejected';
  if (reason === 'userunknown' && !isAboutAddress(said)) return 'filtered';
  return reason;
}

const isTransient = ({ status, replyCode }: Said) => (replyCode ?? status ?? '5').startsWith('4');

/** What follows from a reason: a refusal for now never proves that an address will not work. */
export function verdictOf(said: Said): Pick<ReportedRecipient, 'isHard' | 'category' | 'reason' | 'fault'> {
  const reason = reasonOf(said);
  const { isHard, category, fault } = REASONS[reason];
  return { reason, category, fault, isHard: isHard && !isTransient(said) };
}

/** What follows when the server that takes our mail refuses its recipient: it spoke of the address, whatever its words. */
export const judgeRefusal = ({ code, answer }: { code: string | null; answer: string }) =>
  verdictOf({
    status: statusOf(code, answer),
    replyCode: replyCodeOf(answer) ?? /^[245]\d\d/.exec(code ?? '')?.[0] ?? null,
    step: 'rcpt',
    diagnostic: answer,
    notice: '',
    namesAddress: true,
  });
