import { expect, test } from 'vitest';
import { withApi } from '../helpers/api.ts';
import { memberOf } from '../helpers/people.ts';

test('an admin changes a role, and it holds at once', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const rep = await memberOf(api, owner, 'rep');
    await expect(rep.rpc.workspaces.listInvitations({})).rejects.toMatchObject({ status: 403 });
    await owner.rpc.workspaces.changeRole({ userId: rep.userId, role: 'admin' });
    expect(await rep.rpc.workspaces.listInvitations({})).toEqual({ items: [], nextCursor: null });
    const { items } = await owner.rpc.workspaces.listAudit({});
    expect(items[0]).toMatchObject({
      action: 'member.role-changed',
      entityId: rep.userId,
      byName: 'Pat Person',
      before: { role: 'rep' },
      after: { role: 'admin' },
    });
  }));

test('ownership goes over in one step, and there is one owner before and after', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const admin = await memberOf(api, owner, 'admin');
    await expect(owner.rpc.workspaces.leaveWorkspace({})).rejects.toMatchObject({ code: 'last-owner', status: 409 });
    await owner.rpc.workspaces.transferOwnership({ userId: admin.userId });
    const { items } = await admin.rpc.workspaces.listMembers({});
    expect(items.map(({ userId, role }) => [userId, role])).toEqual(
      expect.arrayContaining([
        [admin.userId, 'owner'],
        [owner.userId, 'admin'],
      ]),
    );
    await owner.rpc.workspaces.leaveWorkspace({});
    expect((await owner.rpc.workspaces.getMe({})).workspace).toBeNull();
    expect((await admin.rpc.workspaces.listMembers({})).items).toHaveLength(1);
  }));

test('two transfers at the same time leave one owner', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const [one, two] = [await memberOf(api, owner, 'rep'), await memberOf(api, owner, 'rep')];
    const outcomes = await Promise.allSettled(
      [one, two].map(({ userId }) => owner.rpc.workspaces.transferOwnership({ userId })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'forbidden' } });
    expect(await api.system.membership.count({ where: { role: 'owner' } })).toBe(1);
  }));

test('a suspended member is shut out with the next request, and back in when restored', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const rep = await memberOf(api, owner, 'rep');
    await owner.rpc.workspaces.suspendMember({ userId: rep.userId });
    await expect(rep.rpc.tasks.listTasks({})).rejects.toMatchObject({ status: 403 });
    await expect(owner.rpc.workspaces.suspendMember({ userId: rep.userId })).rejects.toMatchObject({ code: 'ended' });
    await owner.rpc.workspaces.restoreMember({ userId: rep.userId });
    await rep.rpc.workspaces.switchWorkspace({ workspaceId: owner.workspaceId });
    expect(await rep.rpc.tasks.listTasks({})).toMatchObject({ items: [] });
  }));

test('a removed member is led to another workspace of theirs, and their name stays in the history', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const rep = await memberOf(api, owner, 'rep');
    const { workspaceId: own } = await rep.rpc.workspaces.createWorkspace({ name: 'Own', timeZone: 'UTC' });
    await rep.rpc.workspaces.switchWorkspace({ workspaceId: owner.workspaceId });
    await owner.rpc.workspaces.removeMember({ userId: rep.userId });
    const me = await rep.rpc.workspaces.getMe({});
    expect(me.workspace).toMatchObject({ id: own, role: 'owner' });
    expect(me.workspaces.map(({ id }) => id)).toEqual([own]);
    await expect(owner.rpc.workspaces.removeMember({ userId: rep.userId })).rejects.toMatchObject({ status: 404 });
    const { items } = await owner.rpc.workspaces.listAudit({});
    expect(items[0]).toMatchObject({ action: 'member.removed', before: { name: 'Pat Person' } });
  }));

test('nobody touches the owner, and a manager manages nobody', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const [admin, manager] = [await memberOf(api, owner, 'admin'), await memberOf(api, owner, 'manager')];
    const { userId } = owner;
    await expect(admin.rpc.workspaces.removeMember({ userId })).rejects.toMatchObject({ code: 'last-owner' });
    await expect(admin.rpc.workspaces.changeRole({ userId, role: 'rep' })).rejects.toMatchObject({
      code: 'last-owner',
      field: 'userId',
    });
    await expect(manager.rpc.workspaces.suspendMember({ userId: admin.userId })).rejects.toMatchObject({ status: 403 });
    await expect(admin.rpc.workspaces.suspendMember({ userId: admin.userId })).rejects.toMatchObject({
      code: 'forbidden',
    });
  }));

test('members come page by page, by name', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const [rep, viewer] = [await memberOf(api, owner, 'rep'), await memberOf(api, owner, 'viewer')];
    await owner.rpc.account.updateMe({ name: 'Bea' });
    await rep.rpc.account.updateMe({ name: 'Ada' });
    await viewer.rpc.account.updateMe({ name: 'Bea' });
    const first = await owner.rpc.workspaces.listMembers({ limit: 2 });
    const second = await owner.rpc.workspaces.listMembers({ limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['Ada', 'Bea', 'Bea']);
    expect(new Set([...first.items, ...second.items].map(({ userId }) => userId)).size).toBe(3);
    expect(second.nextCursor).toBeNull();
  }));
