import { localDayOf } from '../workflows/sending/day.calc.ts';
import type { Tx } from './db.ts';
import { noteEvents } from './events.ts';
import type { Mailbox, OutboundEmail } from './generated/client.ts';

/**
 * Counts a mail that has left, for its mailbox by day and for its workspace by month. The workspace has one row for all of
 * its mails: this must be the last write of a transaction, or every mail of a workspace waits for every other.
 */
export async function countSent(
  tx: Tx,
  { mailbox, workspaceId, at }: { mailbox: Mailbox; workspaceId: string; at: number },
) {
  const day = localDayOf(at, mailbox.timeZone);
  await tx.$executeRaw`
    INSERT INTO usage_counters (workspace_id, subject_id, metric, period, count)
    VALUES (current_workspace(), ${mailbox.id}::uuid, 'mails-sent', ${day}, 1),
      (current_workspace(), ${workspaceId}::uuid, 'mails-sent', ${day.slice(0, 7)}, 1)
    ON CONFLICT (workspace_id, subject_id, metric, period) DO UPDATE SET count = usage_counters.count + 1, updated_at = now()`;
}

/** Notes that a mail to a contact has left: the contact, its timeline, and the event. Once per mail; `countSent` goes with it. */
export async function noteSent(tx: Tx, row: OutboundEmail, at: number) {
  const { id, workspaceId, contactId, enrollmentId, sequenceId, stepId, userId } = row;
  await noteEvents(tx, [{ type: 'mail.sent', subjectId: id, payload: { contactId, enrollmentId } }]);
  if (!contactId) return;
  const instant = new Date(at);
  await tx.$executeRaw`
    UPDATE contacts SET last_contacted_at = ${instant}, last_activity_at = ${instant}, updated_at = now(),
      status = CASE status WHEN 'new' THEN 'contacted' ELSE status END WHERE id = ${contactId}::uuid`;
  await tx.activity.create({
    data: {
      workspaceId,
      type: 'email_sent',
      title: row.subject ?? 'Mail',
      entityType: 'email',
      entityId: id,
      contactId,
      userId,
      occurredAt: instant,
      metadata: { enrollmentId, sequenceId, stepId },
    },
  });
}
