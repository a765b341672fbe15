import type { Database } from '../../prisma/db.ts';
import { idOf, type WorkspaceId } from '../../workflows/ids.ts';
import type { MailProvider } from '../clients/mail-provider.ts';
import { keepNames, sentQuestion } from '../sending/ledger.ts';
import type { MailboxIds } from './store.ts';

const PAGE = 20;

/** Asks for the Message-IDs under which mails have left, where the provider did not tell them at once: answers name those. */
export async function learnNames(db: Database, { workspaceId, mailboxId }: MailboxIds, provider: MailProvider) {
  const workspace = idOf<WorkspaceId>(workspaceId);
  const unnamed = await db.withWorkspace(workspace, (tx) =>
    tx.outboundEmail.findMany({ where: { mailboxId, isNameAwaited: true }, orderBy: { id: 'desc' }, take: PAGE }),
  );
  for (const row of unnamed) {
    const answer = await provider.findSent(sentQuestion(row));
    const isLeaving = answer.kind === 'sent' && answer.providerMessageId !== undefined && !answer.messageId;
    if (answer.kind === 'absent' || isLeaving) continue;
    const messageId = (answer.kind === 'sent' && answer.messageId) || null; // thrown away since: nobody can tell it any more
    await db.withWorkspace(workspace, async (tx) => {
      await tx.outboundEmail.update({
        where: { id: row.id },
        data: { isNameAwaited: false, ...(messageId ? { messageId } : {}) },
      });
      if (messageId) await keepNames(tx, row.id, { messageId });
    });
  }
}

/** Throws the drafts away of mails that will never leave: they were claimed, put off, and cancelled since. */
export async function dropStrayDrafts(db: Database, { workspaceId, mailboxId }: MailboxIds, provider: MailProvider) {
  const { dropDraft } = provider;
  if (!dropDraft) return;
  const workspace = idOf<WorkspaceId>(workspaceId);
  const stray = await db.withWorkspace(workspace, (tx) =>
    tx.outboundEmail.findMany({
      where: { mailboxId, providerDraftId: { gt: '' }, state: { in: ['cancelled', 'suppressed', 'failed'] } },
      select: { id: true, providerDraftId: true },
      take: PAGE,
    }),
  );
  for (const { id, providerDraftId } of stray) {
    await dropDraft(providerDraftId ?? '');
    await db.withWorkspace(workspace, (tx) =>
      tx.outboundEmail.updateMany({ where: { id, providerDraftId }, data: { providerDraftId: null } }),
    );
  }
}
