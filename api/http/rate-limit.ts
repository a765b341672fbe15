import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../../workflows/refusal.ts';
import { problemOf } from './problem.ts';

export type RateLimit = { name: string; points: number; seconds: number; of: 'address' | 'caller' };

/** Asking as often as a person at work does; a program with a key may ask as often. */
export const API_LIMIT: RateLimit = { name: 'api', points: 1_200, seconds: 60, of: 'caller' };
/** Guessing passwords must be slow. */
export const SIGN_IN_LIMIT: RateLimit = { name: 'sign-in', points: 30, seconds: 300, of: 'address' };

/** Limits requests, counted for all processes together; when the database is away each process counts alone. */
export function rateLimit(pool: pg.Pool, { name, points, seconds, of }: RateLimit): RequestHandler {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
    insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
    inMemoryBlockOnConsumed: points + 1,
  });
  return async (request, response, next) => {
    const caller = of === 'caller' ? (request.headers.authorization ?? request.headers.cookie) : undefined;
    const key = caller ? createHash('sha256').update(caller).digest('base64url') : (request.ip ?? 'unknown');
    try {
      const { remainingPoints } = await limiter.consume(key);
      response.setHeader('RateLimit', `limit=${points}, remaining=${remainingPoints}, reset=${seconds}`);
      return next();
    } catch (reason) {
      if (reason instanceof Error) return next();
      const waitS = Math.ceil((reason as RateLimiterRes).msBeforeNext / 1000);
      const problem = problemOf(
        new Refusal('too-many-requests', `More than ${points} requests in ${seconds} s. Try again in ${waitS} s.`),
      );
      return response
        .status(problem.status)
        .setHeader('Retry-After', waitS)
        .type('application/problem+json')
        .json(problem);
    }
  };
}
