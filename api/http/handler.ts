import { OpenAPIHandler } from '@orpc/openapi/node';
import { ORPCError } from '@orpc/server';
import { BodyLimitPlugin } from '@orpc/server/node';
import type { RequestHandler, Response } from 'express';
import { Problem } from '../contract/base.ts';
import { router } from '../router.ts';
import type { ApiDeps } from './context.ts';
import { problemNow, problemOf } from './problem.ts';

const PREFIX = '/api/v1';

/** A selection of ten thousand ids is half a megabyte; files come another way. */
const MAX_BODY = 5 * 1024 * 1024;

const UNREADABLE = new ORPCError('BAD_REQUEST', {
  message: 'The body of the request cannot be read: it must be JSON, whole, with the content type application/json.',
});

/** Errors leave as problem+json (RFC 9457), whatever the library would call them. */
function markProblems(response: Response) {
  const { writeHead } = response;
  response.writeHead = function head(this: Response, status: number, ...rest: unknown[]) {
    const headers = rest.find((part) => typeof part === 'object' && part !== null && !Array.isArray(part)) as
      | Record<string, unknown>
      | undefined;
    if (status >= 400 && headers && String(headers['content-type']).startsWith('application/json'))
      headers['content-type'] = 'application/problem+json';
    return Reflect.apply(writeHead, this, [status, ...rest]);
  } as typeof writeHead;
}

/** Serves the contract's endpoints under /api/v1. */
export function contractHandler(deps: ApiDeps): RequestHandler {
  const said = async (error: unknown, path: string) => {
    const problem = await problemNow(error, deps.db);
    const { code, status, detail } = problem;
    if (status >= 500) deps.log.error({ err: error, path }, 'request failed');
    return new ORPCError(code, { status, message: detail, data: problem, cause: error });
  };
  const handler = new OpenAPIHandler(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: MAX_BODY })],
    interceptors: [
      async ({ next, request }) => {
        try {
          return await next();
        } catch (error) {
          const isSaid = error instanceof ORPCError && Problem.safeParse(error.data).success;
          throw isSaid ? error : await said(error instanceof SyntaxError ? UNREADABLE : error, request.url.pathname);
        }
      },
    ],
    // What our own code throws is told apart from a body that cannot be read.
    clientInterceptors: [
      async ({ next, path }) => {
        try {
          return await next();
        } catch (error) {
          throw await said(error, path.join('.'));
        }
      },
    ],
    customErrorResponseBodyEncoder: (error) => error.data ?? problemOf(error),
  });
  return async (request, response, next) => {
    markProblems(response);
    const headers = new Headers(
      Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as [string, string]] : [],
      ),
    );
    const { matched } = await handler.handle(request, response, {
      prefix: PREFIX,
      context: {
        deps,
        headers,
        ipAddress: request.ip ?? '',
        setCookies: (lines) => void response.appendHeader('set-cookie', lines),
      },
    });
    if (!matched) next();
  };
}
