import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { invitationToken } from '../../workflows/workspaces/invitation-token.calc.ts';
import { PASSWORD, withApi } from '../helpers/api.ts';
import { ask, cookieOf, mailTo, tokenIn } from '../helpers/people.ts';

const MAILBOX_PASSWORD = 'mailbox-password-to-keep';
const server = { host: '127.0.0.1', port: 1, security: 'none', user: 'ada' } as const;
const servers = {
  smtp: { ...server, password: MAILBOX_PASSWORD },
  imap: { ...server, password: MAILBOX_PASSWORD },
};

test('no secret is in a log, in an answer or in an error', { timeout: 120_000 }, () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
  return withApi(async (api) => {
    const heard: string[] = [];
    const send = async (path: string, request: Parameters<typeof ask>[2] = {}) => {
      const reply = await ask(api, `/api/v1${path}`, request);
      heard.push(reply.text);
      return reply;
    };
    const post = (path: string, body: unknown, cookie = '') =>
      send(path, { method: 'POST', body, headers: { cookie } });

    const { email } = await api.signUp();
    const session = await post('/account/sign-in', { email, password: PASSWORD });
    const cookie = cookieOf(session);
    const sessions = await api.system.session.findMany();
    await post('/account/sign-in', { email, password: `${PASSWORD}-wrong` });
    await post('/account/forgot-password', { email });
    const resetToken = tokenIn(await mailTo(api, email, /reset/i));
    await post('/account/reset-password', { token: resetToken, password: 'short' });
    await post('/account/verify-address', { token: resetToken });

    const created = await ask(api, '/api/v1/api-keys', { method: 'POST', body: { name: 'Sync' }, headers: { cookie } });
    const { key } = JSON.parse(created.text) as { key: string };
    const withKey = { headers: { authorization: `Bearer ${key}` } };
    await send('/me', withKey);
    await send('/audit', withKey);
    await send('/members/1', { ...withKey, method: 'DELETE' });

    const invited = await post('/invitations', { email: 'bob@example.com' }, cookie);
    const { invitationId } = JSON.parse(invited.text) as { invitationId: string };
    const inviteToken = invitationToken(api.deps.linkSecret, invitationId);
    await send(`/invitations/${invitationId}?token=${inviteToken}`);
    await send(`/invitations/${invitationId}?token=${inviteToken}&token=x`);

    const mailbox = { provider: 'smtp', email: 'ada@example.com', servers };
    const refused = await post('/mailboxes', mailbox, cookie);
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'cannot-connect' });
    await post('/mailboxes', { ...mailbox, dailyLimit: 'many' }, cookie);
    await post('/mailboxes/test', servers, cookie);

    for (const path of ['/me', '/members', '/invitations', '/api-keys', '/audit', '/mailboxes', '/workspace'])
      await send(path, { headers: { cookie } });

    expect(lines.length).toBeGreaterThan(10);
    const said = [...heard, ...lines].join('\n');
    const { password: hash } = await api.system.account.findFirstOrThrow();
    const { secretHash } = await api.system.apiKey.findFirstOrThrow();
    const secrets = {
      password: PASSWORD,
      passwordHash: hash ?? '',
      sessionTokens: sessions.map(({ token }) => token),
      resetToken,
      inviteToken,
      key,
      secretHash,
      mailboxPassword: MAILBOX_PASSWORD,
      linkSecret: api.deps.linkSecret,
    };
    const shown = Object.entries(secrets).filter(([, secret]) => [secret].flat().some((each) => said.includes(each)));
    expect(shown.map(([name]) => name)).toEqual([]);
  }, log);
});

test('a fault tells its cause to the log, and not to the caller', () => {
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void lines.push(line) });
  return withApi(async (api) => {
    const { cookie } = await api.signUp();
    vi.spyOn(api.deps.auth.api, 'verifyPassword').mockRejectedValue(new Error('the inner cause'));
    const body = { email: 'new@example.com', password: PASSWORD };
    const reply = await ask(api, '/api/v1/account/change-address', { method: 'POST', body, headers: { cookie } });
    expect(JSON.parse(reply.text)).toMatchObject({ code: 'fault', status: 500 });
    expect(reply.text).not.toContain('inner cause');
    expect(lines.join()).toContain('the inner cause');
    expect(lines.join()).not.toContain(PASSWORD);
  }, log);
});
