import { expect, test } from 'vitest';
import { GoogleError, googleError } from '../../activities/clients/gmail/google-error.ts';
import { bucket } from '../../activities/clients/gmail/quota.ts';
import { refusalOf, troubleOf } from '../../activities/clients/gmail/trouble.ts';

test('a minute of units can be spent at once; what is more waits for units to come back, in order', () => {
  const { book } = bucket(6_000, 0);
  expect([5_900, 100, 100, 50].map((units) => book(units, 0))).toEqual([0, 0, 1_000, 1_500]);
});

test('sixty mails leave in a minute of quota, and the next ones one a second', () => {
  const { book } = bucket(6_000, 0);
  expect(Array.from({ length: 62 }, () => book(100, 0)).slice(59)).toEqual([0, 1_000, 2_000]);
});

test('units come back with time, and never more than a minute has', () => {
  const { book } = bucket(6_000, 0);
  expect([book(6_000, 0), book(100, 999), book(100, 1_001)].map((wait) => wait > 0)).toEqual([false, true, true]);
  expect([book(6_000, 3_600_000), book(1, 3_600_000)]).toEqual([0, 10]);
});

test('a pause that Google asked for holds, however many units are there', () => {
  const { book, restUntil } = bucket(6_000, 0);
  restUntil(5_000);
  restUntil(2_000);
  expect([book(1, 0), book(1, 4_000), book(1, 5_000)]).toEqual([5_000, 1_000, 0]);
});

const failed = (status: number, reason: string, message = 'No') =>
  googleError(
    Object.assign(new Error('call failed'), {
      response: { status, headers: new Headers(), data: { error: { message, errors: [{ reason }] } } },
    }),
  );

test.each([
  { status: 401, reason: 'authError', failure: 'auth' },
  { status: 403, reason: 'rateLimitExceeded', failure: 'rate' },
  { status: 403, reason: 'userRateLimitExceeded', failure: 'rate' },
  { status: 429, reason: 'rateLimitExceeded', failure: 'rate' },
  { status: 403, reason: 'dailyLimitExceeded', failure: 'limit' },
  { status: 403, reason: 'insufficientPermissions', failure: 'scope' },
  { status: 403, reason: 'domainPolicy', failure: 'refused' },
  { status: 404, reason: 'notFound', failure: 'gone' },
  { status: 400, reason: 'invalidArgument', failure: 'refused' },
  { status: 408, reason: 'timeout', failure: 'silence' },
  { status: 500, reason: 'backendError', failure: 'silence' },
  { status: 503, reason: 'backendError', failure: 'silence' },
])('$status $reason means $failure', ({ status, reason, failure }) => {
  expect(failed(status, reason)).toMatchObject({ failure, status });
});

test.each([
  { name: 'a 400 about the recipient', error: failed(400, 'invalidArgument', 'Invalid To header'), fault: 'recipient' },
  { name: 'a 400 about anything else', error: failed(400, 'invalidArgument', 'Invalid MIME'), fault: 'content' },
  {
    name: 'mail that is switched off',
    error: failed(400, 'failedPrecondition', 'Mail service not enabled'),
    fault: 'sender',
  },
  { name: "the administrator's policy", error: failed(403, 'domainPolicy'), fault: 'sender' },
])('$name is the fault of the $fault', ({ error, fault }) => {
  expect(refusalOf(error)).toMatchObject({ fault });
});

test('what Google said is kept, and nothing of what was sent or signed with', () => {
  const secret = 'ya29.secret';
  const error = googleError(
    Object.assign(new Error('Request failed'), {
      config: { headers: { authorization: `Bearer ${secret}` }, data: secret },
      response: { status: 400, data: { error: { message: 'Bad', errors: [{ reason: 'badRequest' }] } } },
    }),
  );
  expect(`${error.stack} ${JSON.stringify(error)} ${JSON.stringify(troubleOf(error))}`).not.toContain(secret);
  expect(error.cause).toBeUndefined();
});

test('an error that is no failed call is thrown on', () => {
  expect(() => googleError(new TypeError('x is not a function'))).toThrow(TypeError);
  expect(new GoogleError('No', { failure: 'rate', status: 429, reason: '', retryAfterMs: null }).name).toBe(
    'GoogleError',
  );
});
