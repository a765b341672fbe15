import type { ConnectionTrouble, SendOutcome } from '../mail-provider.ts';
import { GOOGLE_PERMISSIONS } from './app.ts';
import type { GoogleError } from './google-error.ts';

type Refused = Extract<SendOutcome, { kind: 'refused' }>;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const NO_ADDRESS = /invalid (to|cc|bcc|recipient)|recipient address required|invalid.*address/i;
const TOO_LARGE = /too large|size limit|exceeds the maximum/i;

const asked = GOOGLE_PERMISSIONS.map(({ why }) => why).join('; ');
const untilOf = (ms: number) => `${new Date(Date.now() + ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** What a failed call means for a person: what happened, and what to do. */
export function sentenceOf({ failure, message, retryAfterMs, status }: GoogleError): string {
  switch (failure) {
    case 'auth':
      return `Google no longer lets this mailbox be used: ${message}. Its permission was taken back, or the password was changed. Connect it again; its mails wait until then.`;
    case 'scope':
      return `A permission is missing: ${message}. Connect it again and leave every box ticked. It ${asked}.`;
    case 'rate':
      return `Google asks for fewer calls: ${message}. It goes on by itself${retryAfterMs ? ` after ${untilOf(retryAfterMs)}` : ' in a minute'}.`;
    case 'limit':
      return `The mailbox has sent as much as Google allows: ${message}. It goes on by itself after ${untilOf(retryAfterMs ?? HOUR_MS)}; a lower daily limit keeps it from happening.`;
    case 'gone':
    case 'refused':
      return `Google refused: ${message}. Look whether Gmail is switched on for this account, and ask its administrator whether this product may be used.`;
    case 'silence':
      return `Gmail could not be reached: ${status ? `it answered ${status} (${message})` : message}. It is tried again by itself.`;
  }
}

/** What a refusal says of a mail: whose fault it is, and how long to wait. */
export function refusalOf(failed: GoogleError): Refused {
  const { failure, message, retryAfterMs, status, reason } = failed;
  const answer = `${status ?? ''} ${reason} ${message}`.trim();
  const refused = { kind: 'refused' as const, answer };
  switch (failure) {
    case 'auth':
    case 'scope':
      return { ...refused, fault: 'sender', isPermanent: true, code: 'auth', answer: sentenceOf(failed) };
    case 'rate':
    case 'limit': {
      const waitMs = retryAfterMs ?? (failure === 'rate' ? MINUTE_MS : HOUR_MS);
      return { ...refused, fault: 'sender', scope: 'mailbox', isPermanent: false, code: '429', retryAfterMs: waitMs };
    }
    default:
      if (NO_ADDRESS.test(message)) return { ...refused, fault: 'recipient', isPermanent: true, code: '5.1.3' };
      if (TOO_LARGE.test(message) || status === 413)
        return { ...refused, fault: 'content', isPermanent: true, code: '5.3.4' };
      if (status === 400 && reason !== 'failedPrecondition')
        return { ...refused, fault: 'content', isPermanent: true, code: '5.6.0' };
      return { ...refused, fault: 'sender', scope: 'mailbox', isPermanent: false, code: String(status ?? 'refused') };
  }
}

/** What a failed look into the mailbox means for whoever connected it. */
export function troubleOf(failed: GoogleError): ConnectionTrouble {
  const codes = { auth: 'auth', scope: 'auth', gone: 'refused', refused: 'refused' } as const;
  const code = failed.failure in codes ? codes[failed.failure as keyof typeof codes] : 'unreachable';
  return { isUsable: false, code, sentence: sentenceOf(failed) };
}
