import type { Database, Tx } from '../../prisma/db.ts';
import { idOf, type WorkspaceId } from '../../workflows/ids.ts';
import type { Fetched, FetchedMail, MailChange } from '../clients/mail-provider.ts';
import { parseMail } from './parse.ts';
import { troubleOf } from './trouble.ts';

/** So much of a mail is kept as it came; what lies beyond are the ends of attachments. */
const MAX_RAW_BYTES = 25 * 1024 * 1024;
const bytesOf = (raw: Uint8Array) => new Uint8Array(raw.subarray(0, MAX_RAW_BYTES));

export type MailboxIds = { workspaceId: string; mailboxId: string };

/** The row of a mail that has been stored before: under the id that its server gives it, or under an older one when the server has renumbered. */
async function findKnown(
  tx: Tx,
  mailboxId: string,
  { fetched, messageId }: { fetched: FetchedMail; messageId: string | null },
): Promise<{ id: string; externalId: string } | null> {
  const { externalId, raw, receivedAt, mayBeKnown } = fetched;
  const select = { id: true, externalId: true };
  const found = await tx.emailMessage.findFirst({
    where: {
      mailboxId,
      direction: 'inbound',
      OR: [{ externalId }, ...(mayBeKnown && messageId ? [{ messageId }] : [])],
    },
    select,
  });
  if (found || !mayBeKnown || messageId) return found;
  return tx.emailMessage.findFirst({
    where: {
      mailboxId,
      direction: 'inbound',
      messageId: null,
      receivedAt: new Date(receivedAt),
      body: { raw: bytesOf(raw) },
    },
    select,
  });
}

/** The conversation of ours that a mail belongs to by its provider's word. */
async function conversationOf(tx: Tx, mailboxId: string, providerThreadId: string | undefined): Promise<string | null> {
  if (!providerThreadId) return null;
  const thread = await tx.emailThread.findFirst({ where: { mailboxId, providerThreadId }, select: { id: true } });
  return thread?.id ?? null;
}

async function storeMail(tx: Tx, { workspaceId, mailboxId }: MailboxIds, fetched: FetchedMail) {
  const { externalId, raw, receivedAt, providerThreadId, labels = [], isRead = false } = fetched;
  const mail = await parseMail(raw);
  const known = await findKnown(tx, mailboxId, { fetched, messageId: mail.messageId });
  if (known) {
    if (known.externalId !== externalId)
      await tx.emailMessage.update({ where: { id: known.id }, data: { externalId, isRead } });
    return;
  }
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
      snippet: mail.text.slice(0, 2_000).replaceAll(/\s+/g, ' ').trim().slice(0, 200),
      sentAt: mail.sentAt ? new Date(mail.sentAt) : null,
      receivedAt: new Date(receivedAt),
      threadId: await conversationOf(tx, mailboxId, providerThreadId),
      labels,
      isRead,
    },
    select: { id: true },
  });
  await tx.emailBody.create({
    data: { workspaceId, messageId: id, text: mail.text, html: mail.html, raw: bytesOf(raw) },
  });
  await tx.emailAttachment.createMany({
    data: mail.attachments.map((attachment) => ({ workspaceId, messageId: id, ...attachment })),
  });
}

/** Keeps the bytes alone of a mail that the tables did not take: it is sorted like any other, and holds up none. */
async function storeBytes(tx: Tx, { workspaceId, mailboxId }: MailboxIds, fetched: FetchedMail & { why: string }) {
  const { externalId, raw, receivedAt, why } = fetched;
  const { id } = await tx.emailMessage.create({
    data: {
      workspaceId,
      mailboxId,
      externalId,
      direction: 'inbound',
      kind: 'unknown',
      receivedAt: new Date(receivedAt),
      handleError: why,
    },
    select: { id: true },
  });
  await tx.emailBody.create({ data: { workspaceId, messageId: id, raw: bytesOf(raw) } });
}

/** Keeps what happened on the server to mails that are known. */
async function keepChanges(tx: Tx, { mailboxId }: MailboxIds, changes: MailChange[]) {
  if (changes.length === 0) return;
  await tx.$executeRaw`
    UPDATE email_messages SET is_read = changed.is_read, updated_at = now()
    FROM unnest(${changes.map(({ externalId }) => externalId)}::text[], ${changes.map(({ isRead }) => isRead)}::boolean[])
      AS changed (external_id, is_read)
    WHERE mailbox_id = ${mailboxId}::uuid AND email_messages.external_id = changed.external_id
      AND email_messages.is_read <> changed.is_read`;
}

/** Stores what was fetched, each mail once and as it came, and moves the mailbox on. It is sorted and acted on afterwards, so that nothing fetched is ever lost. */
export async function storeFetched(
  db: Database,
  ids: MailboxIds,
  { mails, changes = [], cursor }: Pick<Fetched, 'mails' | 'changes' | 'cursor'>,
) {
  const workspace = idOf<WorkspaceId>(ids.workspaceId);
  for (const mail of mails) {
    try {
      await db.withWorkspace(workspace, (tx) => storeMail(tx, ids, mail));
    } catch (error) {
      const why = troubleOf(error);
      await db.withWorkspace(workspace, (tx) => storeBytes(tx, ids, { ...mail, why })); // fails too when the database is away
    }
  }
  const now = new Date();
  await db.withWorkspace(workspace, async (tx) => {
    await keepChanges(tx, ids, changes);
    await tx.mailbox.update({
      where: { id: ids.mailboxId },
      data: { syncCursor: cursor as object, lastSyncAt: now, lastSuccessAt: now },
    });
  });
}
