import { expect, test } from 'vitest';
import { type TestApi, withApi } from '../helpers/api.ts';
import { memberOf } from '../helpers/people.ts';

const holderOf = (api: TestApi, key: string) => api.client({ authorization: `Bearer ${key}` }).workspaces;

test('a key acts in its workspace with its role, and notes when it was used', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const { apiKeyId, key } = await owner.rpc.workspaces.createApiKey({ name: 'Sync', role: 'rep' });
    expect(key).toMatch(/^ft_[\w-]{43}$/);
    expect(await holderOf(api, key).getMe({})).toMatchObject({
      user: null,
      workspace: { id: owner.workspaceId, role: 'rep' },
    });
    await expect(holderOf(api, key).listAudit({})).rejects.toMatchObject({ status: 403 });
    const { items } = await owner.rpc.workspaces.listApiKeys({});
    expect(items).toMatchObject([
      { id: apiKeyId, name: 'Sync', role: 'rep', state: 'active', lastUsedAt: expect.any(Number) },
    ]);
    expect(items[0]?.start).toBe(key.slice(0, 9));
  }));

test('a revoked, an expired and a made-up key are nobody', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const { apiKeyId, key } = await owner.rpc.workspaces.createApiKey({ name: 'Sync' });
    const soon = await owner.rpc.workspaces.createApiKey({ name: 'Soon over', expiresAt: Date.now() + 60_000 });
    await api.system.apiKey.update({ where: { id: soon.apiKeyId }, data: { expiresAt: new Date(Date.now() - 1) } });
    await owner.rpc.workspaces.revokeApiKey({ apiKeyId });
    const keys = [key, soon.key, `${key.slice(0, -1)}_`];
    const outcomes = await Promise.allSettled(keys.map((each) => holderOf(api, each).getMe({})));
    expect(outcomes).toMatchObject(Array.from(keys, () => ({ reason: { code: 'signed-out', status: 401 } })));
    expect((await owner.rpc.workspaces.listApiKeys({})).items).toMatchObject([{ name: 'Soon over', state: 'expired' }]);
  }));

test('a key never does more than its maker may now', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const admin = await memberOf(api, owner, 'admin');
    const { key } = await admin.rpc.workspaces.createApiKey({ name: 'Sync', role: 'admin' });
    expect(await holderOf(api, key).listAudit({})).toMatchObject({ nextCursor: null });
    await owner.rpc.workspaces.changeRole({ userId: admin.userId, role: 'rep' });
    await expect(holderOf(api, key).listAudit({})).rejects.toMatchObject({ status: 403 });
    await owner.rpc.workspaces.suspendMember({ userId: admin.userId });
    await expect(holderOf(api, key).getMe({})).rejects.toMatchObject({ status: 401 });
    expect((await owner.rpc.workspaces.listApiKeys({})).items).toMatchObject([{ state: 'stopped' }]);
  }));

test('a key manages neither people nor keys, whatever its role', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const { key } = await owner.rpc.workspaces.createApiKey({ name: 'Sync', role: 'admin' });
    const program = holderOf(api, key);
    const refused = { code: 'forbidden', status: 403, message: expect.stringContaining('An API key may not do this') };
    await expect(program.createApiKey({ name: 'More' })).rejects.toMatchObject(refused);
    await expect(program.invite({ email: 'bob@example.com' })).rejects.toMatchObject(refused);
    await expect(program.createWorkspace({ name: 'Mine' })).rejects.toMatchObject(refused);
    await program.updateWorkspace({ name: 'Renamed' });
    expect((await owner.rpc.workspaces.listAudit({})).items[0]).toMatchObject({
      action: 'workspace.changed',
      byKind: 'key',
      byName: 'Sync',
      after: { name: 'Renamed' },
    });
  }));

test('a plan without API access has no keys', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    await api.system.workspace.update({ where: { id: owner.workspaceId }, data: { plan: 'professional' } });
    await expect(owner.rpc.workspaces.createApiKey({ name: 'Sync' })).rejects.toMatchObject({
      code: 'plan-limit',
      status: 402,
    });
  }));

test('a key that would have expired already is refused', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    await expect(owner.rpc.workspaces.createApiKey({ name: 'Sync', expiresAt: Date.now() - 1 })).rejects.toMatchObject({
      code: 'ended',
      field: 'expiresAt',
    });
  }));
