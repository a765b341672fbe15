import { addressIn, afterType, type FieldBlock, fieldBlocks, fieldOf } from './fields.calc.ts';
import { replyCodeOf, type Said, statusOf, stepOf, verdictOf } from './reason.calc.ts';
import type { BounceReason, ReportedRecipient } from './rules.ts';

/** What a server says of one recipient, before it is judged. */
export type Word = {
  address: string | null;
  action: string | null;
  status: string | null;
  diagnostic: string;
  /** The words of the notice around it. */
  notice: string;
  /** Whether it is an answer word for word, as machine-readable reports hold it. */
  isVerbatim?: boolean;
};

const MAX_RECIPIENTS = 500;
const MAX_DIAGNOSTIC = 2_000;
const DELIVERED = new Set(['delivered', 'relayed', 'expanded', 'deliverable']);

/** The code that stands for a reason where the report gives none. */
const STATUS_OF: Partial<Record<BounceReason, string>> = {
  userunknown: '5.1.1',
  hostunknown: '5.1.2',
  hasmoved: '5.1.6',
  notaccept: '5.1.10',
  mailboxfull: '5.2.2',
  suspend: '5.2.1',
  mesgtoobig: '5.3.4',
  exceedlimit: '5.2.3',
  expired: '4.4.7',
  authfailure: '5.7.26',
  requireptr: '5.7.25',
};

/** An answer that names the address, as servers echo the one that they refuse; or says what RFC 5321 has them say of it. */
const ECHOES =
  /^\s*\d{3}[ -]+(?:\d\.\d{1,3}\.\d{1,3} )?(?:[a-z]+:? ){0,4}(?:<?[^\s<>@]{1,100}@[\w.-]{1,200}>?|requested action not taken: mailbox unavailable)/i;

/** Judges what was said of one recipient. */
export function recipientOf({
  address,
  action,
  status: field,
  diagnostic,
  notice,
  isVerbatim = false,
}: Word): ReportedRecipient {
  const text = diagnostic.trim() || notice;
  const status = statusOf(field, text);
  const replyCode = replyCodeOf(text);
  const step = stepOf(diagnostic) ?? stepOf(notice);
  const shown = (diagnostic.trim() || notice.trim()).replaceAll(/\s+/g, ' ').slice(0, MAX_DIAGNOSTIC) || null;
  const about = { address, action, replyCode, diagnostic: shown };
  if (action !== null && DELIVERED.has(action))
    return { ...about, status, isHard: false, category: 'other', reason: 'undefined', fault: 'network' };
  const namesAddress = isVerbatim && ECHOES.test(diagnostic);
  const said: Said = { status, replyCode, step, diagnostic, notice, namesAddress };
  const verdict = verdictOf(said);
  return { ...about, ...verdict, status: status ?? STATUS_OF[verdict.reason] ?? null };
}

const addressOf = (block: FieldBlock) =>
  addressIn(afterType(fieldOf(block, 'final-recipient'))) ??
  addressIn(afterType(fieldOf(block, 'original-recipient'))) ??
  addressIn(afterType(fieldOf(block, 'x-actual-recipient'))) ??
  afterType(fieldOf(block, 'final-recipient'));

const hasRecipient = (block: FieldBlock) =>
  Boolean(block['final-recipient'] ?? block['original-recipient'] ?? block['x-actual-recipient']);

/** The recipients of the machine-readable part of a report (RFC 3464), with what is said of each. */
export function wordsOfReport(statusParts: string[]): Word[] {
  return statusParts
    .flatMap((part) => fieldBlocks(part))
    .filter(hasRecipient)
    .slice(0, MAX_RECIPIENTS)
    .map((block) => ({
      address: addressOf(block),
      action: /[a-z-]+/.exec((fieldOf(block, 'action') ?? '').toLowerCase())?.[0] ?? null,
      status: /[245]\.\d{1,3}\.\d{1,3}/.exec(fieldOf(block, 'status') ?? '')?.[0] ?? null,
      diagnostic:
        (block['diagnostic-code'] ?? []).map((value) => afterType(value) ?? '').join(' ') || statusComment(block),
      notice: '',
      isVerbatim: true,
    }));
}

/** The words that some servers put behind the code of the field Status. */
const statusComment = (block: FieldBlock) => /\(([^()]{3,300})\)/.exec(fieldOf(block, 'status') ?? '')?.[1] ?? '';
