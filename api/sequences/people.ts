import type { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import type { People } from '../contract/sequences.ts';

export type SequenceCounts = { people: z.input<typeof People>; nextAt: number | null };
type Row = z.input<typeof People> & { sequenceId: string; nextAt: Date | null };

const NOBODY = { active: 0, paused: 0, attention: 0, finished: 0, replied: 0, contacted: 0 };

/** Who is in these sequences and how it went, all in one query. */
export async function countPeople(tx: Tx, sequenceIds: string[]): Promise<(sequenceId: string) => SequenceCounts> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT sequence_id AS "sequenceId",
      (count(*) FILTER (WHERE state = 'active'))::int AS active,
      (count(*) FILTER (WHERE state = 'paused'))::int AS paused,
      (count(*) FILTER (WHERE state = 'active' AND attention IS NOT NULL))::int AS attention,
      (count(*) FILTER (WHERE state NOT IN ('active', 'paused') AND replied_at IS NULL))::int AS finished,
      (count(*) FILTER (WHERE replied_at IS NOT NULL))::int AS replied,
      (count(*) FILTER (WHERE last_email_sent_at IS NOT NULL))::int AS contacted,
      min(next_at) FILTER (WHERE state = 'active') AS "nextAt"
    FROM enrollments WHERE sequence_id = ANY(${sequenceIds}::uuid[]) GROUP BY sequence_id`;
  const counts = new Map(
    rows.map(({ sequenceId, nextAt, ...people }) => [sequenceId, { people, nextAt: nextAt?.getTime() ?? null }]),
  );
  return (sequenceId) => counts.get(sequenceId) ?? { people: NOBODY, nextAt: null };
}

/** How many mails these sequences have handed over. */
export async function countSent(tx: Tx, sequenceIds: string[]): Promise<(sequenceId: string) => number> {
  const rows = await tx.$queryRaw<{ sequenceId: string; count: number }[]>`
    SELECT sequence_id AS "sequenceId", count(*)::int AS count FROM outbound_emails
    WHERE sequence_id = ANY(${sequenceIds}::uuid[]) AND kind = 'sequence' AND state IN ('sent', 'delivered', 'bounced')
    GROUP BY sequence_id`;
  const counts = new Map(rows.map(({ sequenceId, count }) => [sequenceId, count]));
  return (sequenceId) => counts.get(sequenceId) ?? 0;
}
