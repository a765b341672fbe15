import type { OutgoingMail, SendOutcome } from '../mail-provider.ts';
import { composeMail } from './compose.ts';
import type { SmtpError, SmtpPool } from './pool.ts';
import { reportOf, type ServerName } from './report.ts';

/** The enhanced status of an answer (RFC 3463), else its three digits. */
const statusOf = (answer: string, responseCode: number) =>
  /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(answer)?.[0] ?? String(responseCode);

/** Whose fault a refusal is. 5.7.x, 421 and refusals before the recipient is named are about the sender, never about the person. */
function faultOf({ command, responseCode }: SmtpError, status: string): 'sender' | 'recipient' | 'content' {
  if (responseCode === 421 || /^[45]\.7\./.test(status)) return 'sender';
  if (command !== undefined && command !== 'RCPT TO' && command !== 'DATA') return 'sender';
  if (command === 'RCPT TO' || /^[45]\.[12]\./.test(status)) return 'recipient';
  return 'content';
}

/** What the library itself refuses before the server is asked: an address that is none, a mail above the size that the server announced. */
const NEVER_HANDED_OVER: Record<string, { fault: 'recipient' | 'content'; code: string } | undefined> = {
  'EENVELOPE API': { fault: 'recipient', code: '5.1.3' },
  'EMESSAGE MAIL FROM': { fault: 'content', code: '5.3.4' },
};

/** Reads what a failed handover means. */
export function outcomeOf(error: SmtpError, server: ServerName): SendOutcome {
  const { responseCode, response = error.message } = error;
  const never = NEVER_HANDED_OVER[`${error.code} ${error.command}`];
  if (never && responseCode === undefined)
    return { kind: 'refused', isPermanent: true, ...never, answer: `${never.code} ${error.message}` };
  if (error.code === 'ETLS') return { kind: 'unreachable', sentence: reportOf(error, server).sentence };
  const isFinal = responseCode === undefined || responseCode >= 500;
  if (error.code === 'EAUTH' && isFinal)
    return {
      kind: 'refused',
      fault: 'sender',
      isPermanent: true,
      code: 'auth',
      answer: reportOf(error, server).sentence,
    };
  if (responseCode !== undefined && responseCode >= 400) {
    const code = statusOf(response, responseCode);
    return { kind: 'refused', fault: faultOf(error, code), isPermanent: isFinal, code, answer: response };
  }
  if (error.wasTaken)
    return {
      kind: 'unknown',
      sentence: `${server.host}:${server.port} took the mail and did not answer (${error.message.replace(/\.$/, '')}).`,
    };
  return { kind: 'unreachable', sentence: reportOf(error, server).sentence };
}

/** Hands a mail over on a pooled connection and says truthfully what became of it. */
export async function handOverBySmtp(pool: SmtpPool, mail: OutgoingMail, signal: AbortSignal): Promise<SendOutcome> {
  const bytes = await composeMail(mail);
  const to = [mail.to.address, ...(mail.cc ?? []), ...(mail.bcc ?? [])];
  const envelope = { from: mail.from.address, to, size: bytes.length };
  const attempt = () =>
    pool.send(envelope, bytes, signal).then(
      (answer): SendOutcome => ({ kind: 'accepted', answer }),
      (error: SmtpError) => outcomeOf(error, pool.server),
    );
  const first = await attempt();
  return first.kind === 'unreachable' && !signal.aborted ? attempt() : first; // a kept connection may have gone stale; nothing had left on it
}
