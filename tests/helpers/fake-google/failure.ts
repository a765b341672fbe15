/** An answer of Google that says no. */
export class Failure extends Error {
  readonly status: number;
  readonly reason: string;
  readonly retryAfterS: number | undefined;

  // oxlint-disable-next-line max-params -- the four parts of an answer, in the order in which Google writes them
  constructor(status: number, reason: string, message: string, retryAfterS?: number) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.retryAfterS = retryAfterS;
  }
}

export const notFound = () => new Failure(404, 'notFound', 'Requested entity was not found.');
export const badArgument = (message: string) => new Failure(400, 'invalidArgument', message);

const STATUS: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

/** A failure as Google's APIs write it. */
export const failureBody = ({ status, reason, message }: Failure) => ({
  error: {
    code: status,
    message,
    errors: [{ message, domain: status === 403 || status === 429 ? 'usageLimits' : 'global', reason }],
    status: STATUS[status] ?? 'UNKNOWN',
  },
});
