import type { Tx } from '../../prisma/db.ts';
import type { OutboundEmail } from '../../prisma/generated/client.ts';
import type { Classification } from '../../workflows/replies/rules.ts';
import type { ParsedMail } from './parse.ts';

const LEFT = ['sending', 'sent', 'delivered', 'bounced', 'uncertain'] as const;
const ADDRESS_WINDOW_MS = 60 * 86_400_000;

export type Received = {
  mailboxId: string;
  mail: Pick<ParsedMail, 'inReplyTo' | 'references' | 'from'>;
  classification: Classification;
  /** The conversation in which its provider put it. */
  threadId?: string | null;
};

/** The mail of ours that carries one of these ids; the first id that does wins. */
async function findNamed(tx: Tx, named: string[]): Promise<OutboundEmail | null> {
  const found = await tx.outboundEmail.findMany({
    where: { messageId: { in: named }, state: { in: [...LEFT] } },
    orderBy: { handedOverAt: 'desc' },
    take: 50,
  });
  return named.flatMap((id) => found.filter(({ messageId }) => messageId === id))[0] ?? null;
}

/** The last mail of ours in a conversation. */
const findLast = (tx: Tx, threadId: string): Promise<OutboundEmail | null> =>
  tx.outboundEmail.findFirst({
    where: { threadId, state: { in: [...LEFT] } },
    orderBy: { handedOverAt: 'desc' },
  });

/** The last mail of ours in the conversation that one of these ids belongs to. */
async function findInThread(tx: Tx, mailboxId: string, named: string[]): Promise<OutboundEmail | null> {
  const neighbour = await tx.emailMessage.findFirst({
    where: { messageId: { in: named }, mailboxId, threadId: { not: null } },
    select: { threadId: true },
  });
  return neighbour?.threadId ? findLast(tx, neighbour.threadId) : null;
}

/** Whom a mail tells us about: the recipients that a report names, else its writer. */
function addressesOf({ mail, classification }: Received): string[] {
  const { kind, recipients, rule } = classification;
  if (kind === 'human' || kind === 'auto_reply' || rule === 'mail-to-unsubscribe')
    return mail.from ? [mail.from.address] : [];
  return recipients.flatMap(({ address }) => (address?.includes('@') ? [address] : []));
}

/** The last mail that left a mailbox for one of these addresses, if that is not long ago. */
export const findSentTo = (
  tx: Tx,
  { mailboxId, addresses }: { mailboxId: string; addresses: string[] },
): Promise<OutboundEmail | null> =>
  tx.outboundEmail.findFirst({
    where: {
      mailboxId,
      toAddress: { in: addresses },
      state: { in: [...LEFT] },
      handedOverAt: { gt: new Date(Date.now() - ADDRESS_WINDOW_MS) },
    },
    orderBy: { handedOverAt: 'desc' },
  });

/** Finds the mail of ours that a message answers or reports on: by the ids it names, then by its thread, then by the address. */
export async function findAnswered(tx: Tx, received: Received): Promise<OutboundEmail | null> {
  const { mailboxId, mail, classification, threadId } = received;
  const named = [classification.original.messageId, mail.inReplyTo, ...mail.references.toReversed()].filter(
    (id) => id !== null,
  );
  if (named.length > 0) {
    const found = (await findNamed(tx, named)) ?? (await findInThread(tx, mailboxId, named));
    if (found) return found;
  }
  const told = threadId ? await findLast(tx, threadId) : null;
  if (told) return told;
  const addresses = addressesOf(received);
  return addresses.length > 0 ? findSentTo(tx, { mailboxId, addresses }) : null;
}
