import type { Tx } from '../../prisma/db.ts';
import type { Mailbox } from '../../prisma/generated/client.ts';
import { openPlan, PLAN_HORIZON_MS } from '../../prisma/slot-plan.ts';
import { idOf, type MailboxId } from '../../workflows/ids.ts';
import type { Slot, SlotRequest } from '../../workflows/sending/rules.ts';
import { placeAll } from '../../workflows/sending/slots.calc.ts';

const DAY_MS = 86_400_000;
/** Slots this near are left alone when a mailbox is planned anew: their workflows are waking already. */
const IMMINENT_MS = 30_000;

/** A request that has a row in the ledger. */
export type LedgerRequest = SlotRequest & { id: string; slotAt: number | null };

/** Locks a mailbox for planning, until the transaction ends. Always taken before the lock of an enrollment. */
export async function lockMailbox(tx: Tx, mailboxId: string): Promise<Mailbox> {
  await tx.$queryRaw`SELECT 1 FROM mailboxes WHERE id = ${mailboxId}::uuid FOR NO KEY UPDATE`;
  return tx.mailbox.findUniqueOrThrow({ where: { id: mailboxId } });
}

/** Finds the first free instant for one mail. The mailbox must be locked. Null when there is none in three years. */
export async function findSlot(tx: Tx, mailbox: Mailbox, request: LedgerRequest): Promise<Slot | null> {
  for (const days of [3, 60, 1100]) {
    const to = request.dueAt + days * DAY_MS;
    const slot = (await openPlan(tx, mailbox, { from: request.dueAt, to, except: [request.id] })).place(request);
    if (slot && slot.at < to - DAY_MS) return slot;
    if (days === 1100) return slot;
  }
  return null;
}

/** Writes slots into the ledger, and the instants into the enrollments that wait for them. */
export async function writeSlots(tx: Tx, placed: { id: string; slot: Slot | null }[]) {
  if (placed.length === 0) return;
  const values = placed.map(({ id, slot }) => ({
    id,
    at: slot ? new Date(slot.at) : null,
    day: slot?.day ?? null,
    reason: JSON.stringify(slot?.limits ?? []),
  }));
  await tx.$executeRaw`
    WITH placed AS (
      SELECT * FROM unnest(${values.map(({ id }) => id)}::uuid[], ${values.map(({ at }) => at)}::timestamptz[], ${values.map(({ day }) => day)}::text[], ${values.map(({ reason }) => reason)}::jsonb[])
        AS placed (id, at, day, reason)
    ), written AS (
      UPDATE outbound_emails SET slot_at = placed.at, slot_day = placed.day, slot_reason = placed.reason, updated_at = now(),
        state = CASE WHEN placed.at IS NULL THEN 'planned'::outbound_state ELSE 'reserved'::outbound_state END
      FROM placed WHERE outbound_emails.id = placed.id AND outbound_emails.state IN ('planned', 'reserved')
      RETURNING outbound_emails.enrollment_id, outbound_emails.slot_at, outbound_emails.slot_reason
    )
    UPDATE enrollments SET next_at = written.slot_at, next_reason = written.slot_reason, updated_at = now()
    FROM written WHERE enrollments.id = written.enrollment_id AND enrollments.state = 'active'`;
}

type WaitingRow = {
  id: string;
  workflowId: string | null;
  dueAt: Date;
  zone: string | null;
  isFollowUp: boolean;
  mailsToCome: number;
  fairnessKey: string | null;
  slotAt: Date | null;
};

/** Plans every waiting mail of a locked mailbox anew, fairly, and returns the workflows that must wake sooner than they think. */
export async function replanMailbox(tx: Tx, mailbox: Mailbox, now: number): Promise<string[]> {
  const rows = await tx.$queryRaw<WaitingRow[]>`
    SELECT mail.id, enrollments.workflow_id AS "workflowId", mail.due_at AS "dueAt", mail.slot_zone AS zone, mail.is_follow_up AS "isFollowUp",
      mail.mails_to_come AS "mailsToCome", mail.fairness_key AS "fairnessKey", mail.slot_at AS "slotAt"
    FROM outbound_emails AS mail LEFT JOIN enrollments ON enrollments.id = mail.enrollment_id
    WHERE mail.mailbox_id = ${mailbox.id}::uuid AND mail.state IN ('planned', 'reserved') AND mail.kind <> 'test'
      AND coalesce(enrollments.state = 'active', true) AND (mail.slot_at IS NULL OR mail.slot_at > ${new Date(now + IMMINENT_MS)})
    ORDER BY mail.due_at, mail.id`;
  const requests = rows.map((row) => ({
    id: row.id,
    workflowId: row.workflowId,
    slotAt: row.slotAt?.getTime() ?? null,
    dueAt: Math.max(row.dueAt.getTime(), now),
    zone: row.zone ?? mailbox.timeZone,
    isFollowUp: row.isFollowUp,
    mailsToCome: row.mailsToCome,
    fairnessKey: row.fairnessKey ?? idOf<MailboxId>(mailbox.id),
  }));
  const plan = await openPlan(tx, mailbox, {
    from: now,
    to: now + PLAN_HORIZON_MS,
    except: requests.map(({ id }) => id),
  });
  const placed = placeAll(plan, requests);
  const moved = placed.filter(({ request, slot }) => (slot?.at ?? null) !== request.slotAt);
  await writeSlots(
    tx,
    moved.map(({ request, slot }) => ({ id: request.id, slot })),
  );
  return moved.flatMap(({ request: { workflowId, slotAt }, slot }) =>
    workflowId && slot && slotAt !== null && slot.at < slotAt ? [workflowId] : [],
  );
}

/** Whether first mails of other keys wait in this mailbox, so that newcomers must be given their turn. */
export async function isShared(tx: Tx, mailbox: Mailbox, fairnessKey: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isShared: boolean }[]>`
    SELECT EXISTS (SELECT FROM outbound_emails WHERE mailbox_id = ${mailbox.id}::uuid AND state = 'reserved' AND NOT is_follow_up
      AND slot_at > now() AND fairness_key IS DISTINCT FROM ${fairnessKey}::uuid) AS "isShared"`;
  return row?.isShared ?? false;
}
