import { uuidv7 } from 'uuidv7';
import type { MailDecision } from '../workflows/sending/uncertain.calc.ts';
import type { Tx } from './db.ts';
import { noteEvents } from './events.ts';

/** Notes for mails that a person says arrived what is noted when a mail leaves: the contact, its timeline, the counters, the event. */
async function noteArrived(tx: Tx, ids: string[]) {
  await tx.$executeRaw`
    INSERT INTO activities (id, workspace_id, type, title, entity_type, entity_id, contact_id, user_id, occurred_at, metadata)
    SELECT line.id, mail.workspace_id, 'email_sent', coalesce(mail.subject, 'Mail'), 'email', mail.id, mail.contact_id, mail.user_id, mail.sent_at,
      jsonb_build_object('enrollmentId', mail.enrollment_id, 'sequenceId', mail.sequence_id, 'stepId', mail.step_id)
    FROM unnest(${ids.map(() => uuidv7())}::uuid[], ${ids}::uuid[]) AS line (id, mail_id) JOIN outbound_emails AS mail ON mail.id = line.mail_id
    WHERE mail.contact_id IS NOT NULL`;
  await tx.$executeRaw`
    UPDATE contacts SET last_contacted_at = greatest(last_contacted_at, mail.sent_at), last_activity_at = greatest(last_activity_at, mail.sent_at),
      updated_at = now(), status = CASE status WHEN 'new' THEN 'contacted' ELSE status END
    FROM outbound_emails AS mail WHERE mail.id = ANY(${ids}::uuid[]) AND contacts.id = mail.contact_id`;
  await noteEvents(
    tx,
    ids.map((subjectId) => ({ type: 'mail.sent', subjectId })),
  );
  await tx.$executeRaw`
    WITH sent AS (
      SELECT mail.workspace_id, mail.mailbox_id, to_char(mail.sent_at AT TIME ZONE mailboxes.time_zone, 'YYYY-MM-DD') AS day
      FROM outbound_emails AS mail JOIN mailboxes ON mailboxes.id = mail.mailbox_id WHERE mail.id = ANY(${ids}::uuid[])
    )
    INSERT INTO usage_counters (workspace_id, subject_id, metric, period, count)
    SELECT workspace_id, mailbox_id, 'mails-sent', day, count(*) FROM sent GROUP BY 1, 2, 4
    UNION ALL SELECT workspace_id, workspace_id, 'mails-sent', left(day, 7), count(*) FROM sent GROUP BY 1, 2, 4
    ON CONFLICT (workspace_id, subject_id, metric, period) DO UPDATE SET count = usage_counters.count + EXCLUDED.count, updated_at = now()`;
}

/** Does in the ledger what a person decided about mails of unknown outcome, or about refused ones. */
export async function settleDecided(tx: Tx, ids: string[], decision: MailDecision) {
  switch (decision) {
    case 'arrived':
      await tx.$executeRaw`
        UPDATE outbound_emails SET state = 'sent', sent_at = coalesce(handed_over_at, now()), provider_answer = 'A person decided that it arrived.',
          error_message = NULL, decision = NULL, ask_at = NULL, lease_until = NULL, updated_at = now()
        WHERE id = ANY(${ids}::uuid[])`;
      return noteArrived(tx, ids);
    case 'again':
      return tx.$executeRaw`
        UPDATE outbound_emails SET state = 'planned', slot_at = NULL, slot_day = NULL, attempts = 0, asks = 0, provider_draft_id = NULL,
          error_message = NULL, decision = NULL, ask_at = NULL, lease_until = NULL, updated_at = now()
        WHERE id = ANY(${ids}::uuid[])`;
    case 'drop':
      return tx.$executeRaw`
        UPDATE outbound_emails SET state = 'cancelled', slot_day = NULL, decision = NULL, ask_at = NULL, lease_until = NULL, updated_at = now()
        WHERE id = ANY(${ids}::uuid[])`;
  }
}
