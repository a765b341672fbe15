import { Prisma } from '../../prisma/generated/client.ts';
import { holidayOf, localDay, localDayOf } from '../../workflows/sending/day.calc.ts';
import type { SendWindow } from '../../workflows/sending/rules.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { listDays as contract } from '../contract/mailboxes.ts';
import type { Context } from '../http/context.ts';
import { findMailbox } from './mailbox.ts';

const DAY_MS = 86_400_000;
type Load = { day: string; sent: number; planned: number };

/** The local days from an instant on. */
function daysFrom(at: number, { zone, count }: { zone: string; count: number }): string[] {
  const today = localDayOf(at, zone);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(today) + index * DAY_MS).toISOString().slice(0, today.length),
  );
}

/** What a mailbox sends on each of the next days, and why it sends nothing on some. */
export function listDays(
  { inWorkspace }: Context,
  { mailboxId, days: count }: Given<typeof contract>,
): Promise<Answer<typeof contract>> {
  return inWorkspace(async (tx) => {
    const { timeZone: zone, dailyLimit, holidayCountry, holidayRegion, ...mailbox } = await findMailbox(tx, mailboxId);
    const window = mailbox.sendWindow as SendWindow;
    const days = daysFrom(Date.now(), { zone, count });
    const loads = await tx.$queryRaw<Load[]>(Prisma.sql`
      SELECT slot_day AS day, (count(*) FILTER (WHERE state NOT IN ('planned', 'reserved')))::int AS sent,
        (count(*) FILTER (WHERE state IN ('planned', 'reserved')))::int AS planned
      FROM outbound_emails WHERE mailbox_id = ${mailboxId}::uuid AND slot_day = ANY(${days}::text[]) GROUP BY slot_day`);
    return {
      dailyLimit,
      days: days.map((day) => {
        const { sent, planned } = loads.find((load) => load.day === day) ?? { sent: 0, planned: 0 };
        const holiday = holidayOf(day, { country: holidayCountry, region: holidayRegion });
        const shut = holiday ?? (localDay(day, { zone, window }).open.length === 0 ? 'No hours on this weekday' : null);
        return { day, sent, planned, shut };
      }),
    };
  });
}
