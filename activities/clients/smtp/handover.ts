import type { OutgoingMail, SendOutcome } from '../mail-provider.ts';
import { composeMail } from './compose.ts';
import { judgeRefusal } from './fault.ts';
import type { SmtpError, SmtpPool } from './pool.ts';
import { reportOf, type ServerName } from './report.ts';

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
  if (error.othersGotIt)
    return {
      kind: 'refused',
      ...judgeRefusal({ command: error.command, responseCode: responseCode ?? 550, answer: response }),
      isPermanent: true, // another try would reach those twice who have it
      answer: `${response} (those in copy have got it)`,
    };
  if (responseCode !== undefined && responseCode >= 400)
    return {
      kind: 'refused',
      ...judgeRefusal({ command: error.command, responseCode, answer: response }),
      answer: response,
    };
  if (error.wasTaken)
    return {
      kind: 'unknown',
      sentence: `${server.host}:${server.port} took the mail and did not answer (${error.message.replace(/\.$/, '')}).`,
    };
  return { kind: 'unreachable', sentence: reportOf(error, server).sentence };
}

/** Whether a kept connection may be to blame: it broke before anything left on it, or the server was about to end it. */
const hasGoneStale = (outcome: SendOutcome) =>
  outcome.kind === 'unreachable' || (outcome.kind === 'refused' && /^421[ -]4\.4\.2\b/.test(outcome.answer));

/** Hands a mail over on a pooled connection and says truthfully what became of it. */
export async function handOverBySmtp(pool: SmtpPool, mail: OutgoingMail, signal: AbortSignal): Promise<SendOutcome> {
  const bytes = await composeMail(mail);
  const to = [mail.to.address, ...(mail.cc ?? []), ...(mail.bcc ?? [])];
  const envelope = { from: mail.from.address, to, size: bytes.length };
  const attempt = () =>
    pool.send(envelope, bytes, signal).then(
      (accepted): SendOutcome => ({ kind: 'accepted', ...accepted }),
      (error: SmtpError) => outcomeOf(error, pool.server),
    );
  const first = await attempt();
  return hasGoneStale(first) && !signal.aborted ? attempt() : first;
}
