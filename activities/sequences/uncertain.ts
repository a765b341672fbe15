import type { Tx } from '../../prisma/db.ts';
import { settleDecided } from '../../prisma/decided-mails.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { OutboundEmail } from '../../prisma/generated/client.ts';
import { ASK_AGAIN_MS, type MailDecision } from '../../workflows/sending/uncertain.calc.ts';
import type { Next } from '../../workflows/sequences/rules.ts';
import { settleMail } from '../sending/ledger.ts';
import type { EnrollmentContext, Step } from './context.ts';
import type { Prepared } from './mail-step.ts';
import { finishStep, holdEnrollment, reserveMail, waitFor } from './plan.ts';

type Doubtful = { context: EnrollmentContext; step: Step; row: OutboundEmail };

/** Nobody knows whether the mail arrived. Sent folders lag, so the provider is asked a few times more before a person is. */
export async function recordUnknown(tx: Tx, { context, step, row }: Doubtful, sentence: string): Promise<Next> {
  const { contact, now } = context;
  const waitMs = ASK_AGAIN_MS[row.asks];
  const askAt = waitMs === undefined ? null : now + waitMs;
  await settleMail(tx, row.id, { state: 'uncertain', answer: sentence, at: now });
  await tx.outboundEmail.updateMany({
    where: { id: row.id, state: 'uncertain' },
    data: { askAt: askAt === null ? null : new Date(askAt), ...(askAt === null ? {} : { asks: { increment: 1 } }) },
  });
  if (askAt !== null) return waitFor(tx, context, { step, at: askAt, limits: [] });
  await noteEvents(tx, [{ type: 'mail.uncertain', subjectId: row.id, payload: { contactId: contact.id } }]);
  return holdUncertain(tx, context, { row, sentence });
}

const holdUncertain = (
  tx: Tx,
  context: EnrollmentContext,
  { row, sentence }: { row: OutboundEmail; sentence: string },
) =>
  holdEnrollment(tx, context, {
    code: 'uncertain',
    sentence: `Whether the mail to ${row.toAddress} arrived is not known: ${sentence} Decide: it arrived, send it again, or drop it.`,
    needsPerson: true,
  });

/** Looks at a mail of unknown outcome: asks again where it is time, else waits for that, or for a person. */
export async function takeUncertain(tx: Tx, { context, step, row }: Doubtful): Promise<Prepared> {
  const { mailbox, now } = context;
  const askAt = row.askAt?.getTime() ?? null;
  if (askAt === null) {
    const sentence = row.providerAnswer ?? 'the server never answered.';
    return { kind: 'next', next: await holdUncertain(tx, context, { row, sentence }) };
  }
  if (askAt <= now) return { kind: 'ask', row, mailbox };
  return { kind: 'next', next: await waitFor(tx, context, { step, at: askAt, limits: [] }) };
}

/** Does with a mail of unknown outcome, or with one that was refused, what a person decided, and goes on from there. */
export async function carryOut(tx: Tx, { context, step, row }: Doubtful, decision: MailDecision): Promise<Next> {
  const { now } = context;
  await settleDecided(tx, [row.id], decision);
  if (decision === 'again') return reserveMail(tx, context, { step, due: now });
  const isMail = decision === 'arrived';
  return finishStep(tx, context, { step, at: (isMail && row.handedOverAt?.getTime()) || now, isMail });
}
