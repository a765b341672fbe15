import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import {
  type EmailMessage,
  Prisma,
  type SuppressionReason,
  type SuppressionSource,
} from '../../prisma/generated/client.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { suppress } from '../../prisma/suppressions.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import type { EndReason } from '../../workflows/sequences/rules.ts';

type Place = { table: string; column: string; keeps: 'first' | 'last' };

/** The instants that a mail that came in may set, and which counts where several mails set one. */
export const MARKS = {
  'contact-replied': { table: 'contacts', column: 'last_replied_at', keeps: 'last' },
  'contact-bounced': { table: 'contacts', column: 'bounced_at', keeps: 'last' },
  'contact-unsubscribed': { table: 'contacts', column: 'unsubscribed_at', keeps: 'first' },
  'mail-delivered': { table: 'outbound_emails', column: 'delivered_at', keeps: 'first' },
  'mail-replied': { table: 'outbound_emails', column: 'replied_at', keeps: 'first' },
  'mail-bounced': { table: 'outbound_emails', column: 'bounced_at', keeps: 'first' },
  'mail-complained': { table: 'outbound_emails', column: 'complained_at', keeps: 'first' },
  'mail-unsubscribed': { table: 'outbound_emails', column: 'unsubscribed_at', keeps: 'first' },
  'enrollment-replied': { table: 'enrollments', column: 'replied_at', keeps: 'first' },
  'enrollment-bounced': { table: 'enrollments', column: 'bounced_at', keeps: 'first' },
  'enrollment-unsubscribed': { table: 'enrollments', column: 'unsubscribed_at', keeps: 'first' },
  'enrollment-away': { table: 'enrollments', column: 'postponed_until', keeps: 'last' },
} as const satisfies Record<string, Place>;

export type Mark = keyof typeof MARKS;

/** Everything that a mail that came in may do and that can be taken back. */
export type Effect = Mark | 'suppressed' | 'stopped' | 'relabelled';

type Cause = Pick<EmailMessage, 'id' | 'workspaceId'>;

/** The columns of a mark, as they stand in SQL. */
export const placeOf = (effect: Mark) => {
  const { table, column, keeps } = MARKS[effect];
  return { table: Prisma.raw(table), column: Prisma.raw(column), keeps };
};

/** Sets an instant because of a mail, and remembers what stood there before. Of several mails the first or the last counts. */
export async function mark(tx: Tx, cause: Cause, { mark: effect, on, at }: { mark: Mark; on: string[]; at: number }) {
  if (on.length === 0) return;
  const { table, column, keeps } = placeOf(effect);
  const instant = new Date(at);
  await tx.$executeRaw`
    INSERT INTO message_effects (id, workspace_id, message_id, effect, subject_id, at, before)
    SELECT gen_random_uuid(), workspace_id, ${cause.id}::uuid, ${effect}, id, ${instant},
      jsonb_build_object('at', (extract(epoch FROM ${column}) * 1000)::bigint)
    FROM ${table} WHERE id = ANY(${on}::uuid[])
    ON CONFLICT DO NOTHING`;
  const counts =
    keeps === 'first' ? Prisma.sql`${column} IS NULL` : Prisma.sql`(${column} IS NULL OR ${column} < ${instant})`;
  await tx.$executeRaw`UPDATE ${table} SET ${column} = ${instant}, updated_at = now() WHERE id = ANY(${on}::uuid[]) AND ${counts}`;
}

const remember = (
  tx: Tx,
  cause: Cause,
  rows: { effect: Effect; subjectId: string; before: Prisma.InputJsonObject }[],
) =>
  tx.messageEffect.createMany({
    data: rows.map((row) => ({ ...row, workspaceId: cause.workspaceId, messageId: cause.id, at: new Date() })),
    skipDuplicates: true,
  });

type Unwanted = {
  address: string;
  reason: SuppressionReason;
  source: SuppressionSource;
  detail?: string;
  outboundEmailId?: string;
};

/** Puts an address on the suppression list because of a mail, and remembers whether it stood there before. */
export async function suppressFor(tx: Tx, cause: Cause, unwanted: Unwanted) {
  const where = { scope: 'workspace' as const, address: unwanted.address };
  const known = await tx.suppression.findFirst({ where, select: { id: true } });
  await suppress(tx, unwanted);
  const { id } = known ?? (await tx.suppression.findFirstOrThrow({ where, select: { id: true } }));
  await remember(tx, cause, [{ effect: 'suppressed', subjectId: id, before: { existed: known !== null } }]);
}

/** Stops whoever of these is under way because of a mail, and remembers where they were. */
export async function stopFor(
  tx: Tx,
  cause: Cause,
  { where, reason }: { where: Prisma.EnrollmentWhereInput; reason: EndReason },
) {
  const underWay = await tx.enrollment.findMany({
    where: { ...where, state: { in: ['active', 'paused'] } },
    select: { id: true, workflowId: true, state: true },
  });
  await remember(
    tx,
    cause,
    underWay.map(({ id, state }) => ({ effect: 'stopped', subjectId: id, before: { state } })),
  );
  await tellWorkflows(
    tx,
    underWay.map(({ workflowId }) => tellEnrollment.stopped(workflowId, reason)),
  );
}

/** Turns an enrollment that had finished into one that got an answer, and remembers that it had finished. */
export async function relabelFor(
  tx: Tx,
  cause: Cause,
  { enrollmentId, contactId }: { enrollmentId: string; contactId: string | null },
) {
  const { count } = await tx.enrollment.updateMany({
    where: { id: enrollmentId, state: 'completed' },
    data: { state: 'replied', endReason: 'replied' },
  });
  if (count === 0) return;
  await remember(tx, cause, [{ effect: 'relabelled', subjectId: enrollmentId, before: {} }]);
  await noteEvents(tx, [
    { type: 'enrollment.ended', subjectId: enrollmentId, payload: { reason: 'replied', contactId } },
  ]);
}
