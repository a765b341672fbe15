import type { SystemDatabase } from './db.ts';
import type { MailProvider } from './generated/client.ts';

/** Whether another mailbox, of any workspace, lives by the same account at its provider. */
export async function isAccountShared(
  system: SystemDatabase,
  { id, provider, email }: { id: string; provider: MailProvider; email: string },
): Promise<boolean> {
  const other = await system.mailbox.findFirst({
    where: { provider, email, deletedAt: null, NOT: { id } },
    select: { id: true },
  });
  return other !== null;
}
