import { uuidv7 } from 'uuidv7';
import { expect, test } from 'vitest';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { type Person, withApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';
import { messagesTo, sandbox } from './sandbox-mailbox.ts';

const NINE_TO_FIVE = [{ from: '09:00', to: '17:00' }];

/** A mail in the ledger of a mailbox. */
const mailIn = (tx: Tx, { workspaceId }: Person, data: Partial<Prisma.OutboundEmailUncheckedCreateInput>) =>
  tx.outboundEmail.create({
    data: {
      workspaceId,
      kind: 'sequence',
      key: uuidv7(),
      mailboxId: '',
      toAddress: 'ada@customer.example',
      dueAt: new Date(),
      ...data,
    },
  });

test.each([
  { given: { dailyLimit: 0 }, field: 'dailyLimit', detail: 'at least 1' },
  { given: { minGapSeconds: -1 }, field: 'minGapSeconds', detail: 'not be negative' },
  { given: { timeZone: 'Mars/Olympus' }, field: 'timeZone', detail: '"Mars/Olympus" is not a time zone' },
  { given: { sendWindow: {} }, field: 'sendWindow', detail: 'at least one day' },
  {
    given: { sendWindow: { 2: [{ from: '9', to: '17:00' }] } },
    field: 'sendWindow.2',
    detail: '"9", which is no time',
  },
  {
    given: { sendWindow: { 3: [{ from: '17:00', to: '09:00' }] } },
    field: 'sendWindow.3',
    detail: 'not after its start',
  },
  {
    given: { sendWindow: { 1: [...NINE_TO_FIVE, { from: '16:00', to: '18:00' }] } },
    field: 'sendWindow.1',
    detail: 'overlap at 16:00',
  },
  { given: { holidayCountry: 'ZZ' }, field: 'holidayCountry', detail: '"ZZ" are not known' },
  { given: { holidayCountry: 'DE', holidayRegion: 'TX' }, field: 'holidayRegion', detail: '"TX" is no region of DE' },
  { given: { holidayRegion: 'BY' }, field: 'holidayRegion', detail: 'needs its country' },
])('$given is refused at $field, and changes nothing', ({ given, field, detail }) =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    const { mailboxId } = await rpc.mailboxes.createMailbox(sandbox);
    const before = await rpc.mailboxes.getMailbox({ mailboxId });
    await expect(rpc.mailboxes.updateMailbox({ mailboxId, ...given })).rejects.toMatchObject({
      field,
      detail: expect.stringContaining(detail),
    });
    expect(await rpc.mailboxes.getMailbox({ mailboxId })).toEqual(before);
  }),
);

test('changed limits are kept, and the watch is told to plan anew; a changed signature moves no mail', () =>
  withApi(async (api) => {
    const { rpc } = await api.signUp();
    const { mailboxId } = await rpc.mailboxes.createMailbox(sandbox);
    const limits = { dailyLimit: 7, holidayCountry: 'DE', holidayRegion: 'BY', sendWindow: { 6: NINE_TO_FIVE } };
    await rpc.mailboxes.updateMailbox({ mailboxId, ...limits });
    await rpc.mailboxes.updateMailbox({ mailboxId, signature: '<p>Robin</p>' });
    expect(await rpc.mailboxes.getMailbox({ mailboxId })).toMatchObject({ ...limits, signature: '<p>Robin</p>' });
    expect((await messagesTo(api, mailboxId)).map(({ name }) => name)).toEqual(['mailboxWatch', 'limitsChanged']);
  }));

test('a new country forgets the region of the old one', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    const { mailboxId } = await rpc.mailboxes.createMailbox({ ...sandbox, holidayCountry: 'DE', holidayRegion: 'BY' });
    await rpc.mailboxes.updateMailbox({ mailboxId, holidayCountry: 'AT' });
    expect(await rpc.mailboxes.getMailbox({ mailboxId })).toMatchObject({ holidayCountry: 'AT', holidayRegion: null });
  }));

test('the list counts what waits, what was sent today, and who is under way; the primary one comes first', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const { rpc, workspaceId } = person;
    await rpc.mailboxes.createMailbox({ ...sandbox, email: 'first@acme.example' });
    const { mailboxId } = await rpc.mailboxes.createMailbox(sandbox);
    const slotAt = new Date(Date.now() + 3_600_000);
    await api.db.withWorkspace(workspaceId, async (tx) => {
      const sequenceId = await make.sequence(tx, person);
      const contactId = await make.contact(tx, person);
      await tx.enrollment.create({ data: { workspaceId, sequenceId, contactId, mailboxId, workflowId: 'x' } });
      await mailIn(tx, person, {
        mailboxId,
        state: 'reserved',
        slotAt,
        slotDay: new Date().toISOString().slice(0, 10),
      });
      await mailIn(tx, person, { mailboxId, state: 'planned' });
      await mailIn(tx, person, { mailboxId, state: 'sent' });
      const period = new Date().toISOString().slice(0, 10);
      await tx.usageCounter.create({
        data: { workspaceId, subjectId: mailboxId, metric: 'mails-sent', period, count: 3 },
      });
    });
    await rpc.mailboxes.makePrimary({ mailboxId });
    const { items } = await rpc.mailboxes.listMailboxes({});
    expect(items).toMatchObject([
      {
        email: 'robin@acme.example',
        isPrimary: true,
        waiting: 2,
        sentToday: 3,
        plannedToday: 1,
        people: 1,
        nextSendAt: slotAt.getTime(),
      },
      { email: 'first@acme.example', isPrimary: false, waiting: 0, sentToday: 0, people: 0, nextSendAt: null },
    ]);
    const first = await rpc.mailboxes.listMailboxes({ limit: 1 });
    const second = await rpc.mailboxes.listMailboxes({ limit: 1, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items]).toEqual(items);
    expect(second.nextCursor).toBeNull();
  }));

test('the days ahead show what is sent and planned against the limit, and why a day is shut', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const { rpc, workspaceId } = person;
    const everyDay = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, NINE_TO_FIVE]));
    const { mailboxId } = await rpc.mailboxes.createMailbox({ ...sandbox, dailyLimit: 9, sendWindow: everyDay });
    const today = new Date().toISOString().slice(0, 10);
    await api.db.withWorkspace(workspaceId, async (tx) => {
      await mailIn(tx, person, { mailboxId, state: 'sent', slotDay: today });
      await mailIn(tx, person, { mailboxId, state: 'reserved', slotDay: today, slotAt: new Date() });
    });
    const load = await rpc.mailboxes.listDays({ mailboxId, days: 60 });
    expect(load.dailyLimit).toBe(9);
    expect(load.days).toHaveLength(60);
    expect(load.days[0]).toEqual({ day: today, sent: 1, planned: 1, shut: null });
    await rpc.mailboxes.updateMailbox({ mailboxId, holidayCountry: 'CO' });
    const holidays = (await rpc.mailboxes.previewHolidays({ country: 'CO' })).items;
    const { days } = await rpc.mailboxes.listDays({ mailboxId, days: 60 });
    expect(days.flatMap(({ day, shut }) => (shut ? [{ day, name: shut }] : []))).toEqual(
      holidays.filter(({ day }) => day <= (days.at(-1)?.day ?? '')),
    );
    await rpc.mailboxes.updateMailbox({ mailboxId, holidayCountry: null, sendWindow: { 1: NINE_TO_FIVE } });
    const mondays = await rpc.mailboxes.listDays({ mailboxId, days: 7 });
    expect(mondays.days.filter(({ shut }) => shut === 'No hours on this weekday')).toHaveLength(6);
  }));
