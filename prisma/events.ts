import type { Tx } from './db.ts';
import { Prisma } from './generated/client.ts';

/** What can happen. Whatever changes one of these writes its event in the same transaction. */
export type EventType =
  | 'contact.created'
  | 'contact.updated'
  | 'contact.deleted'
  | 'contact.restored'
  | 'tag.changed'
  | 'list.changed'
  | 'field.changed'
  | 'view.changed'
  | 'suppression.added'
  | 'suppression.removed'
  | 'import.progressed'
  | 'mailbox.changed'
  | 'mail.planned'
  | 'mail.sent'
  | 'mail.failed'
  | 'mail.uncertain'
  | 'mail.opened'
  | 'mail.clicked'
  | 'mail.visits-corrected'
  | 'mail.bounced'
  | 'mail.complained'
  | 'mail.received'
  | 'mail.replied'
  | 'mail.read'
  | 'mail.corrected'
  | 'mail.unsubscribed'
  | 'sequence.changed'
  | 'enrollment.started'
  | 'enrollment.changed'
  | 'enrollment.ended'
  | 'batch.progressed'
  | 'task.changed'
  | 'member.changed'
  | 'workspace.changed'
  | 'sandbox.changed';

export type EventNote = { type: EventType; subjectId: string; payload?: Record<string, unknown> };

/** Notes what happened, in the transaction that made it happen. The kind of subject is the word before the dot. */
export async function noteEvents(tx: Tx, events: EventNote[]) {
  if (events.length === 0) return;
  const columns = [
    events.map(({ type }) => type),
    events.map(({ type }) => type.slice(0, type.indexOf('.'))),
    events.map(({ subjectId }) => subjectId),
    events.map(({ payload }) => JSON.stringify(payload ?? {})),
  ] as const;
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO domain_events (workspace_id, type, subject_type, subject_id, payload)
    SELECT current_workspace(), * FROM unnest(${columns[0]}::text[], ${columns[1]}::text[], ${columns[2]}::uuid[], ${columns[3]}::jsonb[])`);
}
