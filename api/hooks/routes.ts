import { type ErrorRequestHandler, Router } from 'express';
import type { ApiDeps } from '../http/context.ts';
import { problemOf, sendProblem } from '../http/problem.ts';
import { type RateLimit, rateLimit } from '../http/rate-limit.ts';
import { gmailHook } from './gmail.ts';
import { outlookHook } from './outlook.ts';

/** Generous: all mailboxes of a provider are told of from a few addresses. */
const HOOK_LIMIT: RateLimit = { name: 'hook', points: 12_000, seconds: 60, of: 'address' };

const failed =
  ({ log }: ApiDeps): ErrorRequestHandler =>
  // oxlint-disable-next-line max-params -- Express knows a handler of errors by its four parameters.
  (error: Error & { status?: number }, _request, response, _next) => {
    const isTheirs = error.status !== undefined && error.status < 500;
    if (isTheirs) return void response.status(400).end(); // a body that is no JSON
    if (problemOf(error).status >= 500) log.error({ err: error }, 'a call of a provider failed');
    return sendProblem(response, error);
  };

/** Where providers tell of new mail. Each call proves whose it is; none needs a session. */
export function providerHooks(deps: ApiDeps): Router {
  const router = Router();
  router.use('/hooks', rateLimit(null, HOOK_LIMIT));
  router.use(gmailHook(deps), outlookHook(deps));
  router.use('/hooks', failed(deps));
  return router;
}
