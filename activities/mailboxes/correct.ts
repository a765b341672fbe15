import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { EmailMessage, Prisma } from '../../prisma/generated/client.ts';
import {
  correctedAs,
  UNDERSTANDING_WORDS,
  type Understanding,
  understandingOf,
} from '../../workflows/replies/correction.calc.ts';
import type { Classification } from '../../workflows/replies/rules.ts';
import { later } from '../permanent.ts';
import { loadEnrollment } from '../sequences/context.ts';
import { goOn, hurry, revive } from '../sequences/reopen.ts';
import { drawConsequences } from './consequences.ts';
import { findAnswered } from './match.ts';
import { takeBack } from './take-back.ts';

/** A workflow that was told to stop needs a moment for it. */
const WAIT_MS = 500;

const NOTHING_KNOWN: Classification = {
  ...{ kind: 'unknown', rule: 'not-handled', confidence: 0, recipients: [], feedbackType: null, reporter: null },
  ...{ original: { messageId: null, envelopeId: null }, away: null, reply: null },
};

const withUser = { user: { select: { name: true } } } satisfies Prisma.MailCorrectionInclude;
type Correction = Prisma.MailCorrectionGetPayload<{ include: typeof withUser }>;

/** Waits for enrollments that this mail stopped and that have not ended yet: what is not over cannot be taken back. */
async function awaitEnds(tx: Tx, messageId: string) {
  const stopped = await tx.messageEffect.findMany({ where: { messageId, effect: 'stopped' } });
  const ids = stopped.map(({ subjectId }) => subjectId);
  const open = await tx.enrollment.count({ where: { id: { in: ids }, state: { in: ['active', 'paused'] } } });
  if (open > 0) throw later('not-yet', { sentence: 'What this mail stopped has not ended yet.', inMs: WAIT_MS });
}

/** Locks the enrollments that a mail touched before anything else is written, in the order that every step keeps. Returns those that are still there. */
async function lockTouched(tx: Tx, messageId: string): Promise<Set<string>> {
  const effects = await tx.messageEffect.findMany({ where: { messageId }, select: { subjectId: true } });
  const touched = await tx.enrollment.findMany({
    where: { id: { in: effects.map(({ subjectId }) => subjectId) } },
    orderBy: [{ mailboxId: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  for (const { id } of touched) await loadEnrollment(tx, id);
  return new Set(touched.map(({ id }) => id));
}

/** The mail of ours that a message is about, looked for anew where nothing was found while it was taken for something else. */
async function aboutOf(tx: Tx, message: EmailMessage, classification: Classification) {
  const { mailboxId, outboundEmailId, inReplyTo, references, fromEmail } = message;
  if (outboundEmailId) return tx.outboundEmail.findUnique({ where: { id: outboundEmailId } });
  const from = fromEmail ? { address: fromEmail, name: '' } : null;
  return findAnswered(tx, { mailboxId, classification, mail: { inReplyTo, references, from } });
}

/** Draws the consequences of what a mail really is, after those of what it was taken for are taken back. Tells which enrollments go on. */
async function replay(tx: Tx, message: EmailMessage, correction: Correction): Promise<string[]> {
  const body = await tx.emailBody.findUnique({
    where: { messageId: message.id },
    select: { newText: true, text: true },
  });
  const machine = (message.classification as Classification | null) ?? NOTHING_KNOWN;
  const to = correction.kind as Understanding;
  const guess = correctedAs(machine, { to, text: '', address: null });
  const about = await aboutOf(tx, message, guess);
  const classification = correctedAs(machine, {
    to,
    text: body?.newText ?? body?.text ?? '',
    address: about?.toAddress ?? null,
  });
  const contactId = message.contactId ?? about?.contactId ?? null;

  const living = await lockTouched(tx, message.id);
  const { stopped, away } = await takeBack(tx, message.id);
  const revived: { enrollmentId: string; wasEnded: Awaited<ReturnType<typeof revive>>; wasPaused: boolean }[] = [];
  for (const { subjectId, before } of stopped.filter((effect) => living.has(effect.subjectId)))
    revived.push({
      enrollmentId: subjectId,
      wasEnded: await revive(tx, subjectId),
      wasPaused: (before as { state: string }).state === 'paused',
    });
  const updated = await tx.emailMessage.update({
    where: { id: message.id },
    data: {
      kind: classification.kind,
      kindRule: classification.rule,
      kindConfidence: classification.confidence,
      understoodAs: understandingOf(classification),
      intent: classification.reply?.intent ?? null,
      ...{ contactId, outboundEmailId: about?.id, enrollmentId: about?.enrollmentId },
      ...(about?.threadId ? { threadId: about.threadId } : {}),
    },
  });
  await drawConsequences(tx, { message: updated, classification, about, contactId, now: Date.now() });
  const goingOn: string[] = [];
  for (const { enrollmentId, wasEnded, wasPaused } of revived) {
    if (!wasEnded) continue;
    const ended = await goOn(tx, { enrollmentId, causeId: correction.id, ...wasEnded, wasPaused });
    if (!ended) goingOn.push(enrollmentId);
  }
  const isRevived = (id: string) => revived.some(({ enrollmentId }) => enrollmentId === id);
  for (const enrollmentId of away.filter((id) => living.has(id) && !isRevived(id))) await hurry(tx, enrollmentId);
  return goingOn;
}

/** Says in the timeline who corrected what, and what came of it. */
async function noteCorrection(
  tx: Tx,
  message: EmailMessage,
  { correction, resumed }: { correction: Correction; resumed: string[] },
) {
  const { kind, was, userId, user, note } = correction;
  const change = `${UNDERSTANDING_WORDS[was as Understanding]} → ${UNDERSTANDING_WORDS[kind as Understanding]}`;
  const names = await tx.enrollment.findMany({
    where: { id: { in: resumed } },
    select: { sequence: { select: { name: true } } },
  });
  const back = names.map(({ sequence }) => `Back in "${sequence.name}".`);
  const { contactId } = await tx.emailMessage.findUniqueOrThrow({
    where: { id: message.id },
    select: { contactId: true },
  });
  await tx.activity.create({
    data: {
      workspaceId: message.workspaceId,
      type: 'email_corrected',
      title: `${user?.name ?? 'A program'} corrected a mail: ${change}`,
      description: [note, ...back].filter(Boolean).join(' ') || null,
      entityType: 'email',
      entityId: message.id,
      contactId,
      userId,
      metadata: { from: was, to: kind, resumed },
    },
  });
  await noteEvents(tx, [
    { type: 'mail.corrected', subjectId: message.id, payload: { contactId, from: was, to: kind } },
  ]);
}

/** Applies a person's correction once: takes back what followed from the mistake, and does what should have followed. */
export async function applyCorrection(tx: Tx, correctionId: string): Promise<void> {
  const { messageId } = await tx.mailCorrection.findUniqueOrThrow({ where: { id: correctionId } });
  await tx.$queryRaw`SELECT 1 FROM email_messages WHERE id = ${messageId}::uuid FOR UPDATE`;
  const correction = await tx.mailCorrection.findUniqueOrThrow({ where: { id: correctionId }, include: withUser });
  if (correction.appliedAt) return;
  const message = await tx.emailMessage.findUniqueOrThrow({ where: { id: messageId } });
  const isNews = message.understoodAs !== correction.kind;
  if (isNews) await awaitEnds(tx, messageId);
  const resumed = isNews ? await replay(tx, message, correction) : [];
  if (isNews) await noteCorrection(tx, message, { correction, resumed });
  await tx.mailCorrection.update({
    where: { id: correctionId },
    data: { appliedAt: new Date(), outcome: { isNews, resumed } },
  });
}
