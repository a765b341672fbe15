import type { Tx } from '../../prisma/db.ts';
import type { Mailbox } from '../../prisma/generated/client.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { mayAct } from '../../workflows/workspaces/rules.ts';
import type { Context } from '../http/context.ts';

type Asker = Pick<Context, 'userId' | 'role'>;

/** Finds a mailbox of this workspace. */
export async function findMailbox(tx: Tx, mailboxId: string, field = 'mailboxId'): Promise<Mailbox> {
  const mailbox = await tx.mailbox.findFirst({ where: { id: mailboxId, deletedAt: null } });
  if (!mailbox) throw new Refusal('not-found', 'There is no such mailbox in this workspace.', field);
  return mailbox;
}

/** Whether the asker may change a mailbox: reps their own, managers every one. */
export const mayManage = ({ userId, role }: Asker, mailbox: Pick<Mailbox, 'userId'>): boolean =>
  mayAct(role, 'manager') || (mayAct(role, 'rep') && mailbox.userId === userId);

/** Finds a mailbox that the asker may change, and locks it: nothing is planned in it meanwhile. */
export async function takeMailbox(tx: Tx, asker: Asker, mailboxId: string): Promise<Mailbox> {
  await tx.$queryRaw`SELECT 1 FROM mailboxes WHERE id = ${mailboxId}::uuid FOR NO KEY UPDATE`;
  const mailbox = await findMailbox(tx, mailboxId);
  if (!mayManage(asker, mailbox))
    throw new Refusal(
      'forbidden',
      `${mailbox.email} is somebody else's mailbox. Ask its owner or a manager.`,
      'mailboxId',
    );
  return mailbox;
}
