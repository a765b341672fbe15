import { uuidv7 } from 'uuidv7';
import { insertMany } from '../../prisma/bulk.ts';
import type { Tx } from '../../prisma/db.ts';
import type { OutboundEmail, OutboundState, Prisma } from '../../prisma/generated/client.ts';
import type { OutgoingMail, SentNames, SentQuestion } from '../clients/mail-provider.ts';
import { LEASE_MS } from './handover.ts';

/** Finds the mail of a key, or writes it into the ledger. Two of one key cannot be. */
export async function openMail(tx: Tx, mail: Prisma.OutboundEmailUncheckedCreateInput): Promise<OutboundEmail> {
  const { workspaceId, key } = mail;
  const known = await tx.sendKey.findUnique({ where: { workspaceId_key: { workspaceId, key } } });
  if (known) return tx.outboundEmail.findUniqueOrThrow({ where: { id: known.outboundEmailId } });
  const row = await tx.outboundEmail.create({ data: mail });
  await tx.sendKey.create({ data: { workspaceId, key, outboundEmailId: row.id } });
  return row;
}

type ClaimOptions = { mail: OutgoingMail; links: string[]; variantId: string | null; now: number };

/** Keeps where the links of a mail lead. Its words may have changed since an earlier try: what leaves now is what counts. */
const keepLinks = (tx: Tx, outboundEmailId: string, links: string[]) =>
  insertMany(tx, 'tracked_links', {
    columns: {
      id: { type: 'uuid', values: links.map(() => uuidv7()) },
      outbound_email_id: { type: 'uuid', values: links.map(() => outboundEmailId) },
      position: { type: 'int', values: links.map((_url, position) => position) },
      url: { type: 'text', values: links },
    },
    onConflict: 'ON CONFLICT (workspace_id, outbound_email_id, position) DO UPDATE SET url = EXCLUDED.url',
  });

/** Marks a reserved mail as being sent, and keeps its exact words, before anything leaves. The mailbox must be locked. */
export async function claimMail(
  tx: Tx,
  row: OutboundEmail,
  { mail, links, variantId, now }: ClaimOptions,
): Promise<OutboundEmail> {
  const { id, workspaceId, mailboxId, contactId, enrollmentId } = row;
  const thread =
    row.threadId ?? (await tx.emailThread.create({ data: { workspaceId, mailboxId, subject: mail.subject } })).id;
  const message = {
    workspaceId,
    mailboxId,
    threadId: thread,
    externalId: `out/${id}`,
    direction: 'outbound' as const,
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo ?? null,
    references: mail.references,
    subject: mail.subject,
    fromEmail: mail.from.address,
    fromName: mail.from.name ?? null,
    toEmails: [mail.to.address],
    snippet: mail.text.slice(0, 200),
    folder: 'sent',
    isRead: true,
    contactId,
    outboundEmailId: id,
    enrollmentId,
    handledAt: new Date(now),
  };
  const { id: messageId } = await tx.emailMessage.upsert({
    where: { mailboxId_externalId: { mailboxId, externalId: message.externalId } },
    create: message,
    update: message,
    select: { id: true },
  });
  const body = { workspaceId, text: mail.text, html: mail.html ?? null };
  await tx.emailBody.upsert({ where: { messageId }, create: { ...body, messageId }, update: body });
  await keepLinks(tx, id, links);
  await tx.mailbox.updateMany({ where: { id: mailboxId }, data: { lastHandoverAt: new Date(now) } });
  return tx.outboundEmail.update({
    where: { id },
    data: {
      state: 'sending',
      attempts: { increment: 1 },
      leaseUntil: new Date(now + LEASE_MS),
      messageId: mail.messageId,
      inReplyTo: mail.inReplyTo ?? null,
      subject: mail.subject,
      threadId: thread,
      companyKey: row.companyKey,
      emailMessageId: messageId,
      variantId,
      handedOverAt: new Date(now),
    },
  });
}

/** What a claimed mail is asked for by. */
export const sentQuestion = ({
  messageId,
  providerDraftId,
}: Pick<OutboundEmail, 'messageId' | 'providerDraftId'>): SentQuestion => ({
  messageId: messageId ?? '',
  draftId: providerDraftId,
});

/** What the server said at the end of a mail's way, for the ledger. */
export type Settlement = {
  state: OutboundState;
  answer: string | null;
  errorCode?: string;
  errorMessage?: string;
  names?: SentNames;
  copyDueAt?: number;
  at: number;
};

/** Keeps the Message-ID that really went out, and the provider's name of the conversation, where answers are looked up by them. */
export async function keepNames(tx: Tx, id: string, { messageId, providerThreadId }: SentNames) {
  if (messageId)
    await tx.emailMessage.updateMany({ where: { outboundEmailId: id, direction: 'outbound' }, data: { messageId } });
  if (providerThreadId)
    await tx.emailThread.updateMany({
      where: { providerThreadId: null, messages: { some: { outboundEmailId: id, direction: 'outbound' } } },
      data: { providerThreadId },
    });
}

/** Moves a claimed mail to where it ended up, once: a second settlement of the same mail changes nothing. Tells whether it did. */
export async function settleMail(tx: Tx, id: string, settlement: Settlement): Promise<boolean> {
  const { state, answer, errorCode, errorMessage, names = {}, copyDueAt, at } = settlement;
  const isSent = state === 'sent';
  const { count } = await tx.outboundEmail.updateMany({
    where: { id, state: { in: ['sending', 'uncertain'] } },
    data: {
      state,
      leaseUntil: null,
      providerAnswer: answer,
      ...names,
      isNameAwaited: names.providerMessageId !== undefined && names.messageId === undefined,
      copyDueAt: copyDueAt ? new Date(copyDueAt) : null,
      errorCode: errorCode ?? null,
      errorMessage: errorMessage ?? null,
      ...(isSent ? { sentAt: new Date(at) } : {}),
      ...(state === 'bounced' ? { bouncedAt: new Date(at) } : {}),
    },
  });
  if (count > 0) await keepNames(tx, id, names);
  return count > 0;
}

/** Gives a mail back that surely did not leave, or that must not leave now. */
export const releaseMail = (tx: Tx, id: string) =>
  tx.outboundEmail.updateMany({
    where: { id, state: { in: ['sending', 'uncertain'] } },
    data: { state: 'reserved', leaseUntil: null, asks: 0, askAt: null },
  });

/** Ends mails of an enrollment that have not left, and frees their slots. */
export const cancelMails = (
  tx: Tx,
  where: Prisma.OutboundEmailWhereInput,
  state: 'cancelled' | 'suppressed' = 'cancelled',
) =>
  tx.outboundEmail.updateMany({
    where: { ...where, state: { in: ['planned', 'reserved'] } },
    data: { state, slotDay: null },
  });
