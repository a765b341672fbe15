import type { Tx } from '../../prisma/db.ts';
import type { OutboundEmail } from '../../prisma/generated/client.ts';
import type { ParsedMail } from './parse.ts';

const SENT = ['sent', 'delivered', 'bounced', 'uncertain', 'sending'] as const;
const ADDRESS_WINDOW_MS = 60 * 86_400_000;

/** Finds the mail of ours that a message answers or reports on: by the ids it names, then by its thread, then by the address. */
export async function findAnswered(
  tx: Tx,
  { mailboxId, mail }: { mailboxId: string; mail: ParsedMail },
): Promise<OutboundEmail | null> {
  const named = [mail.reportedMessageId, mail.inReplyTo, ...mail.references.toReversed()].filter((id) => id !== null);
  if (named.length > 0) {
    const found = await tx.outboundEmail.findMany({ where: { messageId: { in: named } } });
    const best = named.flatMap((id) => found.filter(({ messageId }) => messageId === id))[0];
    if (best) return best;
    const neighbour = await tx.emailMessage.findFirst({
      where: { messageId: { in: named }, mailboxId, threadId: { not: null } },
      select: { threadId: true },
    });
    const inThread =
      neighbour &&
      (await tx.outboundEmail.findFirst({
        where: { threadId: neighbour.threadId, state: { in: [...SENT] } },
        orderBy: { sentAt: 'desc' },
      }));
    if (inThread) return inThread;
  }
  const reported = mail.facts.recipients.map(({ address }) => address.toLowerCase());
  const addresses = reported.length > 0 ? reported : mail.from ? [mail.from.address] : [];
  if (addresses.length === 0) return null;
  return tx.outboundEmail.findFirst({
    where: {
      mailboxId,
      toAddress: { in: addresses },
      state: { in: [...SENT] },
      sentAt: { gt: new Date(Date.now() - ADDRESS_WINDOW_MS) },
    },
    orderBy: { sentAt: 'desc' },
  });
}
