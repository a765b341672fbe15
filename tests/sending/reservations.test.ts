import { uuidv7 } from 'uuidv7';
import { expect, test } from 'vitest';
import { findSlot, lockMailbox, replanMailbox, writeSlots } from '../../activities/sending/slots.ts';
import { insertMany } from '../../prisma/bulk.ts';
import type { Database, Tx } from '../../prisma/db.ts';
import { calendar } from '../../workflows/sending/day.calc.ts';
import type { SendWindow } from '../../workflows/sending/rules.ts';
import { withDatabase } from '../helpers/database.ts';
import { make, type Place } from '../helpers/make.ts';

const OFFICE: SendWindow = Object.fromEntries(
  ['1', '2', '3', '4', '5'].map((day) => [
    day,
    [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ],
  ]),
);
const ZONE = 'Europe/Berlin';

type Waiting = { id: string; isFollowUp: boolean; fairnessKey: string };

async function plannedMails(tx: Tx, { mailboxId, count }: { mailboxId: string; count: number }): Promise<Waiting[]> {
  const keys = [uuidv7(), uuidv7(), uuidv7()];
  const mails = Array.from({ length: count }, (_, index) => ({
    id: uuidv7(),
    isFollowUp: index % 3 === 0,
    fairnessKey: keys[index % 7 === 0 ? 1 : 0] ?? '',
  }));
  await insertMany(tx, 'outbound_emails', {
    columns: {
      id: { type: 'uuid', values: mails.map(({ id }) => id) },
      kind: { type: 'outbound_kind', values: mails.map(() => 'sequence') },
      key: { type: 'text', values: mails.map(({ id }) => id) },
      mailbox_id: { type: 'uuid', values: mails.map(() => mailboxId) },
      to_address: { type: 'citext', values: mails.map(() => 'ada@customer.example') },
      due_at: { type: 'timestamptz', values: mails.map(() => new Date()) },
      slot_zone: { type: 'text', values: mails.map(() => ZONE) },
      is_follow_up: { type: 'boolean', values: mails.map(({ isFollowUp }) => isFollowUp) },
      fairness_key: { type: 'uuid', values: mails.map(({ fairnessKey }) => fairnessKey) },
      mails_to_come: { type: 'int', values: mails.map(() => 2) },
    },
  });
  return mails;
}

const reserve = (db: Database, place: Place, { mailboxId, mail }: { mailboxId: string; mail: Waiting }) =>
  db.withWorkspace(place.workspaceId, async (tx) => {
    const mailbox = await lockMailbox(tx, mailboxId);
    const slot = await findSlot(tx, mailbox, { ...mail, dueAt: Date.now(), zone: ZONE, mailsToCome: 2, slotAt: null });
    await writeSlots(tx, [{ id: mail.id, slot }]);
  });

type Row = { mailboxId: string; at: Date; day: string };

const slotsOf = (db: Database, place: Place) =>
  db.withWorkspace(
    place.workspaceId,
    (tx) =>
      tx.$queryRaw<
        Row[]
      >`SELECT mailbox_id AS "mailboxId", slot_at AS at, slot_day AS day FROM outbound_emails WHERE state = 'reserved' ORDER BY mailbox_id, slot_at`,
  );

/** What the slots of one mailbox break: nothing, when all is well. */
function broken(rows: Row[], { gapMs, dailyLimit }: { gapMs: number; dailyLimit: number }) {
  const instants = rows.map(({ at }) => at.getTime());
  const perDay = new Map<string, number>();
  rows.forEach(({ day }) => perDay.set(day, (perDay.get(day) ?? 0) + 1));
  const dayAt = calendar(OFFICE);
  return {
    gaps: instants.filter((at, index) => index > 0 && at - (instants[index - 1] ?? 0) < gapMs).length,
    daysOverLimit: [...perDay.values()].filter((count) => count > dailyLimit).length,
    outsideWindow: instants.filter((at) => !dayAt(ZONE, at).open.some(({ from, to }) => from <= at && at < to)).length,
  };
}

test(
  'two thousand reservations at once, twenty at a time: no limit, gap or window is broken, and each has its instant',
  () =>
    withDatabase(async (database) => {
      const { db } = database;
      const place = await make.workspace(database);
      const limits = [
        { dailyLimit: 40, minGapSeconds: 90 },
        { dailyLimit: 7, minGapSeconds: 0 },
        { dailyLimit: 300, minGapSeconds: 30 },
      ];
      const work = await db.withWorkspace(place.workspaceId, async (tx) => {
        const boxes = await Promise.all(
          limits.map((limit) => make.mailbox(tx, place, { ...limit, timeZone: ZONE, sendWindow: OFFICE })),
        );
        const [slow, tiny, fast] = boxes;
        const mails = [
          ...(await plannedMails(tx, { mailboxId: slow ?? '', count: 900 })).map((mail) => ({
            mail,
            mailboxId: slow ?? '',
          })),
          ...(await plannedMails(tx, { mailboxId: tiny ?? '', count: 100 })).map((mail) => ({
            mail,
            mailboxId: tiny ?? '',
          })),
          ...(await plannedMails(tx, { mailboxId: fast ?? '', count: 1000 })).map((mail) => ({
            mail,
            mailboxId: fast ?? '',
          })),
        ];
        return { boxes, queue: mails.toSorted((a, b) => a.mail.id.slice(-6).localeCompare(b.mail.id.slice(-6))) };
      });
      const queue = [...work.queue];
      const worker = async (): Promise<void> => {
        const next = queue.pop();
        return next && reserve(db, place, next).then(worker);
      };
      await Promise.all(Array.from({ length: 20 }, worker));

      const rows = await slotsOf(db, place);
      expect(rows).toHaveLength(2000);
      const verdicts = work.boxes.map((id, index) =>
        broken(
          rows.filter(({ mailboxId }) => mailboxId === id),
          { gapMs: (limits[index]?.minGapSeconds ?? 0) * 1000, dailyLimit: limits[index]?.dailyLimit ?? 0 },
        ),
      );
      expect(verdicts).toEqual([1, 2, 3].map(() => ({ gaps: 0, daysOverLimit: 0, outsideWindow: 0 })));
    }),
  120_000,
);

test('planned anew after its limits changed, a mailbox still breaks none of them, and follow-ups lead', () =>
  withDatabase(async (database) => {
    const { db } = database;
    const place = await make.workspace(database);
    const mailboxId = await db.withWorkspace(place.workspaceId, async (tx) => {
      const id = await make.mailbox(tx, place, {
        dailyLimit: 200,
        minGapSeconds: 0,
        timeZone: ZONE,
        sendWindow: OFFICE,
      });
      await plannedMails(tx, { mailboxId: id, count: 600 });
      return id;
    });
    const replan = (dailyLimit: number, minGapSeconds: number) =>
      db.withWorkspace(place.workspaceId, async (tx) => {
        await lockMailbox(tx, mailboxId);
        await tx.mailbox.update({ where: { id: mailboxId }, data: { dailyLimit, minGapSeconds } });
        await replanMailbox(tx, await lockMailbox(tx, mailboxId), Date.now());
      });
    await replan(200, 0);
    await replan(30, 60);
    const rows = await slotsOf(db, place);
    expect(rows).toHaveLength(600);
    expect(broken(rows, { gapMs: 60_000, dailyLimit: 30 })).toEqual({ gaps: 0, daysOverLimit: 0, outsideWindow: 0 });
    const [lastFollowUp] = await db.withWorkspace(
      place.workspaceId,
      (tx) => tx.$queryRaw<{ at: Date }[]>`SELECT max(slot_at) AS at FROM outbound_emails WHERE is_follow_up`,
    );
    const [lastFirst] = await db.withWorkspace(
      place.workspaceId,
      (tx) => tx.$queryRaw<{ at: Date }[]>`SELECT max(slot_at) AS at FROM outbound_emails WHERE NOT is_follow_up`,
    );
    expect(lastFollowUp?.at.getTime()).toBeLessThan(lastFirst?.at.getTime() ?? 0);
  }));
