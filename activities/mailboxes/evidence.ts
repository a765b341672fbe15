import type { Tx } from '../../prisma/db.ts';
import type { ActivityType, EmailMessage, OutboundEmail, Prisma } from '../../prisma/generated/client.ts';
import type { Classification } from '../../workflows/replies/rules.ts';

/** A message that came in, what it is, and the mail of ours that it is about. */
export type Incoming = {
  message: EmailMessage;
  classification: Classification;
  about: OutboundEmail | null;
  contactId: string | null;
  now: number;
};

type Line = { type: ActivityType; title: string; metadata?: Prisma.InputJsonValue };

/** Puts a line about the message into the timeline of its contact. */
export const note = (tx: Tx, { message, contactId, now }: Incoming, { type, title, metadata }: Line) =>
  tx.activity.create({
    data: {
      workspaceId: message.workspaceId,
      type,
      title,
      entityType: 'email',
      entityId: message.id,
      contactId,
      occurredAt: message.receivedAt,
      metadata: metadata ?? {},
      createdAt: new Date(now),
    },
  });

type Tracked = { type: 'reply' | 'bounce' | 'complaint' | 'unsubscribe'; mail: OutboundEmail | null };

/** Notes what a mail of ours brought. */
export const track = (tx: Tx, { message }: Incoming, { type, mail }: Tracked) =>
  mail &&
  tx.trackingEvent.create({
    data: {
      workspaceId: message.workspaceId,
      outboundEmailId: mail.id,
      type,
      occurredAt: message.receivedAt,
      meta: { messageId: message.id },
    },
  });

/** Brings the state of a mail in line with what came back about it. */
export const restate = (tx: Tx, outboundEmailId: string) =>
  tx.$executeRaw`
    UPDATE outbound_emails SET
      state = CASE WHEN bounced_at IS NOT NULL THEN 'bounced' WHEN delivered_at IS NOT NULL THEN 'delivered' ELSE 'sent' END::outbound_state,
      error_code = CASE WHEN bounced_at IS NULL THEN NULL ELSE error_code END,
      error_message = CASE WHEN bounced_at IS NULL THEN NULL ELSE error_message END, updated_at = now()
    WHERE id = ${outboundEmailId}::uuid AND (state IN ('sent', 'delivered', 'bounced') OR bounced_at IS NOT NULL)`;
