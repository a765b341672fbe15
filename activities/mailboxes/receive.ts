import type { Database, Tx } from '../../prisma/db.ts';
import type { EmailMessage } from '../../prisma/generated/client.ts';
import { idOf, type WorkspaceId } from '../../workflows/ids.ts';
import { classify } from '../../workflows/mailboxes/rules.ts';
import { type Incoming, onAutoReply, onBounce, onComplaint, onDelivered, onHuman } from './consequences.ts';
import { findAnswered } from './match.ts';
import { type ParsedMail, parseMail } from './parse.ts';
import type { MailboxIds } from './store.ts';
import { troubleOf } from './trouble.ts';

/** After so many tries a mail that cannot be sorted is left to a person, with the reason. */
const MAX_TRIES = 5;
const PAGE = 200;

async function contactOf(tx: Tx, mail: ParsedMail): Promise<string | null> {
  if (!mail.from) return null;
  const contact = await tx.contact.findFirst({
    where: { email: mail.from.address, deletedAt: null },
    select: { id: true },
  });
  return contact?.id ?? null;
}

const CONSEQUENCES = {
  human: onHuman,
  bounce: onBounce,
  complaint: onComplaint,
  auto_reply: onAutoReply,
  delivered: onDelivered,
  unknown: async () => {},
};

/** Sorts a stored mail, ties it to what it answers, and draws the consequences; all of it once, in one transaction. */
async function handleMail(tx: Tx, message: EmailMessage) {
  const { raw } = await tx.emailBody.findUniqueOrThrow({ where: { messageId: message.id }, select: { raw: true } });
  const mailbox = await tx.mailbox.findUniqueOrThrow({ where: { id: message.mailboxId }, select: { email: true } });
  const mail = await parseMail(raw ?? new Uint8Array());
  const { kind, rule, confidence } = classify(mail.facts, mailbox.email);
  const about = await findAnswered(tx, { mailboxId: message.mailboxId, mail, kind });
  // The same order of locks as a step: enrollment first, then its mail and its contact.
  if (about?.enrollmentId)
    await tx.$queryRaw`SELECT 1 FROM enrollments WHERE id = ${about.enrollmentId}::uuid FOR UPDATE`;
  const contactId = about?.contactId ?? (await contactOf(tx, mail));
  const incoming: Incoming = { message, mail, about, contactId, now: Date.now() };
  const { count } = await tx.emailMessage.updateMany({
    where: { id: message.id, handledAt: null },
    data: {
      handledAt: new Date(),
      kind,
      kindRule: rule,
      kindConfidence: confidence,
      contactId,
      outboundEmailId: about?.id,
      enrollmentId: about?.enrollmentId,
      threadId: about?.threadId,
    },
  });
  if (count === 0) return;
  if (about?.threadId)
    await tx.emailThread.update({ where: { id: about.threadId }, data: { lastMessageAt: message.receivedAt } });
  await CONSEQUENCES[kind](tx, incoming);
}

/** Notes that a mail could not be sorted, and why; after some tries it is given up, so that it asks for no more work. */
async function noteFailure(tx: Tx, message: EmailMessage, error: unknown) {
  const isLast = message.handleAttempts + 1 >= MAX_TRIES;
  await tx.emailMessage.updateMany({
    where: { id: message.id, handledAt: null },
    data: {
      handleAttempts: { increment: 1 },
      handleError: troubleOf(error),
      ...(isLast ? { handledAt: new Date(), kind: 'unknown', kindRule: 'not-handled' } : {}),
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
