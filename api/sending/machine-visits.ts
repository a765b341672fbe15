import type { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import { VISIT_REASONS, type VisitReason } from '../../workflows/sending/engagement.calc.ts';
import type { MachineVisit } from '../contract/visits.ts';

type Visits = z.input<typeof MachineVisit>[];
type Row = {
  mailId: string;
  type: 'open' | 'click';
  verdict: 'machine' | 'unknown';
  reason: string | null;
  count: number;
};

/** Who else opened these mails and followed their links, by mail: machines, and who cannot be told from one. */
export async function machineVisitsOf(tx: Tx, mailIds: string[]): Promise<(mailId: string) => Visits> {
  if (mailIds.length === 0) return () => [];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT outbound_email_id AS "mailId", type, verdict, reason, count(*)::int AS count FROM tracking_events
    WHERE outbound_email_id = ANY(${mailIds}::uuid[]) AND verdict IN ('machine', 'unknown')
    GROUP BY 1, 2, 3, 4 ORDER BY count DESC`;
  return (mailId) =>
    rows
      .filter((row) => row.mailId === mailId)
      .map(({ type, verdict, reason, count }) => ({
        type,
        count,
        isSure: verdict === 'machine',
        why: VISIT_REASONS[reason as VisitReason] ?? 'nobody knows why',
      }));
}
