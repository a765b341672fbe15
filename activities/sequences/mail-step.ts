import type { Tx } from '../../prisma/db.ts';
import type { OutboundEmail } from '../../prisma/generated/client.ts';
import { slotRulesOf } from '../../prisma/slot-plan.ts';
import { companyKeyOf } from '../../workflows/sending/company.calc.ts';
import { calendar } from '../../workflows/sending/day.calc.ts';
import { type MailThread, mailPlan, renderMail } from '../../workflows/sending/mail.calc.ts';
import { drawVariant, judgeSlot, type SlotLimit } from '../../workflows/sending/rules.ts';
import { type HoldCode, type Next, nameOf } from '../../workflows/sequences/rules.ts';
import { zoneOf } from '../../workflows/sequences/step.calc.ts';
import type { Deps } from '../deps.ts';
import type { Claim } from '../sending/handover.ts';
import { claimMail } from '../sending/ledger.ts';
import { mayLeave } from '../sending/policy.ts';
import { noteRefusal } from '../sending/refusals.ts';
import { endEnrollment } from './close.ts';
import type { EnrollmentContext, Step } from './context.ts';
import { holdEnrollment, mailKey, reserveMail, waitFor } from './plan.ts';

/** The mails of this enrollment that have left: the thread that a reply goes on. */
async function threadOf(tx: Tx, enrollmentId: string): Promise<(MailThread & { threadId: string | null }) | null> {
  const sent = await tx.outboundEmail.findMany({
    where: { enrollmentId, state: { in: ['sent', 'delivered', 'bounced'] } },
    orderBy: { sentAt: 'asc' },
    select: { subject: true, messageId: true, threadId: true, providerThreadId: true },
  });
  const [first] = sent;
  if (!first) return null;
  return {
    subject: first.subject ?? '',
    messageIds: sent.flatMap(({ messageId }) => messageId ?? []),
    threadId: first.threadId,
    providerThreadId: first.providerThreadId,
  };
}

type Words = { subject: string; body: string; variantId: string | null };

/** What a step says to this contact: the wording that it drew, or what a person wrote for it by hand. */
async function wordsOf(tx: Tx, { enrollment, contact }: EnrollmentContext, step: Step): Promise<Words | null> {
  if (step.kind === 'manual_mail') {
    const task = await tx.task.findFirst({
      where: { enrollmentId: enrollment.id, stepId: step.id },
      orderBy: { createdAt: 'desc' },
    });
    return task ? { subject: task.draftSubject ?? '', body: task.draftBody ?? '', variantId: null } : null;
  }
  const variant = drawVariant(step.variants, `${step.id}/${contact.id}`);
  return variant && { subject: variant.subject, body: variant.body, variantId: variant.id };
}

/** Whether the slot may be used this instant; a short wait is waited out, a missed slot is replaced. */
async function judge(
  tx: Tx,
  context: EnrollmentContext,
  { step, row }: { step: Step; row: OutboundEmail },
): Promise<{ kind: 'go' } | { kind: 'retry'; inMs: number } | { kind: 'next'; next: Next }> {
  const { mailbox, now } = context;
  const dayAt = calendar(slotRulesOf(mailbox).window);
  const isOpen = dayAt(zoneOf(context, step), now).open.some(({ from, to }) => from <= now && now < to);
  const verdict = judgeSlot(
    { slotAt: row.slotAt?.getTime() ?? now, slotDay: row.slotDay ?? '' },
    {
      now,
      today: dayAt(mailbox.timeZone, now).day,
      isOpen,
      lastHandoverAt: mailbox.lastHandoverAt?.getTime() ?? null,
      gapMs: mailbox.minGapSeconds * 1000,
    },
  );
  switch (verdict.kind) {
    case 'go':
      return { kind: 'go' };
    case 'wait':
      return { kind: 'retry', inMs: verdict.ms };
    case 'early':
      return {
        kind: 'next',
        next: await waitFor(tx, context, {
          step,
          at: row.slotAt?.getTime() ?? now,
          limits: row.slotReason as SlotLimit[],
        }),
      };
    case 'missed': {
      const next = await reserveMail(tx, context, { step, due: row.dueAt.getTime() });
      if (!isOpen && next.kind === 'wait')
        await noteRefusal(tx, row, { rule: 'window', sentence: `${mailbox.email} was closed.`, until: next.until });
      return { kind: 'next', next };
    }
  }
}

export type Prepared =
  | { kind: 'next'; next: Next }
  | { kind: 'retry'; inMs: number }
  | { kind: 'ask'; row: OutboundEmail; mailbox: EnrollmentContext['mailbox'] }
  | { kind: 'send'; claim: Claim; context: EnrollmentContext; row: OutboundEmail };

/** Holds a mail that cannot be made, says what to mend, and notes why it did not leave. */
async function refuse(
  tx: Tx,
  { context, row }: { context: EnrollmentContext; row: OutboundEmail },
  { code, sentence }: { code: HoldCode; sentence: string },
): Promise<Prepared> {
  await noteRefusal(tx, row, { rule: code, sentence });
  return { kind: 'next', next: await holdEnrollment(tx, context, { code, sentence, needsPerson: true }) };
}

/** Claims the mail of a step, right before the handover: every limit is looked at once more, and its words are fixed. */
export async function claimStep(
  deps: Deps,
  tx: Tx,
  { context, step, row }: { context: EnrollmentContext; step: Step; row: OutboundEmail },
): Promise<Prepared> {
  const { enrollment, contact, now } = context;
  const verdict = await judge(tx, context, { step, row });
  if (verdict.kind !== 'go') return verdict;
  const leave = await mayLeave(tx, { ...context, row });
  if (leave.kind === 'stop') return { kind: 'next', next: await endEnrollment(tx, context, leave.reason) };
  if (leave.kind === 'wait') return { kind: 'next', next: await reserveMail(tx, context, { step, due: leave.until }) };

  const words = await wordsOf(tx, context, step);
  const mail = { context, row };
  if (!words) {
    const sentence = 'The step has no active wording with a weight above 0. Add one, then try again.';
    return refuse(tx, mail, { code: 'bad-template', sentence });
  }
  const thread = step.isReply ? await threadOf(tx, enrollment.id) : null;
  const plan = mailPlan(
    context,
    { ...step, ...words },
    {
      outboundEmailId: row.id,
      workspaceId: enrollment.workspaceId,
      key: mailKey(enrollment.id, step.id),
      thread,
      sentAt: now,
    },
  );
  const rendered = renderMail(deps, plan);
  if (rendered.kind === 'missing') {
    const sentence = `${nameOf(contact)} has no ${rendered.variable}, which this mail names without a fallback. Fill it in, or give the template a fallback.`;
    return refuse(tx, mail, { code: 'missing-variable', sentence });
  }
  if (rendered.kind === 'invalid') return refuse(tx, mail, { code: 'bad-template', sentence: rendered.sentence });

  const companyKey = companyKeyOf(contact); // as it is now: what was planned may be long ago
  const claimed = { ...row, companyKey, threadId: row.threadId ?? thread?.threadId ?? null };
  const claimedRow = await claimMail(tx, claimed, {
    mail: rendered.mail,
    links: rendered.links,
    variantId: words.variantId,
    now,
  });
  return {
    kind: 'send',
    claim: {
      workspaceId: enrollment.workspaceId,
      outboundEmailId: row.id,
      draftId: row.providerDraftId,
      isRetry: row.attempts > 0,
      mail: rendered.mail,
    },
    context,
    row: claimedRow,
  };
}
