import type { Database, Tx } from '../../prisma/db.ts';
import { idOf, type WorkspaceId } from '../../workflows/ids.ts';
import type { MailProvider, OutgoingMail } from '../clients/mail-provider.ts';

const PAGE = 25;
const AGAIN_MS = 15 * 60_000;
/** A copy that could not be put in its place for so long is given up: the mail itself has left, and the ledger has its words. */
const GIVE_UP_MS = 3 * 86_400_000;

type MailboxIds = { workspaceId: string; mailboxId: string };

/** When the next copy of a mail that left must be among the sent ones of a mailbox. */
export async function nextCopyAt(tx: Tx, mailboxId: string): Promise<number | null> {
  const next = await tx.outboundEmail.findFirst({
    where: { mailboxId, copyDueAt: { not: null } },
    orderBy: { copyDueAt: 'asc' },
    select: { copyDueAt: true },
  });
  return next?.copyDueAt?.getTime() ?? null;
}

/** The mails whose copies are due, as they left. */
async function copiesDue(tx: Tx, mailboxId: string): Promise<{ ids: string[]; mails: OutgoingMail[] }> {
  const rows = await tx.outboundEmail.findMany({
    where: { mailboxId, copyDueAt: { lte: new Date() } },
    orderBy: { copyDueAt: 'asc' },
    take: PAGE,
  });
  const messages = await tx.emailMessage.findMany({
    where: { id: { in: rows.flatMap(({ emailMessageId }) => emailMessageId ?? []) } },
    include: { body: true },
  });
  const mails = rows.flatMap((row): OutgoingMail[] => {
    const message = messages.find(({ id }) => id === row.emailMessageId);
    if (!message?.fromEmail || !row.messageId) return [];
    return [
      {
        messageId: row.messageId,
        from: { name: message.fromName ?? undefined, address: message.fromEmail },
        to: { address: row.toAddress },
        cc: row.ccAddresses,
        subject: message.subject ?? '',
        text: message.body?.text ?? '',
        html: message.body?.html ?? undefined,
        inReplyTo: message.inReplyTo ?? undefined,
        references: message.references,
        sentAt: row.handedOverAt?.getTime() ?? Date.now(),
      },
    ];
  });
  return { ids: rows.map(({ id }) => id), mails };
}

/** Has the copies that are due put among the sent mails of a mailbox. What cannot be put there now is tried again later. Only the watch of the mailbox does it, so that no two do. */
export async function fileCopies(db: Database, { workspaceId, mailboxId }: MailboxIds, provider: MailProvider) {
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => db.withWorkspace(idOf<WorkspaceId>(workspaceId), work);
  const { ids, mails } = await inWorkspace((tx) => copiesDue(tx, mailboxId));
  if (ids.length === 0) return;
  const where = { id: { in: ids } };
  try {
    await provider.fileSent(mails);
  } catch (error) {
    await inWorkspace(async (tx) => {
      await tx.outboundEmail.updateMany({ where, data: { copyDueAt: new Date(Date.now() + AGAIN_MS) } });
      const tooOld = { ...where, handedOverAt: { lt: new Date(Date.now() - GIVE_UP_MS) } };
      await tx.outboundEmail.updateMany({ where: tooOld, data: { copyDueAt: null } });
    });
    throw error;
  }
  await inWorkspace((tx) => tx.outboundEmail.updateMany({ where, data: { copyDueAt: null } }));
}
