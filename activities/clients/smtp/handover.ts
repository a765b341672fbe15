import type { OutgoingMail, SendOutcome } from '../mail-provider.ts';
import { composeMail } from './compose.ts';
import type { SmtpError, SmtpPool } from './pool.ts';

/** The enhanced status of an answer (RFC 3463), else its three digits. */
const statusOf = (answer: string, responseCode: number) =>
  /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(answer)?.[0] ?? String(responseCode);

/** Whose fault a refusal is. 5.7.x, 421 and refusals before the recipient is named are about the sender, never about the person. */
function faultOf({ command, responseCode }: SmtpError, status: string): 'sender' | 'recipient' | 'content' {
  if (command?.startsWith('AUTH') || command === 'MAIL FROM' || command === 'CONN' || responseCode === 421)
    return 'sender';
  if (/^[45]\.7\./.test(status)) return 'sender';
  if (command === 'RCPT TO' || /^[45]\.[12]\./.test(status)) return 'recipient';
  return 'content';
}

/** Reads what a failed handover means. */
export function outcomeOf(error: SmtpError): SendOutcome {
  const { responseCode, response = error.message, command } = error;
  if (responseCode !== undefined && responseCode >= 400) {
    const code = statusOf(response, responseCode);
    return { kind: 'refused', fault: faultOf(error, code), isPermanent: responseCode >= 500, code, answer: response };
  }
  if (error.code === 'EAUTH')
    return { kind: 'refused', fault: 'sender', isPermanent: true, code: 'auth', answer: error.message };
  if (error.wasTaken)
    return { kind: 'unknown', sentence: `The server took the mail and did not answer: ${error.message}.` };
  return {
    kind: 'unreachable',
    sentence: `The server could not be reached${command ? ` (${command})` : ''}: ${error.message}.`,
  };
}

/** Hands a mail over on a pooled connection and says truthfully what became of it. */
export async function handOverBySmtp(pool: SmtpPool, mail: OutgoingMail, signal: AbortSignal): Promise<SendOutcome> {
  const bytes = await composeMail(mail);
  const envelope = { from: mail.from.address, to: [mail.to.address, ...(mail.cc ?? []), ...(mail.bcc ?? [])] };
  const attempt = () =>
    pool.send(envelope, bytes, signal).then((answer): SendOutcome => ({ kind: 'accepted', answer }), outcomeOf);
  const first = await attempt();
  return first.kind === 'unreachable' && !signal.aborted ? attempt() : first; // a kept connection may have gone stale; nothing had left on it
}
