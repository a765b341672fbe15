import { uuidv7 } from 'uuidv7';
import { expect, test } from 'vitest';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { MailboxId } from '../../workflows/ids.ts';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';

const sandbox = { provider: 'sandbox' as const, email: 'robin@acme.example' };
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

const messagesTo = ({ system }: TestApi, mailboxId: MailboxId) =>
  system.workflowMessage.findMany({ where: { workflowId: `mailbox/${mailboxId}` }, orderBy: { id: 'asc' } });

test('a sandbox mailbox is connected at any hour, is the primary one, and is watched', () =>
  withApi(async (api) => {
    const { rpc } = await api.signUp();
    const { mailboxId } = await rpc.mailboxes.createMailbox(sandbox);
    expect(await rpc.mailboxes.getMailbox({ mailboxId })).toMatchObject({
      email: 'robin@acme.example',
      displayName: 'Pat Person',
      isPrimary: true,
      dailyLimit: 50,
      minGapSeconds: 5,
      timeZone: 'UTC',
      sendWindow: { 1: [{ from: '00:00', to: '24:00' }], 7: [{ from: '00:00', to: '24:00' }] },
      health: { state: 'ok', sentence: null },
      servers: null,
      mayManage: true,
      waiting: 0,
      people: 0,
    });
    expect(await messagesTo(api, mailboxId)).toMatchObject([{ kind: 'start', name: 'mailboxWatch' }]);
  }));

test('an address is connected once: the second time is refused by name, whatever its case', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    await rpc.mailboxes.createMailbox(sandbox);
    await expect(rpc.mailboxes.createMailbox({ ...sandbox, email: 'Robin@ACME.example' })).rejects.toMatchObject({
      code: 'already-exists',
      status: 409,
      field: 'email',
    });
  }));

test('a repeated Idempotency-Key connects one mailbox', () =>
  withApi(async ({ signUp, client }) => {
    const { rpc, cookie } = await signUp();
    const keyed = client({ cookie, 'idempotency-key': 'connect-once' });
    const first = await keyed.mailboxes.createMailbox(sandbox);
    expect(await keyed.mailboxes.createMailbox(sandbox)).toEqual(first);
    expect((await rpc.mailboxes.listMailboxes({})).items).toHaveLength(1);
  }));

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

test('a signature keeps its words and links, and loses what runs', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    const signature =
      '<p onclick="x()" style="color:#f00;position:fixed">Robin <a href="javascript:x()">x</a> <a href="https://acme.example">Acme</a></p><script>x()</script><img src="http://acme.example/a.png">';
    const { mailboxId } = await rpc.mailboxes.createMailbox({ ...sandbox, signature });
    expect((await rpc.mailboxes.getMailbox({ mailboxId })).signature).toBe(
      '<p style="color:#f00">Robin <a>x</a> <a href="https://acme.example">Acme</a></p><img />',
    );
  }));

test('a server that nobody answers at is refused in words before anything is saved, and the password is in no answer', () =>
  withApi(async (api) => {
    const { rpc, workspaceId } = await api.signUp();
    await api.system.user.updateMany({ data: { emailVerified: true } });
    const server = { host: '127.0.0.1', port: 1, security: 'none' as const, user: 'robin', password: 'very secret' };
    const servers = { smtp: server, imap: server };
    const report = await rpc.mailboxes.testServers(servers);
    expect(report).toEqual({
      isUsable: false,
      code: 'unreachable',
      sentence:
        'The SMTP server 127.0.0.1:1 could not be reached: nothing answers at that port. Check host, port and security, and whether this machine may connect to it.',
    });
    await expect(
      rpc.mailboxes.createMailbox({ provider: 'smtp', email: 'robin@acme.example', servers }),
    ).rejects.toMatchObject({ code: 'cannot-connect', status: 422, field: 'servers', detail: report.sentence });
    expect(await api.db.withWorkspace(workspaceId, (tx) => tx.mailbox.count())).toBe(0);
  }));

test('a password goes to a server of another machine over TLS alone', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    const server = { host: 'smtp.acme.example', port: 25, security: 'none' as const, user: 'r', password: 'p' };
    await expect(rpc.mailboxes.testServers({ smtp: server, imap: server })).rejects.toMatchObject({
      field: 'smtp.security',
      detail: expect.stringContaining('in the clear'),
    });
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

test('a disconnected mailbox says so, is connected again, and wakes who it held', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const { rpc, workspaceId } = person;
    const { mailboxId } = await rpc.mailboxes.createMailbox(sandbox);
    await rpc.mailboxes.disconnectMailbox({ mailboxId });
    expect((await rpc.mailboxes.getMailbox({ mailboxId })).health).toMatchObject({
      state: 'disconnected',
      sentence: expect.stringContaining('Connect it again'),
    });
    await expect(rpc.mailboxes.updateMailbox({ mailboxId, isActive: true })).rejects.toMatchObject({
      code: 'not-ready',
    });
    await api.db.withWorkspace(workspaceId, async (tx) => {
      const sequenceId = await make.sequence(tx, person);
      const contactId = await make.contact(tx, person);
      const held = { sequenceId, contactId, mailboxId, workflowId: 'enrollment/held', holdCode: 'mailbox-unusable' };
      await tx.enrollment.create({ data: { workspaceId, ...held } });
    });
    await rpc.mailboxes.reconnectMailbox({ mailboxId });
    expect((await rpc.mailboxes.getMailbox({ mailboxId })).health).toMatchObject({ state: 'ok' });
    expect(await api.system.workflowMessage.findMany({ where: { workflowId: 'enrollment/held' } })).toMatchObject([
      { kind: 'signal', name: 'woken' },
    ]);
  }));

test('a mailbox with people in it goes only when another takes them over; the next one becomes primary', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const { rpc, workspaceId } = person;
    const { mailboxId } = await rpc.mailboxes.createMailbox(sandbox);
    const { mailboxId: moveTo } = await rpc.mailboxes.createMailbox({ ...sandbox, email: 'other@acme.example' });
    await api.db.withWorkspace(workspaceId, async (tx) => {
      const sequenceId = await make.sequence(tx, person);
      const contactId = await make.contact(tx, person);
      await tx.enrollment.create({ data: { workspaceId, sequenceId, contactId, mailboxId, workflowId: 'x' } });
    });
    await expect(rpc.mailboxes.deleteMailbox({ mailboxId })).rejects.toMatchObject({
      code: 'in-use',
      field: 'moveTo',
      detail: expect.stringContaining('1 person is written to from robin@acme.example'),
    });
    await expect(rpc.mailboxes.deleteMailbox({ mailboxId, moveTo: mailboxId })).rejects.toMatchObject({
      code: 'bad-value',
    });
    await rpc.mailboxes.deleteMailbox({ mailboxId, moveTo });
    expect((await rpc.mailboxes.listMailboxes({})).items).toMatchObject([{ id: moveTo, isPrimary: true }]);
    expect((await messagesTo(api, mailboxId)).at(-1)).toMatchObject({
      name: 'mailboxRemoved',
      payload: { input: { moveTo } },
    });
    await expect(rpc.mailboxes.getMailbox({ mailboxId })).rejects.toMatchObject({ status: 404 });
  }));

test("a rep changes their own mailbox and not a colleague's; a viewer changes none", () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const rep = await api.signUp({ workspace: null });
    const { workspaceId } = owner;
    await api.system.membership.create({ data: { workspaceId, userId: rep.userId, role: 'rep' } });
    await rep.rpc.workspaces.switchWorkspace({ workspaceId });
    const theirs = await owner.rpc.mailboxes.createMailbox(sandbox);
    const own = await rep.rpc.mailboxes.createMailbox({ ...sandbox, email: 'rep@acme.example' });
    await rep.rpc.mailboxes.updateMailbox({ ...own, dailyLimit: 5 });
    await expect(rep.rpc.mailboxes.updateMailbox({ ...theirs, dailyLimit: 5 })).rejects.toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining("somebody else's"),
    });
    await owner.rpc.mailboxes.updateMailbox({ ...own, dailyLimit: 6 });
    await api.system.membership.updateMany({ where: { userId: rep.userId }, data: { role: 'viewer' } });
    expect(await rep.rpc.mailboxes.getMailbox(own)).toMatchObject({ dailyLimit: 6, mayManage: false });
    await expect(rep.rpc.mailboxes.updateMailbox({ ...own, dailyLimit: 7 })).rejects.toMatchObject({ status: 403 });
  }));

test("another workspace's mailbox does not exist here", () =>
  withApi(async ({ signUp }) => {
    const [ours, theirs] = [await signUp(), await signUp()];
    const { mailboxId } = await theirs.rpc.mailboxes.createMailbox(sandbox);
    const { mailboxId: own } = await ours.rpc.mailboxes.createMailbox(sandbox);
    const { mailboxes } = ours.rpc;
    const refused = [
      mailboxes.getMailbox({ mailboxId }),
      mailboxes.updateMailbox({ mailboxId, dailyLimit: 1 }),
      mailboxes.testMailbox({ mailboxId }),
      mailboxes.disconnectMailbox({ mailboxId }),
      mailboxes.reconnectMailbox({ mailboxId }),
      mailboxes.makePrimary({ mailboxId }),
      mailboxes.deleteMailbox({ mailboxId }),
      mailboxes.deleteMailbox({ mailboxId: own, moveTo: mailboxId }),
      mailboxes.listDays({ mailboxId }),
      mailboxes.listMailboxMessages({ mailboxId }),
    ];
    const outcomes = await Promise.allSettled(refused);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.status)).toEqual(
      refused.map(() => 404),
    );
  }));
