import type { ConnectionTrouble, SendOutcome } from '../mail-provider.ts';
import { GraphError } from './graph-error.ts';

type Refused = Extract<SendOutcome, { kind: 'refused' }>;
type Verdict = Pick<Refused, 'fault' | 'scope' | 'isPermanent' | 'code'> & { retryAfterMs?: number };

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const MAILBOX = { fault: 'sender', scope: 'mailbox' } as const;
const DOMAIN = { fault: 'sender', scope: 'domain' } as const;

/** What Exchange says by name (learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode). */
const BY_CODE: Record<string, Verdict> = {
  ErrorSendAsDenied: { ...MAILBOX, isPermanent: true, code: '5.7.60' },
  ErrorExceededMessageLimit: { ...MAILBOX, isPermanent: false, code: '4.5.3', retryAfterMs: HOUR_MS },
  ErrorMessageSubmissionBlocked: { ...MAILBOX, isPermanent: true, code: '5.1.8' },
  ErrorAccountSuspend: { ...MAILBOX, isPermanent: true, code: '5.1.8' },
  ErrorAccountSuspendShowTierUpgrade: { ...MAILBOX, isPermanent: true, code: '5.1.8' },
  ErrorQuotaExceeded: { ...MAILBOX, isPermanent: false, code: '4.2.2', retryAfterMs: HOUR_MS },
  ErrorInvalidRecipients: { fault: 'recipient', isPermanent: true, code: '5.1.3' },
  ErrorInvalidSmtpAddress: { fault: 'recipient', isPermanent: true, code: '5.1.3' },
  ErrorMessageSizeExceeded: { fault: 'content', isPermanent: true, code: '5.3.4' },
  ErrorContentConversionFailed: { fault: 'content', isPermanent: true, code: '5.6.0' },
  ErrorMimeContentInvalid: { fault: 'content', isPermanent: true, code: '5.6.0' },
  ErrorMimeContentConversionFailed: { fault: 'content', isPermanent: true, code: '5.6.0' },
};

/** Refusals of a whole tenant or domain, by their status: authentication, reputation, the tenant's own limits (learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online). */
const OF_DOMAIN = /^[45]\.7\.(2[0-7]|23[236]|509|515|7\d\d)$/;
/** Refusals of one sender: blocked for spam, or over its limits. */
const OF_MAILBOX = /^[45]\.(1\.(8|90)|7\.\d+)$/;
const OF_RECIPIENT = /^[45]\.[12]\.\d+$/;

function byStatus(status: string): Omit<Verdict, 'isPermanent' | 'code'> | null {
  if (OF_DOMAIN.test(status)) return DOMAIN;
  if (OF_MAILBOX.test(status)) return MAILBOX;
  return OF_RECIPIENT.test(status) ? { fault: 'recipient' } : null;
}

function verdictOf({ status, code, message }: GraphError): Verdict {
  const said = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(message)?.[0];
  const known = said ? byStatus(said) : null;
  if (said && known) return { ...known, isPermanent: said.startsWith('5'), code: said };
  const named = BY_CODE[code];
  if (named) return named;
  if (status === 413) return { fault: 'content', isPermanent: true, code: '5.3.4' };
  if (status === 400 || status === 415 || status === 422) return { fault: 'content', isPermanent: true, code: '5.6.0' };
  return { ...MAILBOX, isPermanent: false, code: code || String(status) };
}

const untilOf = (ms: number) => `${new Date(Date.now() + ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** What a failed call means for a person: what happened, and what to do. */
export function sentenceOf({ failure, message, retryAfterMs, status }: GraphError): string {
  switch (failure) {
    case 'auth':
      return `Microsoft no longer lets this mailbox be used: ${message}. Its permission was taken back, or the password was changed. Connect it again; its mails wait until then.`;
    case 'consent':
      return `Microsoft asks for a permission: ${message}. Connect it again and allow everything that is asked; where an administrator must allow it, ask them to approve this app for the organisation.`;
    case 'rate':
      return `Microsoft asks for fewer calls: ${message}. It goes on by itself ${retryAfterMs ? `after ${untilOf(retryAfterMs)}` : 'in a minute'}.`;
    case 'gone':
    case 'refused':
      return `Microsoft refused: ${message}. Look whether this account has a mailbox in Exchange Online, and ask its administrator whether this app may be used.`;
    case 'silence':
      return `Outlook could not be reached: ${status ? `it answered ${status} (${message})` : message}. It is tried again by itself.`;
  }
}

/** What a refusal says of a mail: whose fault it is, and how long to wait. */
export function refusalOf(failed: GraphError): Refused {
  const { failure, message, retryAfterMs, status, code } = failed;
  const answer = failed.wasKeptBack ? `${message}.` : `${status ?? ''} ${code} ${message}`.trim();
  if (failure === 'auth' || failure === 'consent')
    return { kind: 'refused', fault: 'sender', isPermanent: true, code: 'auth', answer: sentenceOf(failed) };
  if (failure === 'rate') {
    const waitMs = retryAfterMs ?? BY_CODE[code]?.retryAfterMs ?? MINUTE_MS;
    return { kind: 'refused', ...MAILBOX, isPermanent: false, code: '429', answer, retryAfterMs: waitMs };
  }
  const verdict = verdictOf(failed);
  const waitMs = retryAfterMs ?? verdict.retryAfterMs;
  return { kind: 'refused', answer, ...verdict, ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }) };
}

const CODES = {
  auth: 'auth',
  consent: 'auth',
  gone: 'refused',
  refused: 'refused',
  rate: 'unreachable',
  silence: 'unreachable',
} as const;

/** What a failed look into the mailbox means for whoever connected it. Throws what is no fault of the mailbox. */
export function troubleOf(error: unknown): ConnectionTrouble {
  if (!(error instanceof GraphError)) throw error;
  return { isUsable: false, code: CODES[error.failure], sentence: sentenceOf(error) };
}
