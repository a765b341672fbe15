import { type OpenedMail, openMail } from '../../activities/clients/sandbox/opened-mail.ts';
import type { Tx } from '../../prisma/db.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { type LinkUse, type MailLink, readLink } from '../../workflows/sending/link.calc.ts';

/** A mail of the sandbox with its mailbox. */
export type SandboxMail = Awaited<ReturnType<typeof findMail>>;

/** Finds a mail that a sandbox mailbox of this workspace sent or got. */
export async function findMail(tx: Tx, messageId: string) {
  const mail = await tx.sandboxMessage.findUnique({
    where: { id: messageId },
    include: { mailbox: { select: { email: true, deletedAt: true } } },
  });
  if (!mail) throw new Refusal('not-found', 'There is no such mail in the sandbox of this workspace.', 'messageId');
  return mail;
}

/** Opens a mail of the sandbox, as its recipient's mail program does. */
export const opened = ({ raw }: Pick<SandboxMail, 'raw'>): Promise<OpenedMail> => openMail(raw);

const PLACES: Record<LinkUse, RegExp> = {
  open: /\/t\/o\/([\w-]+)\.gif$/,
  click: /\/t\/c\/([\w-]+)$/,
  unsubscribe: /\/u\/([\w-]+)$/,
};

/** What an address in a mail does on our side; null for an address of anybody else's. */
export function ourLink(secret: string, url: string, use: LinkUse): MailLink | null {
  const [, token] = PLACES[use].exec(url) ?? [];
  const link = token ? readLink(secret, token) : null;
  return link?.use === use ? link : null;
}
