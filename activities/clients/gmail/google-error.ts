/** What a failed call to Google means for whoever made it. */
export type GoogleFailure =
  /** The permission has ended or was taken back. */
  | 'auth'
  /** The permission does not reach so far. */
  | 'scope'
  /** Too many calls; the quota is full again in seconds. */
  | 'rate'
  /** The mailbox has sent what it may; it may again in hours. */
  | 'limit'
  | 'gone'
  | 'refused'
  /** Google failed, or nobody answered: what was asked may have been done. */
  | 'silence';

type Details = { failure: GoogleFailure; status: number | null; reason: string; retryAfterMs: number | null };

/** A failed call to Google, without what was sent and what it was signed with: it may be logged. */
export class GoogleError extends Error {
  readonly failure: GoogleFailure;
  readonly status: number | null;
  readonly reason: string;
  readonly retryAfterMs: number | null;

  constructor(message: string, { failure, status, reason, retryAfterMs }: Details) {
    super(message);
    this.name = 'GoogleError';
    this.failure = failure;
    this.status = status;
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What the libraries tell of a failed call. */
type CallError = Error & {
  code?: string | number;
  status?: number;
  response?: { status?: number; headers?: Headers; data?: unknown };
};
type ErrorBody = {
  error?: string | { message?: string; status?: string; errors?: { reason?: string }[] };
  error_description?: string;
};

const RATE = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded', 'RESOURCE_EXHAUSTED']);
const LIMIT = new Set(['dailyLimitExceeded', 'sendingLimitExceeded']);
const SCOPE = new Set(['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT']);
const AUTH = new Set(['invalid_grant', 'unauthorized_client', 'authError', 'accountDisabled', 'accountDeleted']);
/** Whom Google asks to wait longer than this has sent too much, not called too often. */
const LONG_MS = 120_000;

function bodyOf(data: unknown): ErrorBody {
  if (typeof data === 'object' && data !== null) return data;
  try {
    return JSON.parse(String(data));
  } catch {
    return {};
  }
}

/** How long Google asks to be left alone: in its header, else in its sentence ("Retry after 2026-11-21T18:00:00.000Z"). */
function retryAfterOf(headers: Headers | undefined, message: string): number | null {
  const given = headers?.get('retry-after');
  if (given && /^\d+$/.test(given)) return Number(given) * 1000;
  const until = Date.parse(given ?? /retry after (\d{4}-\S+)/i.exec(message)?.[1] ?? '');
  return Number.isNaN(until) ? null : Math.max(0, until - Date.now());
}

function failureOf({ status, reason, retryAfterMs }: Omit<Details, 'failure'>): GoogleFailure {
  if (AUTH.has(reason) || status === 401) return 'auth';
  if (LIMIT.has(reason)) return 'limit';
  if (status === 429 || RATE.has(reason)) return (retryAfterMs ?? 0) > LONG_MS ? 'limit' : 'rate';
  if (SCOPE.has(reason)) return 'scope';
  if (status === 404 || status === 410) return 'gone';
  return status !== null && status >= 400 && status < 500 && status !== 408 ? 'refused' : 'silence';
}

/** Reads what a failed call means. What is no failed call at all is thrown on. */
export function googleError(error: unknown): GoogleError {
  if (error instanceof GoogleError) return error;
  const { message, code, response, status: ownStatus } = error as CallError;
  const isCall = response !== undefined || code !== undefined || /abort|timeout|fetch/i.test(message);
  if (!isCall) throw error;
  const { error: said, error_description: description } = bodyOf(response?.data);
  const inner = typeof said === 'object' ? said : {};
  const reason = typeof said === 'string' ? said : (inner.errors?.[0]?.reason ?? inner.status ?? String(code ?? ''));
  const sentence = description ?? inner.message ?? (response ? `status ${response.status}` : message);
  const status = response?.status ?? (response === undefined ? null : (ownStatus ?? null));
  const known = { status, reason, retryAfterMs: retryAfterOf(response?.headers, sentence) };
  return new GoogleError(sentence.replace(/\.$/, ''), { ...known, failure: failureOf(known) });
}
