import { ORPCError, ValidationError } from '@orpc/server';
import type { Response } from 'express';
import { Refusal } from '../../workflows/refusal.ts';
import type { Problem } from '../contract/base.ts';
import { type ProblemCode, STATUS } from './error-meanings.ts';

/** Faults of the network between us and the database or Temporal. */
const OUTAGES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P03',
  'P1001',
  'P1002',
  'P1017',
  'P2024',
  'P2028',
]);

/** What the library refuses by itself, in our codes. */
const LIBRARY_CODES: Record<string, ProblemCode> = { NOT_FOUND: 'not-found', PAYLOAD_TOO_LARGE: 'too-large' };

const titleOf = (code: string) => code.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());

const problem = (code: ProblemCode, detail: string): Problem => ({
  type: `/api/docs/errors#${code}`,
  title: titleOf(code),
  status: STATUS[code],
  code,
  detail,
});

function isOutage(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && OUTAGES.has(String(cause.code))) return true;
    if (
      /can't reach database|connection terminated|timeout exceeded when trying to connect|unable to start a transaction/i.test(
        cause.message,
      )
    )
      return true;
  }
  return false;
}

function invalid(cause: ValidationError): Problem {
  const issues = cause.issues.map(({ path, message }) => ({
    field: (path ?? []).map((part) => (typeof part === 'object' ? part.key : part)).join('.'),
    message,
  }));
  const [first] = issues;
  const detail = first ? `${first.field || 'The request'}: ${first.message}.` : 'The request cannot be read.';
  return { ...problem('invalid', detail), field: first?.field, issues };
}

/** What is said to the caller about an error. A fault says no more than that it is one. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return { ...problem(error.code, error.message), field: error.field };
  if (error instanceof ORPCError) {
    if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') return invalid(error.cause);
    if (error.cause instanceof Error && error.cause !== error && error.status >= 500) return problemOf(error.cause);
    if (error.status < 500) return problem(LIBRARY_CODES[error.code] ?? 'invalid', error.message);
  }
  if (isOutage(error))
    return problem(
      'unavailable',
      'The database cannot be reached just now. Nothing was changed; try again in a moment.',
    );
  return problem(
    'fault',
    'Something failed on our side. Nothing was half-written; try again, and tell us the time if it stays.',
  );
}

/** As `problemOf`, for an error of a library that hides why it failed: when the database is away, that is why. */
export async function problemNow(error: unknown, { ping }: { ping: () => Promise<void> }): Promise<Problem> {
  const known = problemOf(error);
  return known.code === 'fault' ? ping().then(() => known, problemOf) : known;
}

/** Answers with a problem, from outside of the contract. */
export function sendProblem(response: Response, error: unknown): void {
  const body = problemOf(error);
  response.status(body.status).type('application/problem+json').json(body);
}
