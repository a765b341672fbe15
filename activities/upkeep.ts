import { heartbeat } from '@temporalio/activity';
import { Prisma } from '../prisma/generated/client.ts';
import type { Deps } from './deps.ts';

const MONTHS_AHEAD = 12;
const PAGE = 5_000;

/** What has had its time, table by table. Events stay for a week, so that a page opened again after a holiday catches up; why a mail did not leave is known for a year. */
const EXPIRED: { table: string; where: string }[] = [
  { table: 'idempotency_keys', where: "created_at < now() - interval '1 day'" },
  { table: 'domain_events', where: "created_at < now() - interval '7 days'" },
  { table: 'system_mails', where: "created_at < now() - interval '30 days'" },
  { table: 'send_refusals', where: "at < now() - interval '1 year'" },
  { table: 'sessions', where: 'expires_at < now()' },
  { table: 'verifications', where: 'expires_at < now()' },
  { table: 'rate_limits', where: 'expire < extract(epoch FROM now()) * 1000' },
];

export type UpkeepActivities = ReturnType<typeof upkeepActivities>;
export const upkeepActivities = ({ system }: Pick<Deps, 'system'>) => ({
  /** Makes the partitions of the months to come, and returns how many were missing. */
  async makePartitions(): Promise<number> {
    const [row] = await system.$queryRaw<{ made: number }[]>`
      SELECT make_partitions('outbound_emails', true, ${MONTHS_AHEAD}::int) + make_partitions('activities', false, ${MONTHS_AHEAD}::int)
        + make_partitions('tracking_events', false, ${MONTHS_AHEAD}::int) AS made`;
    return row?.made ?? 0;
  },

  /** Deletes what has expired, page by page, and returns how many rows. */
  async purgeExpired(): Promise<number> {
    let purged = 0;
    for (const { table, where } of EXPIRED)
      for (let page = PAGE; page === PAGE; purged += page) {
        heartbeat();
        page = await system.$executeRaw(
          Prisma.sql`DELETE FROM ${Prisma.raw(table)} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${Prisma.raw(table)} WHERE ${Prisma.raw(where)} LIMIT ${PAGE}))`,
        );
      }
    return purged;
  },
});
