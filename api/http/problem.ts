import { ORPCError, ValidationError } from '@orpc/server';
import type { Response } from 'express';
import { Refusal } from '../../workflows/refusal.ts';
import type { Problem } from '../contract/base.ts';
import { httpStatus } from './http-status.ts';

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

const titleOf = (code: string) => code.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());

const problem = (code: string, status: number, detail: string): Problem => ({
  type: `/docs/errors#${code}`,
  title: titleOf(code),
  status,
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
  return { ...problem('invalid', 400, detail), field: first?.field, issues };
}

/** What is said to the caller about an error. A fault says no more than that it is one. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal)
    return { ...problem(error.code, httpStatus[error.code], error.message), field: error.field };
  if (error instanceof ORPCError) {
    if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') return invalid(error.cause);
    if (error.cause instanceof Error && error.cause !== error && error.status >= 500) return problemOf(error.cause);
    if (error.status < 500) return problem(error.code.toLowerCase().replaceAll('_', '-'), error.status, error.message);
  }
  if (isOutage(error))
    return problem(
      'unavailable',
      503,
      'The database cannot be reached just now. Nothing was changed; try again in a moment.',
    );
  return problem(
    'fault',
    500,
    'Something failed on our side. Nothing was half-written; try again, and tell us the time if it stays.',
  );
}

/** Answers with a problem, from outside of the contract. */
export function sendProblem(response: Response, error: unknown): void {
  const problem = problemOf(error);
  response.status(problem.status).type('application/problem+json').json(problem);
}
