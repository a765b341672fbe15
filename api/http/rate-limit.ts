import { createHash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../../workflows/refusal.ts';
import { sendProblem } from './problem.ts';

export type RateLimit = {
  name: string;
  points: number;
  seconds: number;
  of: 'address' | 'caller';
  /** What went well does not count. */
  isForFailures?: boolean;
};

/** Asking as often as a person at work does; a program with a key may ask as often. */
export const API_LIMIT: RateLimit = { name: 'api', points: 1_200, seconds: 60, of: 'caller' };
/** Whoever makes up a new cookie for each request is one caller all the same. */
export const ADDRESS_LIMIT: RateLimit = { name: 'address', points: 6_000, seconds: 60, of: 'address' };
/** Guessing passwords must be slow. */
export const SIGN_IN_LIMIT: RateLimit = {
  name: 'sign-in',
  points: 30,
  seconds: 300,
  of: 'address',
  isForFailures: true,
};
/** Creating accounts, and having mail sent to others, must be slow as well. */
export const ACCOUNT_LIMIT: RateLimit = { name: 'account', points: 60, seconds: 300, of: 'address' };

function keyOf({ headers, ip }: Request, { of }: RateLimit): string {
  const caller = of === 'caller' ? (headers.authorization ?? headers.cookie) : undefined;
  return caller ? createHash('sha256').update(caller).digest('base64url') : (ip ?? 'unknown');
}

/** Limits requests, counted for all processes together; when the database is away, or none is given, each process counts alone. */
export function rateLimit(pool: pg.Pool | null, limit: RateLimit): RequestHandler {
  const { name, points, seconds } = limit;
  const alone = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
  const limiter = pool
    ? new RateLimiterPostgres({
        storeClient: pool,
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        keyPrefix: name,
        points,
        duration: seconds,
        insuranceLimiter: alone,
        inMemoryBlockOnConsumed: points + 1,
      })
    : alone;
  return async (request, response, next) => {
    const key = keyOf(request, limit);
    try {
      const { remainingPoints } = await limiter.consume(key);
      response.setHeader('RateLimit', `limit=${points}, remaining=${remainingPoints}, reset=${seconds}`);
      if (limit.isForFailures)
        response.once('finish', () => {
          if (response.statusCode < 400) limiter.reward(key).catch(() => {}); // counting one too many does no harm
        });
      return next();
    } catch (reason) {
      if (reason instanceof Error) return next();
      const waitS = Math.ceil((reason as RateLimiterRes).msBeforeNext / 1000);
      response.setHeader('Retry-After', waitS);
      return sendProblem(
        response,
        new Refusal('too-many-requests', `More than ${points} requests in ${seconds} s. Try again in ${waitS} s.`),
      );
    }
  };
}
