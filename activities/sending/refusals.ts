import { uuidv7 } from 'uuidv7';
import type { Tx } from '../../prisma/db.ts';
import type { OutboundEmail } from '../../prisma/generated/client.ts';
import type { PolicyRule } from '../../workflows/sending/policy.calc.ts';
import type { EndReason, HoldCode } from '../../workflows/sequences/rules.ts';

/** Which rule kept a mail from leaving. */
export type RefusalRule = PolicyRule | EndReason | HoldCode | 'sender-paused' | 'suppressed' | 'window';

export type SendRefusal = {
  rule: RefusalRule;
  sentence: string;
  /** When the rule no longer keeps it; without one it takes a person, or is for good. */
  until?: number;
  details?: Record<string, unknown>;
};

/** Notes why a mail did not leave, for the page of its enrollment and the timeline of its contact: once per mail, rule and instant. */
export async function noteRefusal(
  tx: Tx,
  { id, contactId, enrollmentId, sequenceId, stepId }: OutboundEmail,
  { rule, sentence, until, details = {} }: SendRefusal,
) {
  const ends = until === undefined ? null : new Date(until);
  await tx.$executeRaw`
    WITH refusal AS (
      INSERT INTO send_refusals (id, workspace_id, outbound_email_id, contact_id, enrollment_id, rule, sentence, details, until)
      VALUES (${uuidv7()}::uuid, current_workspace(), ${id}::uuid, ${contactId}::uuid, ${enrollmentId}::uuid, ${rule}, ${sentence}, ${JSON.stringify(details)}::jsonb, ${ends}::timestamptz)
      ON CONFLICT DO NOTHING RETURNING outbound_email_id, contact_id, sentence, at
    )
    INSERT INTO activities (id, workspace_id, type, title, entity_type, entity_id, contact_id, occurred_at, metadata)
    SELECT ${uuidv7()}::uuid, current_workspace(), 'email_refused', sentence, 'email', outbound_email_id, contact_id, at,
      ${JSON.stringify({ enrollmentId, sequenceId, stepId, rule })}::jsonb
    FROM refusal`;
}
