import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { Refusal } from '../../workflows/refusal.ts';
import { sendProblem } from './problem.ts';

/** The headers of every answer. Scripts and connections come from ourselves alone; a mail is shown in a sandboxed frame. */
export const securityHeaders = ({ isHttps }: { isHttps: boolean }): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"], // the UI kit sets sizes and colours as style attributes
        fontSrc: ["'self'", 'data:'],
        imgSrc: ["'self'", 'data:', 'https:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: isHttps ? [] : null,
      },
    },
    strictTransportSecurity: isHttps,
    referrerPolicy: { policy: 'same-origin' },
  });

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const isKey = (authorization = '') => /^Bearer ft_/i.test(authorization);
const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : null);

/**
 * Refuses a changing request that a browser sends from another site. A browser names the origin of each; a program that
 * names none is let through where no cookie comes with it.
 */
export function sameOriginOnly(publicUrl: string): RequestHandler {
  const publicHost = hostOf(publicUrl);
  return (request, response, next) => {
    const { origin, host, cookie, authorization, 'sec-fetch-site': site } = request.headers;
    if (SAFE.has(request.method) || isKey(authorization)) return next();
    const from = origin && hostOf(origin);
    const isOurs = origin ? from && (from === host || from === publicHost) : site ? site === 'same-origin' : !cookie;
    if (isOurs) return next();
    return sendProblem(
      response,
      new Refusal(
        'forbidden',
        `A change may only be asked for by our own pages; this came from ${origin ?? 'an unknown origin'}. Programs use an API key.`,
      ),
    );
  };
}
