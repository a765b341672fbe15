import type { Database } from '../../prisma/db.ts';
import type { Mailbox, Prisma } from '../../prisma/generated/client.ts';
import { idOf, type WorkspaceId } from '../../workflows/ids.ts';
import { RETRY_TELLING_MS, renewAt, waitMs } from '../../workflows/mailboxes/pace.calc.ts';
import type { Deps } from '../deps.ts';

/** Has the provider tell of new mail, and renews that in time. Tells whether it will. */
export async function keepSubscribed({ db, mail, log }: Deps, mailbox: Mailbox): Promise<boolean> {
  const provider = mail.open(mailbox);
  const now = Date.now();
  const { subscription, subscribedUntil, subscribeAt } = mailbox;
  const isTold = (subscribedUntil?.getTime() ?? 0) > now;
  const isDue = subscribedUntil === null || (subscribeAt?.getTime() ?? 0) <= now;
  if (!provider.subscribe || !isDue) return isTold;
  const keep = (data: Prisma.MailboxUpdateManyMutationInput) =>
    db.withWorkspace(idOf<WorkspaceId>(mailbox.workspaceId), (tx) =>
      tx.mailbox.updateMany({ where: { id: mailbox.id }, data }),
    );
  try {
    const agreed = await provider.subscribe(subscription);
    if (!agreed) return false;
    const { state, until } = agreed;
    const due = new Date(renewAt(now, until));
    await keep({ subscription: state ?? {}, subscribedUntil: new Date(until), subscribeAt: due });
    return true;
  } catch (error) {
    // New mail is looked for all the same, only later.
    log.warn(
      { mailboxId: mailbox.id, trouble: provider.reportOf(error).sentence },
      'the provider does not tell of mail',
    );
    await keep({ subscribedUntil: subscribedUntil ?? new Date(now), subscribeAt: new Date(now + RETRY_TELLING_MS) });
    return isTold;
  }
}

/** How long to wait before a mailbox is looked at again: shorter while mail goes out and comes in. */
export async function waitBeforeLook(db: Database, mailbox: Mailbox, isTold: boolean): Promise<number> {
  const { id: mailboxId, workspaceId, provider, lastHandoverAt, createdAt } = mailbox;
  const last = await db.withWorkspace(idOf<WorkspaceId>(workspaceId), (tx) =>
    tx.emailMessage.findFirst({
      where: { mailboxId, direction: 'inbound' },
      orderBy: { receivedAt: 'desc' },
      select: { receivedAt: true },
    }),
  );
  const busyAt = Math.max(...[lastHandoverAt, last?.receivedAt, createdAt].map((at) => at?.getTime() ?? 0));
  return waitMs({ provider, isTold, idleMs: Date.now() - busyAt });
}
