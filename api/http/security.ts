import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { Refusal } from '../../workflows/refusal.ts';
import { problemOf } from './problem.ts';

/** The headers of every answer. Scripts and connections come from ourselves alone; a mail is shown in a sandboxed frame. */
export const securityHeaders = ({ isHttps }: { isHttps: boolean }): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"], // the UI kit sets sizes and colours as style attributes
        imgSrc: ["'self'", 'data:', 'https:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: isHttps ? [] : null,
      },
    },
    strictTransportSecurity: isHttps,
    referrerPolicy: { policy: 'same-origin' },
  });

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses a changing request that a browser sends from another site on behalf of a signed-in person. */
export const sameOriginOnly: RequestHandler = (request, response, next) => {
  if (SAFE.has(request.method) || !request.headers.cookie || request.headers.authorization) return next();
  const { origin, host } = request.headers;
  if (
    origin ? URL.canParse(origin) && new URL(origin).host === host : request.headers['sec-fetch-site'] === 'same-origin'
  )
    return next();
  const problem = problemOf(
    new Refusal(
      'forbidden',
      `A change may only be asked for by our own pages; this came from ${origin ?? 'an unknown origin'}. Programs use an API key.`,
    ),
  );
  response.status(problem.status).type('application/problem+json').json(problem);
};
