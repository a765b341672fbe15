import type { Tx } from '../../prisma/db.ts';
import type { EmailMessage } from '../../prisma/generated/client.ts';
import { Refusal } from '../../workflows/refusal.ts';

/** A mail that came into a mailbox of this workspace. */
export async function findReply(tx: Tx, messageId: string): Promise<EmailMessage> {
  const message = await tx.emailMessage.findFirst({ where: { id: messageId, direction: 'inbound', deletedAt: null } });
  if (!message) throw new Refusal('not-found', 'There is no such mail in this workspace.', 'messageId');
  return message;
}
