import type { Tx } from '../../prisma/db.ts';
import type { OutboundEmail } from '../../prisma/generated/client.ts';
import { pauseSentence } from '../../workflows/sending/sender-pause.calc.ts';
import type { Next } from '../../workflows/sequences/rules.ts';
import type { SendOutcome } from '../clients/mail-provider.ts';
import { noteHealth } from '../mailboxes/health.ts';
import { noteRefusal } from '../sending/refusals.ts';
import { domainOf, pauseSender } from '../sending/sender-pause.ts';
import type { EnrollmentContext, Step } from './context.ts';
import { holdEnrollment, reserveMail } from './plan.ts';

type Refused = { context: EnrollmentContext; step: Step; row: OutboundEmail };
type Fault = Extract<SendOutcome, { kind: 'refused' }>;

/** Nothing left, and the mail is not to blame: the try does not count. */
const giveBack = (tx: Tx, id: string) =>
  tx.outboundEmail.updateMany({
    where: { id, state: 'sending' },
    data: { state: 'reserved', leaseUntil: null, attempts: { decrement: 1 } },
  });

/** The mailbox cannot sign in: it waits for a person, and its mails with it. */
async function disconnect(tx: Tx, { context, row }: Refused, answer: string): Promise<Next> {
  const { mailbox } = context;
  await noteHealth(tx, mailbox, { isUsable: false, code: 'auth', sentence: answer });
  const sentence = `The mailbox ${mailbox.email} cannot sign in. Connect it again; its mails wait until then.`;
  await noteRefusal(tx, row, { rule: 'mailbox-unusable', sentence });
  return holdEnrollment(tx, context, { code: 'mailbox-unusable', sentence, needsPerson: false });
}

/** The server will not send for this mailbox, or for its domain: it is shut and probed again. The person is never marked, and the mail keeps its place. */
export async function recordSenderFault(tx: Tx, refused: Refused, fault: Fault): Promise<Next> {
  const { context, step, row } = refused;
  const { mailbox, now } = context;
  const { code, answer, scope = 'mailbox', retryAfterMs } = fault;
  await giveBack(tx, row.id);
  if (code === 'auth') return disconnect(tx, refused, answer);

  const who = scope === 'domain' ? domainOf(mailbox) : 'this mailbox';
  const reason = `The server refused to send for ${who}: ${answer.trim().replace(/[.]?$/, '.')}`;
  const probeAt = await pauseSender(tx, mailbox, { scope, code, reason, retryAfterMs, now });
  const key = scope === 'domain' ? domainOf(mailbox) : mailbox.id;
  const sentence = pauseSentence({ scope, key, reason, probeAt }, { email: mailbox.email, zone: mailbox.timeZone });
  await noteHealth(tx, mailbox, { isUsable: false, code: 'refused', sentence: reason });
  await noteRefusal(tx, row, { rule: 'sender-paused', sentence, until: probeAt, details: { code, scope } });
  return reserveMail(tx, context, { step, due: probeAt });
}
