import { type AuditedBy, noteAudits } from '../../prisma/audit.ts';
import type { Tx } from '../../prisma/db.ts';
import { settleDecided } from '../../prisma/decided-mails.ts';
import { noteEvents } from '../../prisma/events.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { idOf, type OutboundEmailId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { type MailDecision, whyNotDecide } from '../../workflows/sending/uncertain.calc.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { decideMail as oneContract } from '../contract/enrollments.ts';
import type { decideMails as manyContract } from '../contract/ledger.ts';
import type { Context } from '../http/context.ts';

type Row = {
  id: string;
  state: string;
  decision: string | null;
  toAddress: string;
  reason: string | null;
  contactId: string | null;
  enrollmentId: string | null;
  workflowId: string | null;
  isUnderWay: boolean;
};

/** The mails that are to be decided, locked in one order; of two who decide, the second is told so. */
const lockMails = (tx: Tx, ids: string[]) =>
  tx.$queryRaw<Row[]>`
    SELECT mail.id, mail.state::text, mail.decision, mail.to_address::text AS "toAddress", mail.error_message AS reason, mail.contact_id AS "contactId",
      mail.enrollment_id AS "enrollmentId", enrollments.workflow_id AS "workflowId", coalesce(enrollments.state IN ('active', 'paused'), false) AS "isUnderWay"
    FROM outbound_emails AS mail LEFT JOIN enrollments ON enrollments.workspace_id = mail.workspace_id AND enrollments.id = mail.enrollment_id
    WHERE mail.id = ANY(${ids}::uuid[]) AND mail.kind <> 'test' ORDER BY mail.id FOR UPDATE OF mail`;

/** Keeps the decision for the workflows that carry these mails, and does it where none does any more. */
async function decide(tx: Tx, rows: Row[], { decision, by }: { decision: MailDecision; by: AuditedBy }) {
  const carried = rows.filter(({ isUnderWay }) => isUnderWay);
  const left = rows.filter(({ isUnderWay }) => !isUnderWay);
  await tx.outboundEmail.updateMany({ where: { id: { in: carried.map(({ id }) => id) } }, data: { decision } });
  if (left.length > 0) {
    const ids = left.map(({ id }) => id);
    await settleDecided(tx, ids, decision);
  }
  await noteAudits(
    tx,
    by,
    rows.map(({ id, state }) => ({ action: 'mail.decided', entityId: id, before: { state }, after: { decision } })),
  );
  await noteEvents(
    tx,
    rows.map(({ id, enrollmentId, contactId }) => ({
      type: 'enrollment.changed',
      subjectId: enrollmentId ?? id,
      payload: { contactId, decision },
    })),
  );
  await tellWorkflows(
    tx,
    carried.flatMap(({ workflowId }) => (workflowId ? [tellEnrollment.woken(workflowId)] : [])),
  );
}

/** Decides what no machine can know about many mails, notes who did, and lets their enrollments go on. */
export function decideMails(
  { inWorkspace, by }: Context,
  { outboundEmailIds, decision }: Given<typeof manyContract>,
): Promise<Answer<typeof manyContract>> {
  return inWorkspace(async (tx) => {
    const rows = await lockMails(tx, outboundEmailIds);
    if (rows.length < new Set(outboundEmailIds).size)
      throw new Refusal('not-found', 'There is no such mail in this workspace.', 'outboundEmailIds');
    const passedOver = rows.flatMap((row) => {
      const why = whyNotDecide(row, decision);
      return why ? [{ outboundEmailId: idOf<OutboundEmailId>(row.id), sentence: why.sentence }] : [];
    });
    const senseless = new Set<string>(passedOver.map(({ outboundEmailId }) => outboundEmailId));
    const sensible = rows.filter(({ id }) => !senseless.has(id));
    if (sensible.length > 0) await decide(tx, sensible, { decision, by });
    return { decided: sensible.length, passedOver };
  });
}

/** The same for one mail of an enrollment, which also may be one that was refused. */
export function decideMail(
  { inWorkspace, by }: Context,
  { enrollmentId, outboundEmailId, decision }: Given<typeof oneContract>,
): Promise<void> {
  return inWorkspace(async (tx) => {
    const [row] = await lockMails(tx, [outboundEmailId]);
    if (row?.enrollmentId !== enrollmentId)
      throw new Refusal('not-found', 'There is no such mail in this enrollment.', 'outboundEmailId');
    const why = whyNotDecide(row, decision);
    if (why) throw new Refusal(why.code, why.sentence, 'decision');
    await decide(tx, [row], { decision, by });
  });
}
