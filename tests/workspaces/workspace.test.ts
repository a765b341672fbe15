import { expect, test } from 'vitest';
import { withApi } from '../helpers/api.ts';
import { memberOf } from '../helpers/people.ts';

test('a new workspace is on trial with everything that business has, for thirty days', () =>
  withApi(async (api) => {
    const { rpc } = await api.signUp({ workspace: 'Northlight' });
    const workspace = await rpc.workspaces.readWorkspace({});
    expect(workspace).toMatchObject({
      name: 'Northlight',
      slug: expect.stringMatching(/^northlight-[0-9a-f]{6}$/),
      plan: 'business',
      status: 'trial',
      limits: { members: 4, hasApi: true },
      seatsTaken: 1,
    });
    expect((workspace.trialEndsAt ?? 0) - workspace.createdAt).toBeGreaterThan(29.9 * 86_400_000);
  }));

test('what is changed is kept, what is left out stays, and both are in the audit log', () =>
  withApi(async (api) => {
    const { rpc } = await api.signUp({ workspace: 'Northlight' });
    await rpc.workspaces.updateWorkspace({ postalAddress: ' 1 Harbour Street, Berlin ', timeZone: 'Europe/Berlin' });
    await rpc.workspaces.updateWorkspace({ postalAddress: '', hasFooter: false });
    expect(await rpc.workspaces.readWorkspace({})).toMatchObject({
      name: 'Northlight',
      postalAddress: null,
      hasFooter: false,
      timeZone: 'Europe/Berlin',
    });
    const { items } = await rpc.workspaces.listAudit({});
    expect(items.map(({ action, before, after }) => ({ action, before, after }))).toEqual([
      {
        action: 'workspace.changed',
        before: { postalAddress: '1 Harbour Street, Berlin', hasFooter: 'true' },
        after: { postalAddress: '', hasFooter: 'false' },
      },
      {
        action: 'workspace.changed',
        before: { postalAddress: '', timeZone: 'UTC' },
        after: { postalAddress: '1 Harbour Street, Berlin', timeZone: 'Europe/Berlin' },
      },
      { action: 'workspace.created', before: null, after: { name: 'Northlight' } },
    ]);
  }));

test('a change that changes nothing is not noted', () =>
  withApi(async (api) => {
    const { rpc } = await api.signUp({ workspace: 'Northlight' });
    await rpc.workspaces.updateWorkspace({ name: 'Northlight' });
    expect((await rpc.workspaces.listAudit({})).items).toHaveLength(1);
  }));

test.each([
  [{ name: '' }, 'name'],
  [{ timeZone: 'Berlin' }, 'timeZone'],
  [{ billingEmail: 'nobody' }, 'billingEmail'],
  [{ postalAddress: 'x'.repeat(501) }, 'postalAddress'],
])('%j is refused by the name of its field, %s', (changes, field) =>
  withApi(async (api) => {
    const { rpc } = await api.signUp();
    await expect(rpc.workspaces.updateWorkspace(changes)).rejects.toMatchObject({ code: 'invalid', field });
    expect((await rpc.workspaces.listAudit({})).items).toHaveLength(1);
  }),
);

test('the audit log comes page by page, the newest first, and of one person where asked', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const admin = await memberOf(api, owner, 'admin');
    await owner.rpc.workspaces.updateWorkspace({ name: 'One' });
    await admin.rpc.workspaces.updateWorkspace({ name: 'Two' });
    await owner.rpc.workspaces.updateWorkspace({ name: 'Three' });
    const first = await owner.rpc.workspaces.listAudit({ limit: 2 });
    const second = await owner.rpc.workspaces.listAudit({ limit: 2, cursor: first.nextCursor ?? '' });
    const names = [...first.items, ...second.items].map(({ after }) => after?.name);
    expect(names).toEqual(['Three', 'Two', 'One', 'Acme']);
    expect(second.nextCursor).toBeNull();
    expect((await owner.rpc.workspaces.listAudit({ userId: admin.userId })).items).toMatchObject([
      { after: { name: 'Two' } },
    ]);
  }));

test("one moves between one's own workspaces and into no other", () =>
  withApi(async (api) => {
    const [ours, theirs] = [await api.signUp({ workspace: 'First' }), await api.signUp()];
    await ours.rpc.workspaces.createWorkspace({ name: 'Second', timeZone: 'UTC' });
    expect((await ours.rpc.workspaces.getMe({})).workspace).toMatchObject({ name: 'Second' });
    await ours.rpc.workspaces.switchWorkspace({ workspaceId: ours.workspaceId });
    expect((await ours.rpc.workspaces.getMe({})).workspace).toMatchObject({ name: 'First' });
    await expect(ours.rpc.workspaces.switchWorkspace({ workspaceId: theirs.workspaceId })).rejects.toMatchObject({
      status: 404,
      field: 'workspaceId',
    });
  }));
