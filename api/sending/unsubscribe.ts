import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { signalMany } from '../../prisma/outbox.ts';
import { isSuppressed, suppress } from '../../prisma/suppressions.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { MailLink } from '../../workflows/sending/link.calc.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';

/** By what somebody unsubscribed: the link in the mail, or the button of the mail program (RFC 8058). */
export type UnsubscribedBy = 'link' | 'header';

/** Whom a way out belongs to, whose mail it ends, and whether it was taken already. */
export type Recipient = { address: string; workspaceName: string; isTest: boolean; isOut: boolean };

/** The mail that a way out stands in. */
async function findMail(tx: Tx, { outboundEmailId }: MailLink) {
  const mail = await tx.outboundEmail.findUnique({ where: { id: outboundEmailId } });
  if (!mail) throw new Refusal('not-found', 'The mail of this link is no longer kept. Answer the mail instead.');
  return mail;
}

/** Whom a way out belongs to. */
export async function readRecipient(tx: Tx, link: MailLink): Promise<Recipient> {
  const { toAddress, kind, unsubscribedAt } = await findMail(tx, link);
  const { name } = await tx.workspace.findFirstOrThrow({ select: { name: true } });
  const isOut = unsubscribedAt !== null && (await isSuppressed(tx, { address: toAddress }));
  return { address: toAddress, workspaceName: name, isTest: kind === 'test', isOut };
}

/** The contacts that a mail went to: the one it was for, and whoever has its address now. */
async function contactsOf(tx: Tx, { contactId, toAddress }: { contactId: string | null; toAddress: string }) {
  const contacts = await tx.contact.findMany({
    where: { OR: [...(contactId ? [{ id: contactId }] : []), { email: toAddress, deletedAt: null }] },
    select: { id: true },
    take: 10,
  });
  return contacts.map(({ id }) => id);
}

/** Ends all mail of a workspace to whoever got this one. Said twice, it changes nothing more; a test mail ends nothing. */
export async function unsubscribe(tx: Tx, link: MailLink, by: UnsubscribedBy): Promise<Recipient> {
  const recipient = await readRecipient(tx, link);
  if (recipient.isTest) return recipient;
  const { id, workspaceId, contactId, enrollmentId, toAddress } = await findMail(tx, link);
  const contactIds = await contactsOf(tx, { contactId, toAddress });
  const now = new Date();
  const underWay = Prisma.sql`FROM enrollments WHERE contact_id = ANY(${contactIds}::uuid[]) AND state IN ('active', 'paused')`;
  // The same order of locks as a step: enrollments first, then the contact and the mail.
  await tx.$executeRaw`UPDATE enrollments SET unsubscribed_at = ${now}, updated_at = now() WHERE id IN (SELECT id ${underWay} ORDER BY id FOR UPDATE)`;
  await tx.contact.updateMany({
    where: { id: { in: contactIds }, unsubscribedAt: null },
    data: { unsubscribedAt: now, lastActivityAt: now },
  });
  await suppress(tx, { address: toAddress, reason: 'unsubscribed', source: by, outboundEmailId: id });
  await signalMany(tx, tellEnrollment.stopped('', 'unsubscribed'), Prisma.sql`SELECT workflow_id ${underWay}`);
  const { count } = await tx.outboundEmail.updateMany({
    where: { id, unsubscribedAt: null },
    data: { unsubscribedAt: now },
  });
  if (count === 0) return recipient;
  await tx.trackingEvent.create({ data: { workspaceId, outboundEmailId: id, type: 'unsubscribe', meta: { by } } });
  await noteEvents(tx, [{ type: 'mail.unsubscribed', subjectId: id, payload: { contactId, enrollmentId } }]);
  if (contactId)
    await tx.activity.create({
      data: {
        workspaceId,
        type: 'unsubscribed',
        title: 'Unsubscribed',
        entityType: 'email',
        entityId: id,
        contactId,
        metadata: { by, enrollmentId },
      },
    });
  return recipient;
}
