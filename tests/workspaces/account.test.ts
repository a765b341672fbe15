import { expect, test } from 'vitest';
import { PASSWORD, withApi } from '../helpers/api.ts';
import { ask, cookieOf, mailTo, tokenIn } from '../helpers/people.ts';

const ADA = { name: 'Ada Lovelace', email: 'ada@example.com', password: PASSWORD, timeZone: 'Europe/London' };

test('somebody signs up, is not verified until the link of the mail is used, and can have it sent again', () =>
  withApi(async (api) => {
    const reply = await ask(api, '/api/v1/account/sign-up', { method: 'POST', body: ADA });
    expect(reply).toMatchObject({ status: 200, text: '{}' });
    const { account, workspaces } = api.client({ cookie: cookieOf(reply) });
    expect((await workspaces.getMe({})).user).toMatchObject({
      name: 'Ada Lovelace',
      timeZone: 'Europe/London',
      isVerified: false,
    });
    const first = await mailTo(api, ADA.email, /verify/i);
    await account.resendVerification({});
    expect(await api.system.systemMail.count({ where: { toAddress: ADA.email } })).toBe(2);
    await account.verifyAddress({ token: tokenIn(first) });
    expect((await workspaces.getMe({})).user).toMatchObject({ isVerified: true });
    await expect(account.resendVerification({})).rejects.toMatchObject({ code: 'ended', status: 409 });
  }));

test('a session cookie is out of reach of scripts and of other sites', () =>
  withApi(async (api) => {
    const { cookies } = await ask(api, '/api/v1/account/sign-up', { method: 'POST', body: ADA });
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(
      /^followthrough\.session_token=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  }));

test('a wrong password and an unknown address get the same answer', () =>
  withApi(async (api) => {
    const { email } = await api.signUp();
    const tries = [
      { email, password: 'not this one at all' },
      { email: 'nobody@example.com', password: PASSWORD },
    ];
    const replies = await Promise.all(
      tries.map((body) => ask(api, '/api/v1/account/sign-in', { method: 'POST', body })),
    );
    expect(replies[0]).toEqual(replies[1]);
    expect(replies[0]).toMatchObject({ status: 401, type: expect.stringContaining('application/problem+json') });
    expect(JSON.parse(replies[0]?.text ?? '')).toMatchObject({
      code: 'wrong-password',
      detail: 'The address or the password is not right.',
    });
  }));

test.each([
  [{ ...ADA, email: 'ada' }, 'email', 'email: must be a mail address, as ada@example.com.'],
  [{ ...ADA, password: 'short' }, 'password', 'password: must have at least 10 characters.'],
  [{ ...ADA, name: ' ' }, 'name', 'name: must not be empty.'],
  [
    { ...ADA, timeZone: 'Mars/Olympus' },
    'timeZone',
    'timeZone: "Mars/Olympus" is not a time zone; give an IANA name, as Europe/Berlin.',
  ],
])('%j does not sign up: %s', (body, field, detail) =>
  withApi(async (api) => {
    await expect(api.client({}).account.signUp(body)).rejects.toMatchObject({ code: 'invalid', status: 400, field });
    const { text } = await ask(api, '/api/v1/account/sign-up', { method: 'POST', body });
    expect(JSON.parse(text)).toMatchObject({ detail });
    expect(await api.system.user.count()).toBe(0);
  }),
);

test('an address signs up once', () =>
  withApi(async (api) => {
    await api.client({}).account.signUp(ADA);
    await expect(api.client({}).account.signUp({ ...ADA, email: 'ADA@example.com' })).rejects.toMatchObject({
      code: 'already-exists',
      status: 409,
      field: 'email',
    });
  }));

test('a forgotten password is reset once with the link of the mail, and every session ends', () =>
  withApi(async (api) => {
    const { email, rpc } = await api.signUp();
    await api.client({}).account.forgotPassword({ email });
    const token = tokenIn(await mailTo(api, email, /reset/i));
    const password = 'a new and better one';
    await api.client({}).account.resetPassword({ token, password });
    await expect(rpc.workspaces.getMe({})).rejects.toMatchObject({ status: 401 });
    await expect(api.client({}).account.signIn({ email, password: PASSWORD })).rejects.toMatchObject({ status: 401 });
    expect(await api.client({}).account.signIn({ email, password })).toEqual({});
    await expect(api.client({}).account.resetPassword({ token, password })).rejects.toMatchObject({
      code: 'ended',
      field: 'token',
    });
  }));

test('whether an address is known is not told to who forgot its password', () =>
  withApi(async (api) => {
    expect(await api.client({}).account.forgotPassword({ email: 'nobody@example.com' })).toEqual({});
    expect(await api.system.systemMail.count()).toBe(0);
  }));

test('a changed password ends the other sessions and not this one', () =>
  withApi(async (api) => {
    const { email, cookie } = await api.signUp();
    const here = await ask(api, '/api/v1/account/sign-in', { method: 'POST', body: { email, password: PASSWORD } });
    const body = { password: PASSWORD, newPassword: 'a new and better one' };
    const wrong = await ask(api, '/api/v1/account/change-password', {
      method: 'POST',
      body: { ...body, password: 'not this one' },
      headers: { cookie: cookieOf(here) },
    });
    expect(JSON.parse(wrong.text)).toMatchObject({ code: 'wrong-password', status: 401, field: 'password' });
    const changed = await ask(api, '/api/v1/account/change-password', {
      method: 'POST',
      body,
      headers: { cookie: cookieOf(here) },
    });
    expect(changed.status).toBe(200);
    await expect(api.client({ cookie }).workspaces.getMe({})).rejects.toMatchObject({ status: 401 });
    expect(await api.client({ cookie: cookieOf(changed) }).workspaces.getMe({})).toMatchObject({ user: { email } });
  }));

test('an address is changed only when the old one confirms and the new one is proven', () =>
  withApi(async (api) => {
    const { email, rpc } = await api.signUp();
    const next = 'next@example.com';
    await expect(rpc.account.changeAddress({ email: next, password: 'not this one' })).rejects.toMatchObject({
      code: 'wrong-password',
      field: 'password',
    });
    await rpc.account.changeAddress({ email: next, password: PASSWORD });
    await rpc.account.verifyAddress({ token: tokenIn(await mailTo(api, email, /change your mail address/i)) });
    expect((await rpc.workspaces.getMe({})).user).toMatchObject({ email });
    await rpc.account.verifyAddress({ token: tokenIn(await mailTo(api, next, /verify/i)) });
    expect((await rpc.workspaces.getMe({})).user).toMatchObject({ email: next, isVerified: true });
  }));

test("a taken address is not told apart, and nobody's account changes", () =>
  withApi(async (api) => {
    const [one, other] = [await api.signUp(), await api.signUp()];
    expect(await one.rpc.account.changeAddress({ email: other.email, password: PASSWORD })).toEqual({});
    expect((await one.rpc.workspaces.getMe({})).user).toMatchObject({ email: one.email });
  }));

test('who signs out is out, and signing in again leads back to the workspace of last time', () =>
  withApi(async (api) => {
    const { email, rpc, cookie } = await api.signUp({ workspace: 'First' });
    const { workspaceId } = await rpc.workspaces.createWorkspace({ name: 'Second', timeZone: 'UTC' });
    await rpc.account.signOut({});
    await expect(api.client({ cookie }).workspaces.getMe({})).rejects.toMatchObject({ status: 401 });
    const reply = await ask(api, '/api/v1/account/sign-in', { method: 'POST', body: { email, password: PASSWORD } });
    const me = await api.client({ cookie: cookieOf(reply) }).workspaces.getMe({});
    expect(me.workspace).toMatchObject({ id: workspaceId });
  }));

test('a closed account gets no session', () =>
  withApi(async (api) => {
    const { email, userId } = await api.signUp();
    await api.system.user.update({ where: { id: userId }, data: { isActive: false } });
    await expect(api.client({}).account.signIn({ email, password: PASSWORD })).rejects.toMatchObject({
      code: 'forbidden',
      status: 403,
    });
  }));

test('a link that was tampered with proves nothing', () =>
  withApi(async (api) => {
    await api.client({}).account.signUp(ADA);
    const token = tokenIn(await mailTo(api, ADA.email, /verify/i));
    const broken = `${token.slice(0, -4)}AAAA`;
    await expect(api.client({}).account.verifyAddress({ token: broken })).rejects.toMatchObject({ code: 'ended' });
    expect(await api.system.user.findFirst({ where: { email: ADA.email } })).toMatchObject({ emailVerified: false });
  }));
