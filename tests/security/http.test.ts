import { expect, test } from 'vitest';
import { PASSWORD, withApi } from '../helpers/api.ts';
import { ask } from '../helpers/people.ts';

const SIGN_IN = '/api/v1/account/sign-in';

test.each([
  ['another site', { origin: 'https://evil.example' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['a browser that names no origin', { origin: '', 'sec-fetch-site': 'cross-site' }],
])('a change that %s asks for is refused', (_who, headers) =>
  withApi(async (api) => {
    const { cookie } = await api.signUp();
    const change = { method: 'PATCH', body: { name: 'Mallory' }, headers: { ...headers, cookie } };
    const reply = await ask(api, '/api/v1/me', change);
    expect(JSON.parse(reply.text)).toMatchObject({ code: 'forbidden', status: 403 });
    const login = await ask(api, SIGN_IN, { method: 'POST', body: { email: 'a@b.example', password: 'x' }, headers });
    expect(login.status).toBe(403);
    const own = await ask(api, '/api/v1/me', { ...change, headers: { cookie } });
    expect(own.status).toBe(200);
  }),
);

test('a program without a cookie needs no origin, and one with a cookie does', () =>
  withApi(async (api) => {
    const { email, cookie } = await api.signUp();
    const body = { email, password: PASSWORD };
    expect(await ask(api, SIGN_IN, { method: 'POST', body, headers: { origin: '' } })).toMatchObject({ status: 200 });
    const withCookie = await ask(api, SIGN_IN, { method: 'POST', body, headers: { origin: '', cookie } });
    expect(withCookie.status).toBe(403);
  }));

test.each([
  ['an address that is not there', { method: 'GET', path: '/api/v1/nothing', status: 404 }],
  ['an address outside of the API', { method: 'GET', path: '/api/nothing', status: 404 }],
  ['the routes of the sign-in library', { method: 'POST', path: '/api/auth/sign-in/email', status: 404 }],
  ['an address that is not UTF-8', { method: 'GET', path: '/%E0%A4%A', status: 404 }],
  ['a cursor that is none', { method: 'GET', path: '/api/v1/members?cursor=abc', status: 404 }],
  ['a limit out of bounds', { method: 'GET', path: '/api/v1/members?limit=100000', status: 400 }],
  ['an id that is none', { method: 'DELETE', path: '/api/v1/members/1', status: 400 }],
])('%s gets a problem with a sentence, and nothing of our inner life', (_what, { method, path, status }) =>
  withApi(async (api) => {
    const { cookie } = await api.signUp();
    const reply = await ask(api, path, { method, headers: { cookie } });
    expect(reply).toMatchObject({ status, type: expect.stringContaining('application/problem+json') });
    const problem: unknown = JSON.parse(reply.text);
    expect(problem).toMatchObject({ status, code: expect.any(String), detail: expect.stringMatching(/\w+ .+\.$/) });
    expect(reply.text).not.toMatch(/node_modules|\.ts:|at \w+ \(|Prisma/);
  }),
);

test.each([
  ['JSON that is cut off', 'application/json', '{"name": "Mal'],
  ['a form', 'application/x-www-form-urlencoded', 'name=&name='],
  ['text', 'text/plain', 'name'],
  ['an array', 'application/json', '[1, 2]'],
])('a body that is %s is refused with a sentence', (_what, type, body) =>
  withApi(async (api) => {
    const { cookie } = await api.signUp();
    const headers = { cookie, origin: api.url, 'content-type': type };
    const response = await fetch(`${api.url}/api/v1/me`, { method: 'PATCH', headers, body });
    const problem: unknown = await response.json();
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(problem).toMatchObject({ status: 400, code: 'invalid', detail: expect.stringMatching(/\w+ .+\.$/) });
  }),
);

test('a body that is too large is refused before it is read', () =>
  withApi(async (api) => {
    const { cookie } = await api.signUp();
    const body = { name: 'x'.repeat(6 * 1024 * 1024) };
    const reply = await ask(api, '/api/v1/me', { method: 'PATCH', body, headers: { cookie } });
    expect(reply.status).toBe(413);
    expect(JSON.parse(reply.text)).toMatchObject({ code: 'too-large' });
  }));

test('the type of a problem leads to what its code means', () =>
  withApi(async (api) => {
    const reply = await ask(api, '/api/v1/members');
    const { type, code } = JSON.parse(reply.text) as { type: string; code: string };
    expect([type, code]).toEqual(['/api/docs/errors#signed-out', 'signed-out']);
    const page = await ask(api, type);
    expect(page).toMatchObject({ status: 200, type: expect.stringContaining('text/html') });
    expect(page.text).toContain('id="signed-out"');
  }));

test('every answer has the headers that shut a browser in', () =>
  withApi(async (api) => {
    const { headers } = await fetch(`${api.url}/api/v1/about`);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
  }));

test('guessing a password is slow, and signing in right does not count', { timeout: 120_000 }, () =>
  withApi(async (api) => {
    const { email } = await api.signUp();
    const tries = async (password: string, times: number) => {
      const replies = await Promise.all(
        Array.from({ length: times }, () => ask(api, SIGN_IN, { method: 'POST', body: { email, password } })),
      );
      return replies.map(({ status }) => status);
    };
    expect(new Set(await tries(PASSWORD, 20))).toEqual(new Set([200]));
    const guesses = await tries('not this one', 35);
    expect(guesses.filter((status) => status === 401)).toHaveLength(30);
    expect(guesses.filter((status) => status === 429)).toHaveLength(5);
    expect(await tries(PASSWORD, 1)).toEqual([429]);
  }),
);
