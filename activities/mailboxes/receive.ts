import type { Database, Tx } from '../../prisma/db.ts';
import type { EmailMessage } from '../../prisma/generated/client.ts';
import { idOf, type WorkspaceId } from '../../workflows/ids.ts';
import { classify } from '../../workflows/mailboxes/rules.ts';
import type { FetchedMail } from '../clients/mail-provider.ts';
import { type Incoming, onAutoReply, onBounce, onComplaint, onHuman } from './consequences.ts';
import { findAnswered } from './match.ts';
import { type ParsedMail, parseMail } from './parse.ts';

type MailboxIds = { workspaceId: string; mailboxId: string };

/** Stores a mail once, as it came. It is sorted and acted on afterwards, so that nothing fetched is ever lost. */
export async function storeMail(
  tx: Tx,
  { workspaceId, mailboxId }: MailboxIds,
  { externalId, raw, receivedAt }: FetchedMail,
) {
  const known = await tx.emailMessage.findUnique({
    where: { mailboxId_externalId: { mailboxId, externalId } },
    select: { id: true },
  });
  if (known) return;
  const mail = await parseMail(raw);
  const { id } = await tx.emailMessage.create({
    data: {
      workspaceId,
      mailboxId,
      externalId,
      direction: 'inbound',
      kind: 'unknown',
      messageId: mail.messageId,
      inReplyTo: mail.inReplyTo,
      references: mail.references,
      subject: mail.subject,
      fromEmail: mail.from?.address,
      fromName: mail.from?.name,
      toEmails: mail.to,
      ccEmails: mail.cc,
      replyTo: mail.replyTo,
      snippet: mail.text.replaceAll(/\s+/g, ' ').trim().slice(0, 200),
      sentAt: mail.sentAt ? new Date(mail.sentAt) : null,
      receivedAt: new Date(receivedAt),
    },
    select: { id: true },
  });
  await tx.emailBody.create({
    data: { workspaceId, messageId: id, text: mail.text, html: mail.html, raw: new Uint8Array(raw) },
  });
  await tx.emailAttachment.createMany({
    data: mail.attachments.map((attachment) => ({ workspaceId, messageId: id, ...attachment })),
  });
}

async function contactOf(tx: Tx, mail: ParsedMail): Promise<string | null> {
  if (!mail.from) return null;
  const contact = await tx.contact.findFirst({
    where: { email: mail.from.address, deletedAt: null },
    select: { id: true },
  });
  return contact?.id ?? null;
}

/** Sorts a stored mail, ties it to what it answers, and draws the consequences; all of it once, in one transaction. */
async function handleMail(tx: Tx, message: EmailMessage) {
  const { raw } = await tx.emailBody.findUniqueOrThrow({ where: { messageId: message.id }, select: { raw: true } });
  const mail = await parseMail(raw ?? new Uint8Array());
  const classified = classify(mail.facts);
  const about = await findAnswered(tx, { mailboxId: message.mailboxId, mail });
  // The same order of locks as a step: enrollment first, then its mail and its contact.
  if (about?.enrollmentId)
    await tx.$queryRaw`SELECT 1 FROM enrollments WHERE id = ${about.enrollmentId}::uuid FOR UPDATE`;
  const contactId = about?.contactId ?? (await contactOf(tx, mail));
  const incoming: Incoming = { message, mail, about, contactId, now: Date.now() };
  const { count } = await tx.emailMessage.updateMany({
    where: { id: message.id, handledAt: null },
    data: {
      handledAt: new Date(),
      kind: classified.kind,
      kindRule: classified.rule,
      kindConfidence: classified.confidence,
      contactId,
      outboundEmailId: about?.id,
      enrollmentId: about?.enrollmentId,
      threadId: about?.threadId,
    },
  });
  if (count === 0) return;
  if (about?.threadId)
    await tx.emailThread.update({ where: { id: about.threadId }, data: { lastMessageAt: message.receivedAt } });
  switch (classified.kind) {
    case 'human':
      return onHuman(tx, incoming);
    case 'bounce':
      return onBounce(tx, incoming);
    case 'complaint':
      return onComplaint(tx, incoming);
    case 'auto_reply':
      return onAutoReply(tx, incoming);
    case 'delivered':
    case 'unknown':
      return undefined;
  }
}

/** Handles what has been stored and not handled yet, oldest first, each in a transaction of its own. Returns how many. */
export async function handleStored(db: Database, { workspaceId, mailboxId }: MailboxIds): Promise<number> {
  const workspace = idOf<WorkspaceId>(workspaceId);
  const waiting = await db.withWorkspace(workspace, (tx) =>
    tx.emailMessage.findMany({
      where: { mailboxId, handledAt: null, direction: 'inbound' },
      orderBy: { receivedAt: 'asc' },
      take: 200,
    }),
  );
  for (const message of waiting) await db.withWorkspace(workspace, (tx) => handleMail(tx, message));
  return waiting.length;
}
