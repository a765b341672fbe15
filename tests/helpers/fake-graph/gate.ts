import { setTimeout as sleep } from 'node:timers/promises';
import type { PublicError } from '@microsoft/microsoft-graph-types';
import type { Request, RequestHandler, Response } from 'express';
import type { GraphProblem, Operation } from './faults.ts';
import { type Account, accountOf, type State } from './state.ts';

/** A value of a query, where it is one text. */
export const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** What the fake says to a request. */
export type Answer = { status: number; body?: object; bytes?: Buffer; headers?: Record<string, string> };

/** An error as Graph words it (learn.microsoft.com/graph/errors). */
export const problemAnswer = ({ status, code, message, retryAfter }: GraphProblem): Answer => {
  const error: PublicError = { code, message, innerError: { code } };
  return { status, body: { error }, ...(retryAfter ? { headers: { 'Retry-After': String(retryAfter) } } : {}) };
};

export const problem = (status: number, code: string, message: string) => problemAnswer({ status, code, message });

function write(response: Response, { status, body, bytes, headers = {} }: Answer) {
  response.status(status).set(headers);
  if (bytes) response.type('text/plain').send(bytes);
  else if (body) response.json(body);
  else response.end();
}

/** Answers a call, unless a fault befalls it. */
export function answering(
  state: State,
  operation: Operation,
  work: (request: Request) => Answer | Promise<Answer>,
): RequestHandler {
  return async (request, response) => {
    const fault = state.faults.next(operation);
    const said = (status: number): Answer =>
      problemAnswer({
        status: fault?.status ?? status,
        code: fault?.code ?? 'serviceNotAvailable',
        message: fault?.message ?? 'The service is not available.',
        ...(fault?.retryAfter ? { retryAfter: fault.retryAfter } : {}),
      });
    if (fault?.kind === 'drop-request') return void request.socket.destroy();
    if (fault?.kind === 'refuse') return write(response, said(503));
    const answer = await work(request);
    if (fault?.kind === 'drop-answer') return void request.socket.destroy();
    if (fault?.kind === 'refuse-after') return write(response, said(503));
    if (fault?.kind === 'slow') await sleep(fault.slowMs ?? 1_000);
    return write(response, answer);
  };
}

type AccountWork = (account: Account, request: Request) => Answer | Promise<Answer>;

/** Answers a call about the mailbox of whoever holds the token: at most four at a time, and only with the permission that it needs. */
export function forMailbox(
  state: State,
  { operation, scope }: { operation: Operation; scope: string },
  work: AccountWork,
): RequestHandler {
  return answering(state, operation, async (request) => {
    const token = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1] ?? '';
    const grant = state.accessTokens.get(token);
    if (!grant || grant.expiresAt < Date.now())
      return problem(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.');
    if (!grant.scopes.includes(scope))
      return problem(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
    const refused = state.throttle.enter(grant.email);
    if (refused) return problemAnswer(refused);
    try {
      if (state.latencyMs > 0) await sleep(state.latencyMs);
      return await work(accountOf(state, grant.email), request);
    } finally {
      state.throttle.leave(grant.email);
    }
  });
}
