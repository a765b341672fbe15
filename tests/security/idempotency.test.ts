import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';

const repeating = (api: TestApi, { cookie }: Person, key: string = randomUUID()) =>
  api.client({ cookie, 'idempotency-key': key }).workspaces;

test('the same key twice gives one row, and the same answer', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const workspaces = repeating(api, owner);
    const first = await workspaces.invite({ email: 'bob@example.com' });
    expect(await workspaces.invite({ email: 'bob@example.com' })).toEqual(first);
    expect(await api.system.invitation.count()).toBe(1);
    expect(await api.system.workflowMessage.count({ where: { name: 'invitationMail' } })).toBe(1);
  }));

test('ten at the same time with the same key give one row, and the same answer', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const workspaces = repeating(api, owner);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => workspaces.invite({ email: 'bob@example.com' })),
    );
    expect(new Set(answers.map(({ invitationId }) => invitationId)).size).toBe(1);
    expect(await api.system.invitation.count()).toBe(1);
  }));

test('the same key with another request is refused', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const workspaces = repeating(api, owner);
    await workspaces.invite({ email: 'bob@example.com' });
    const reused = { code: 'key-reused', status: 422 };
    await expect(workspaces.invite({ email: 'eve@example.com' })).rejects.toMatchObject(reused);
    await expect(workspaces.createApiKey({ name: 'Sync' })).rejects.toMatchObject(reused);
  }));

test('a request that was refused may be repeated with its key', () =>
  withApi(async (api) => {
    const owner = await api.signUp({ isVerified: false });
    const workspaces = repeating(api, owner);
    await expect(workspaces.invite({ email: 'bob@example.com' })).rejects.toMatchObject({ code: 'unverified' });
    await api.system.user.update({ where: { id: owner.userId }, data: { emailVerified: true } });
    await workspaces.invite({ email: 'bob@example.com' });
    expect(await api.system.invitation.count()).toBe(1);
  }));

test('a key of one workspace is nothing to another', () =>
  withApi(async (api) => {
    const [one, other] = [await api.signUp(), await api.signUp()];
    const key = randomUUID();
    const first = await repeating(api, one, key).invite({ email: 'bob@example.com' });
    const second = await repeating(api, other, key).invite({ email: 'eve@example.com' });
    expect(second).not.toEqual(first);
  }));

test('a workspace is created once, also before there is one to keep the key in', () =>
  withApi(async (api) => {
    const person = await api.signUp({ workspace: null });
    const workspaces = repeating(api, person);
    const answers = await Promise.all([1, 2, 3].map(() => workspaces.createWorkspace({ name: 'Northlight' })));
    expect(new Set(answers.map(({ workspaceId }) => workspaceId)).size).toBe(1);
    expect(await api.system.workspace.count()).toBe(1);
  }));

test('an answer with a secret is repeated, and kept sealed until then', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const workspaces = repeating(api, owner);
    const { key } = await workspaces.createApiKey({ name: 'Sync' });
    expect((await workspaces.createApiKey({ name: 'Sync' })).key).toBe(key);
    const kept = await api.system.idempotencyKey.findMany();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(key);
  }));

test('a key that is too long is refused, and not cut to fit', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    await expect(repeating(api, owner, 'k'.repeat(201)).invite({ email: 'bob@example.com' })).rejects.toMatchObject({
      code: 'too-large',
    });
  }));
