import { localDayOf } from '../workflows/sending/day.calc.ts';
import type { Tx } from './db.ts';
import { noteEvents } from './events.ts';
import type { Mailbox, OutboundEmail } from './generated/client.ts';

/** Counts an event in a period; a new period is a new row. */
export async function countUsage(
  tx: Tx,
  { subjectId, metric, period }: { subjectId: string; metric: string; period: string },
) {
  await tx.$executeRaw`
    INSERT INTO usage_counters (workspace_id, subject_id, metric, period, count) VALUES (current_workspace(), ${subjectId}::uuid, ${metric}, ${period}, 1)
    ON CONFLICT (workspace_id, subject_id, metric, period) DO UPDATE SET count = usage_counters.count + 1, updated_at = now()`;
}

/** Notes that a mail to a contact has left: the counters, the contact, its timeline, and the event. Once per mail. */
export async function noteSent(tx: Tx, row: OutboundEmail, { mailbox, at }: { mailbox: Mailbox; at: number }) {
  const { id, workspaceId, contactId, enrollmentId, sequenceId, stepId, userId } = row;
  const day = localDayOf(at, mailbox.timeZone);
  await countUsage(tx, { subjectId: mailbox.id, metric: 'mails-sent', period: day });
  await countUsage(tx, { subjectId: workspaceId, metric: 'mails-sent', period: day.slice(0, 7) });
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
