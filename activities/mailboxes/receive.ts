import type { Database, Tx } from '../../prisma/db.ts';
import type { EmailMessage } from '../../prisma/generated/client.ts';
import { idOf, type WorkspaceId } from '../../workflows/ids.ts';
import { understandingOf } from '../../workflows/replies/correction.calc.ts';
import type { Classification } from '../../workflows/replies/rules.ts';
import { drawConsequences } from './consequences.ts';
import { findAnswered } from './match.ts';
import { type ParsedMail, parseMail } from './parse.ts';
import type { MailboxIds } from './store.ts';
import { troubleOf } from './trouble.ts';
import { understand } from './understand.ts';

/** After so many tries a mail that cannot be sorted is left to a person, with the reason. */
const MAX_TRIES = 5;
const PAGE = 200;
const SNIPPET = 200;

async function contactOf(tx: Tx, mail: ParsedMail): Promise<string | null> {
  if (!mail.from) return null;
  const contact = await tx.contact.findFirst({
    where: { email: mail.from.address, deletedAt: null },
    select: { id: true },
  });
  return contact?.id ?? null;
}

/** Evidence as it is kept: the words of an answer lie with the mail's body. */
const kept = (classification: Classification): Classification => ({
  ...classification,
  reply: classification.reply && { ...classification.reply, text: '' },
});

/** Keeps what a mail was taken for, with the evidence. Tells whether somebody else has not done so already. */
async function keepEvidence(
  tx: Tx,
  message: EmailMessage,
  {
    classification,
    ...about
  }: { classification: Classification } & Pick<
    EmailMessage,
    'contactId' | 'outboundEmailId' | 'enrollmentId' | 'threadId'
  >,
): Promise<boolean> {
  const { kind, rule, confidence, reply } = classification;
  const newText = reply?.text.trim() ?? '';
  const { count } = await tx.emailMessage.updateMany({
    where: { id: message.id, handledAt: null },
    data: {
      ...about,
      handledAt: new Date(),
      kind,
      kindRule: rule,
      kindConfidence: confidence,
      understoodAs: understandingOf(classification),
      classification: kept(classification),
      intent: reply?.intent,
      ...(newText ? { snippet: newText.slice(0, 2_000).replaceAll(/\s+/g, ' ').slice(0, SNIPPET) } : {}),
    },
  });
  if (count > 0 && newText) await tx.emailBody.update({ where: { messageId: message.id }, data: { newText } });
  return count > 0;
}

/** Sorts a stored mail, ties it to what it answers, and draws the consequences; all of it once, in one transaction. */
async function handleMail(tx: Tx, message: EmailMessage) {
  const { raw } = await tx.emailBody.findUniqueOrThrow({ where: { messageId: message.id }, select: { raw: true } });
  const mailbox = await tx.mailbox.findUniqueOrThrow({ where: { id: message.mailboxId }, select: { email: true } });
  const mail = await parseMail(raw ?? new Uint8Array());
  const classification = understand(mail, { ownAddress: mailbox.email, receivedAt: message.receivedAt.getTime() });
  const about = await findAnswered(tx, {
    mailboxId: message.mailboxId,
    mail,
    classification,
    threadId: message.threadId,
  });
  // The same order of locks as a step: enrollment first, then its mail and its contact.
  if (about?.enrollmentId)
    await tx.$queryRaw`SELECT 1 FROM enrollments WHERE id = ${about.enrollmentId}::uuid FOR UPDATE`;
  const contactId = about?.contactId ?? (await contactOf(tx, mail));
  const isNews = await keepEvidence(tx, message, {
    classification,
    contactId,
    outboundEmailId: about?.id ?? null,
    enrollmentId: about?.enrollmentId ?? null,
    threadId: about?.threadId ?? message.threadId,
  });
  if (!isNews) return;
  if (about?.threadId)
    await tx.emailThread.update({ where: { id: about.threadId }, data: { lastMessageAt: message.receivedAt } });
  await drawConsequences(tx, { message, classification, about, contactId, now: Date.now() });
}

/** Notes that a mail could not be sorted, and why; after some tries it is given up, so that it asks for no more work. */
async function noteFailure(tx: Tx, message: EmailMessage, error: unknown) {
  const isLast = message.handleAttempts + 1 >= MAX_TRIES;
  await tx.emailMessage.updateMany({
    where: { id: message.id, handledAt: null },
    data: {
      handleAttempts: { increment: 1 },
      handleError: troubleOf(error),
      ...(isLast ? { handledAt: new Date(), kind: 'unknown', kindRule: 'not-handled', understoodAs: 'unknown' } : {}),
    },
  });
}

/** Handles what has been stored and not handled yet, oldest first, each in a transaction of its own. One that fails holds up no other, and is tried again at the next look. */
export async function handleStored(
  db: Database,
  { workspaceId, mailboxId }: MailboxIds,
): Promise<{ handled: number; failed: unknown[] }> {
  const workspace = idOf<WorkspaceId>(workspaceId);
  const waiting = await db.withWorkspace(workspace, (tx) =>
    tx.emailMessage.findMany({
      where: { mailboxId, handledAt: null, direction: 'inbound' },
      orderBy: { receivedAt: 'asc' },
      take: PAGE,
    }),
  );
  const failed: unknown[] = [];
  for (const message of waiting) {
    try {
      await db.withWorkspace(workspace, (tx) => handleMail(tx, message));
    } catch (error) {
      await db.withWorkspace(workspace, (tx) => noteFailure(tx, message, error)); // fails too when the database is away
      failed.push(error);
    }
  }
  return { handled: waiting.length - failed.length, failed };
}
