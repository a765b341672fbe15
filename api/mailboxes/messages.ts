import type { Prisma } from '../../prisma/generated/client.ts';
import { nameOf } from '../../workflows/sequences/rules.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { listMailboxMessages as contract } from '../contract/mailboxes.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';
import { findMailbox } from './mailbox.ts';

const select = {
  id: true,
  direction: true,
  kind: true,
  kindRule: true,
  kindConfidence: true,
  handleError: true,
  subject: true,
  snippet: true,
  fromEmail: true,
  fromName: true,
  toEmails: true,
  contactId: true,
  enrollmentId: true,
  receivedAt: true,
  contact: { select: { firstName: true, lastName: true, email: true } },
} satisfies Prisma.EmailMessageSelect;
type Row = Prisma.EmailMessageGetPayload<{ select: typeof select }>;

function itemOf({
  receivedAt,
  contact,
  kindRule,
  kindConfidence,
  handleError,
  ...row
}: Row): Answer<typeof contract>['items'][number] {
  return {
    ...row,
    rule: kindRule,
    confidence: kindConfidence,
    trouble: handleError,
    contactName: contact && nameOf(contact),
    at: receivedAt.getTime(),
  };
}

/** What came into a mailbox and went out of it, the newest first. */
export function listMessages(
  { inWorkspace }: Context,
  { mailboxId, direction, cursor, limit }: Given<typeof contract>,
): Promise<Answer<typeof contract>> {
  const [at, id] = cursor ? unpackCursor(cursor) : [];
  const place = new Date(Number(at));
  return inWorkspace(async (tx) => {
    await findMailbox(tx, mailboxId);
    const rows = await tx.emailMessage.findMany({
      where: {
        mailboxId,
        direction,
        deletedAt: null,
        ...(cursor ? { OR: [{ receivedAt: { lt: place } }, { receivedAt: place, id: { lt: String(id) } }] } : {}),
      },
      orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      select,
    });
    return cutPage(rows.map(itemOf), limit, (message) => [message.at, message.id]);
  });
}
