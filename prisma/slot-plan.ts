import { localDayOf } from '../workflows/sending/day.calc.ts';
import type { SendWindow, SlotRules } from '../workflows/sending/rules.ts';
import { type DayLoad, type SlotPlan, slotPlan } from '../workflows/sending/slots.calc.ts';
import type { Tx } from './db.ts';
import { type Mailbox, Prisma } from './generated/client.ts';

const DAY_MS = 86_400_000;
/** How far ahead a mailbox's calendar is read when many are planned. */
export const PLAN_HORIZON_MS = 1100 * DAY_MS;

/** The limits of a mailbox, as the planner reads them. */
export const slotRulesOf = (mailbox: Mailbox): SlotRules => ({
  timeZone: mailbox.timeZone,
  dailyLimit: mailbox.dailyLimit,
  gapMs: mailbox.minGapSeconds * 1000,
  window: mailbox.sendWindow as SendWindow,
  holidayCountry: mailbox.holidayCountry,
  holidayRegion: mailbox.holidayRegion,
});

/** Reads what is given away in a mailbox between two instants. Rows in `except` count as free. */
export async function openPlan(
  tx: Tx,
  mailbox: Mailbox,
  { from, to, except = [] }: { from: number; to: number; except?: string[] },
): Promise<SlotPlan> {
  const rules = slotRulesOf(mailbox);
  const [firstDay, lastDay] = [from - DAY_MS, to].map((at) => localDayOf(at, rules.timeZone));
  const ofMailbox = Prisma.sql`mailbox_id = ${mailbox.id}::uuid AND id <> ALL(${except}::uuid[])`;
  const loads = await tx.$queryRaw<DayLoad[]>`
    SELECT slot_day AS day, count(*)::int AS total, (count(*) FILTER (WHERE NOT is_follow_up))::int AS first
    FROM outbound_emails WHERE ${ofMailbox} AND slot_day BETWEEN ${firstDay} AND ${lastDay} GROUP BY slot_day`;
  const taken = rules.gapMs
    ? await tx.$queryRaw<{ at: Date }[]>`
      SELECT slot_at AS at FROM outbound_emails
      WHERE ${ofMailbox} AND slot_at BETWEEN ${new Date(from - rules.gapMs)} AND ${new Date(to + rules.gapMs)} AND slot_day IS NOT NULL`
    : [];
  return slotPlan(rules, { loads, instants: taken.map(({ at }) => at.getTime()) });
}
