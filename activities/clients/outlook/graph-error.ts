/** What a failed call to Microsoft means for whoever made it. */
export type GraphFailure =
  /** The permission has ended or was taken back. */
  | 'auth'
  /** The permission does not reach so far, or an administrator must allow it. */
  | 'consent'
  /** Too many calls, or too many mails. */
  | 'rate'
  | 'gone'
  | 'refused'
  /** Microsoft failed, or nobody answered: what was asked may have been done. */
  | 'silence';

type Details = {
  failure: GraphFailure;
  status: number | null;
  code: string;
  retryAfterMs?: number | null;
  /** Nothing was asked: our own limits kept it back. */
  wasKeptBack?: boolean;
};

/** A failed call to Microsoft, without what was sent and what it was signed with: it may be logged. */
export class GraphError extends Error {
  readonly failure: GraphFailure;
  readonly status: number | null;
  readonly code: string;
  readonly retryAfterMs: number | null;
  readonly wasKeptBack: boolean;

  constructor(message: string, { failure, status, code, retryAfterMs = null, wasKeptBack = false }: Details) {
    super(message.replace(/\.$/, ''));
    this.name = 'GraphError';
    this.failure = failure;
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
    this.wasKeptBack = wasKeptBack;
  }
}

type ErrorBody = { error?: { code?: string; message?: string } };

const CONSENT = new Set(['ErrorAccessDenied', 'AccessDenied', 'Authorization_RequestDenied']);
/** A delta token that has ended is said with 410 by most servers and with 400 by some (learn.microsoft.com/graph/delta-query-overview). */
const GONE = new Set([
  'syncStateNotFound',
  'SyncStateNotFound',
  'syncStateInvalid',
  'SyncStateInvalid',
  'resyncRequired',
]);

function failureOf(status: number, code: string): GraphFailure {
  if (status === 401) return 'auth';
  if (status === 429) return 'rate';
  if (GONE.has(code) || status === 404 || status === 410) return 'gone';
  if (CONSENT.has(code)) return 'consent';
  return status >= 500 || status === 408 ? 'silence' : 'refused';
}

/** How long Microsoft asks to be left alone: seconds, or an instant. */
function retryAfterOf(given: string | null): number | null {
  if (given === null) return null;
  if (/^\d+(\.\d+)?$/.test(given)) return Number(given) * 1_000;
  const until = Date.parse(given);
  return Number.isNaN(until) ? null : Math.max(0, until - Date.now());
}

function bodyOf(text: string): ErrorBody {
  try {
    return JSON.parse(text) as ErrorBody;
  } catch {
    return {};
  }
}

/** Reads an answer that is no yes. */
export async function refusedBy(answer: Response): Promise<GraphError> {
  const { error } = bodyOf(await answer.text().catch(() => ''));
  const code = error?.code ?? String(answer.status);
  const retryAfterMs = retryAfterOf(answer.headers.get('retry-after'));
  const details = { status: answer.status, code, retryAfterMs };
  return new GraphError(error?.message || `status ${answer.status}`, {
    ...details,
    failure: failureOf(answer.status, code),
  });
}

/** Reads a call that got no answer. */
export function unanswered(error: unknown): GraphError {
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  const words = name === 'TimeoutError' ? 'it did not answer in time' : (cause?.code ?? message);
  return new GraphError(words, { failure: 'silence', status: null, code: 'unanswered' });
}
