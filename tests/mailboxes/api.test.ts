import { expect, test } from 'vitest';
import { withApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';
import { messagesTo, sandbox } from './sandbox-mailbox.ts';

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
