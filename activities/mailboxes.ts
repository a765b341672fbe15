import { cancellationSignal, heartbeat } from '@temporalio/activity';
import type { MailboxWatchInput } from '../workflows/mailboxes/messages.ts';
import type { ConnectionReport } from './clients/mail-provider.ts';
import type { Deps } from './deps.ts';
import { noteHealth } from './mailboxes/health.ts';
import { handleStored, storeMail } from './mailboxes/receive.ts';

/** The sandbox tells when something came; this is the poll behind it. A real server is asked anew after so long a listening. */
const WAIT_MS = { sandbox: 5 * 60_000, smtp: 15 * 60_000, gmail: 60_000, outlook: 60_000 } as const;
const AFTER_FAILURE_MS = 60_000;
const PAGES = 20;

export type MailboxActivities = ReturnType<typeof mailboxActivities>;
export const mailboxActivities = ({ db, mail, log }: Deps) => ({
  /** Fetches what came in, stores it, sorts it, and draws the consequences. Says how long to wait for more. */
  async pollMailbox({
    workspaceId,
    mailboxId,
  }: MailboxWatchInput): Promise<{ waitMs: number; mayIdle: boolean; report: string }> {
    const ids = { workspaceId, mailboxId };
    for (let page = 0; page < PAGES; page++) {
      heartbeat();
      const mailbox = await db.withWorkspace(workspaceId, (tx) =>
        tx.mailbox.findUniqueOrThrow({ where: { id: mailboxId } }),
      );
      if (mailbox.deletedAt || !mailbox.syncEnabled)
        return { waitMs: 3_600_000, mayIdle: false, report: 'Not watched: switched off.' };
      const fetched = await mail
        .open(mailbox)
        .fetchSince(mailbox.syncCursor)
        .catch((error: unknown) => ({ failed: failureOf(error) }));
      if ('failed' in fetched) {
        await db.withWorkspace(workspaceId, (tx) => noteHealth(tx, mailbox, fetched.failed));
        return {
          waitMs: AFTER_FAILURE_MS,
          mayIdle: false,
          report: fetched.failed.isUsable ? '' : fetched.failed.sentence,
        };
      }
      await db.withWorkspace(workspaceId, async (tx) => {
        for (const one of fetched.mails) await storeMail(tx, ids, one);
        await tx.mailbox.update({
          where: { id: mailboxId },
          data: { syncCursor: fetched.cursor as object, lastSyncAt: new Date(), lastSuccessAt: new Date() },
        });
        if (mailbox.healthCode !== 'auth') await noteHealth(tx, mailbox, { isUsable: true });
      });
      const handled = await handleStored(db, ids);
      if (handled > 0) log.debug({ mailboxId, handled }, 'mail received');
      if (!fetched.hasMore)
        return {
          waitMs: WAIT_MS[mailbox.provider],
          mayIdle: mailbox.provider === 'smtp',
          report: `Last looked at ${new Date().toISOString()}.`,
        };
    }
    return { waitMs: 1, mayIdle: false, report: 'More mail is waiting.' };
  },

  /** Listens to the mail server until something may have come, or for so long. */
  async awaitMail({ workspaceId, mailboxId, forMs }: MailboxWatchInput & { forMs: number }): Promise<void> {
    const timer = setInterval(heartbeat, 5_000);
    try {
      const mailbox = await db.withWorkspace(workspaceId, (tx) =>
        tx.mailbox.findUniqueOrThrow({ where: { id: mailboxId } }),
      );
      await mail.open(mailbox).awaitMail(forMs, cancellationSignal());
    } finally {
      clearInterval(timer);
    }
  },
});

/** What a failed fetch says of the mailbox. */
function failureOf(error: unknown): ConnectionReport {
  const { message, authenticationFailed } = error as Error & { authenticationFailed?: boolean };
  if (authenticationFailed)
    return {
      isUsable: false,
      code: 'auth',
      sentence: `The server refused the sign-in: ${message}. Connect the mailbox again.`,
    };
  return {
    isUsable: false,
    code: 'unreachable',
    sentence: `New mail could not be fetched: ${message}. It is tried again every minute.`,
  };
}
