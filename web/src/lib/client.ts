import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient, InferContractRouterOutputs } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { Meta, Problem } from '../../../api/contract/base.ts';
import { contract } from '../../../api/contract/contract.ts';

/** A refusal or a fault, as the API says it. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly field: string | undefined;

  constructor({ code, status, detail, field }: Problem) {
    super(detail);
    this.name = 'ApiProblem';
    this.code = code;
    this.status = status;
    this.field = field;
  }
}

/** Says that the server cannot be reached at all, in the words of a problem. */
const OFFLINE: Problem = {
  type: 'about:blank',
  title: 'Unavailable',
  code: 'unavailable',
  status: 503,
  detail: 'Followthrough cannot be reached just now. Nothing was lost; this page goes on when it is back.',
};

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends a request; one with an Idempotency-Key may be sent again after a lost connection, for it acts only once. */
async function send(request: Request, attempt = 0): Promise<Response> {
  try {
    const response = await fetch(request.clone(), { credentials: 'same-origin' });
    if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return response;
    return new Response(response.body, { status: response.status, headers: { 'content-type': 'application/json' } });
  } catch (error) {
    const mayRepeat = request.headers.has('idempotency-key') && attempt < 2 && !request.signal.aborted;
    if (mayRepeat) return wait(500 * 2 ** attempt).then(() => send(request, attempt + 1));
    if (request.signal.aborted) throw error;
    throw new ApiProblem(OFFLINE);
  }
}

function createsSomething(path: readonly string[]): boolean {
  const procedure = path.reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], contract);
  return (procedure as { '~orpc'?: { meta?: Meta } } | undefined)?.['~orpc']?.meta?.creates ?? false;
}

const link = new OpenAPILink(contract, {
  url: `${window.location.origin}/api/v1`,
  fetch: (request) => send(request),
  headers: (_options, path) => (createsSomething(path) ? { 'idempotency-key': crypto.randomUUID() } : {}),
  customErrorResponseBodyDecoder: (body) => {
    throw new ApiProblem({ ...OFFLINE, ...(body as Partial<Problem>) });
  },
});

/** The API, typed by its contract. */
export const rpc: ContractRouterClient<typeof contract> = createORPCClient(link);

/** The API as queries and mutations of the page. */
export const client = createTanstackQueryUtils(rpc);

/** What each endpoint answers. */
export type Outputs = InferContractRouterOutputs<typeof contract>;
