import type { RefusalCode } from '../../workflows/refusal.ts';

/** The one table from refusals to HTTP. */
export const httpStatus = {
  'already-answered': 409,
  'already-enrolled': 409,
  'already-exists': 409,
  'already-running': 409,
  'bad-file': 422,
  'bad-filter': 422,
  'bad-template': 422,
  'cannot-connect': 422,
  ended: 409,
  forbidden: 403,
  'in-use': 409,
  'key-reused': 422,
  'last-owner': 409,
  'missing-variable': 422,
  'no-slot': 409,
  'not-found': 404,
  'not-ready': 409,
  'plan-limit': 402,
  'signed-out': 401,
  suppressed: 409,
  'too-large': 413,
  'too-many-requests': 429,
  unavailable: 503,
  unverified: 403,
} as const satisfies Record<RefusalCode, number>;
