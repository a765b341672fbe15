import { existsSync } from 'node:fs';
import path from 'node:path';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type pg from 'pg';
import { pinoHttp } from 'pino-http';
import { Refusal } from '../workflows/refusal.ts';
import { providerHooks } from './hooks/routes.ts';
import type { ApiDeps } from './http/context.ts';
import { docsRouter } from './http/docs.ts';
import { contractHandler } from './http/handler.ts';
import { healthz, measured, metrics, readyz } from './http/health.ts';
import { sendProblem } from './http/problem.ts';
import { ACCOUNT_LIMIT, ADDRESS_LIMIT, API_LIMIT, rateLimit, SIGN_IN_LIMIT } from './http/rate-limit.ts';
import { receiveFile } from './http/receive-file.ts';
import { sameOriginOnly, securityHeaders } from './http/security.ts';
import { oauthCallbacks } from './mailboxes/oauth-callback.ts';
import { mailLinks } from './sending/routes.ts';

export type AppOptions = {
  deps: ApiDeps;
  pool: pg.Pool;
  metricsToken: string | undefined;
  trustProxy: string;
  webDir: string;
};

/** A token in an address is as good as a password: it is not logged. */
const loggedUrl = (url = '') =>
  url.replace(/^(\/(?:t\/[oc]|u)\/)[^/?]+/, '$1…').replace(/([?&](?:token|code|state)=)[^&]+/g, '$1…');

/** The web pages: files by their hashed names for ever, everything else the page itself. */
function serveWeb(app: Express, webDir: string) {
  if (!existsSync(path.join(webDir, 'index.html'))) return;
  app.use(
    '/assets',
    express.static(path.join(webDir, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false }),
  );
  app.use(express.static(webDir, { index: false }));
  app.get(
    /^\/(?!api\/|hooks\/|oauth\/|t\/|u\/)/,
    (_request, response) =>
      void response.setHeader('Cache-Control', 'no-cache').sendFile(path.join(webDir, 'index.html')),
  );
}

/** A request that no handler could even read, as an address that is not UTF-8: said without our inner life. */
const lastResort =
  ({ log }: ApiDeps): ErrorRequestHandler =>
  // oxlint-disable-next-line max-params -- Express knows a handler of errors by its four parameters.
  (error: Error & { status?: number }, _request, response, next) => {
    if (response.headersSent) return next(error);
    const isTheirs = error.status !== undefined && error.status < 500;
    if (!isTheirs) log.error({ err: error }, 'request failed');
    return sendProblem(
      response,
      isTheirs ? new Refusal('not-found', 'There is nothing at this address, or it cannot be read.') : error,
    );
  };

/** The whole HTTP side, on one address: the API, its docs, the links in mails, and the web pages. */
export function createApp({ deps, pool, metricsToken, trustProxy, webDir }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', /^\d+$/.test(trustProxy) ? Number(trustProxy) : trustProxy);
  app.use(measured);
  app.use(
    pinoHttp({
      logger: deps.log,
      autoLogging: { ignore: ({ url }) => !url.startsWith('/api/') },
      customLogLevel: (_request, { statusCode }, error) => (error || statusCode >= 500 ? 'error' : 'debug'),
      serializers: {
        req: ({ method, url, id }) => ({ method, url: loggedUrl(url), id }),
        res: ({ statusCode }) => ({ statusCode }),
      },
    }),
  );
  app.use(securityHeaders({ isHttps: deps.publicUrl.startsWith('https:') }));
  app.use(
    compression({
      filter: (request, response) => request.path !== '/api/v1/events' && compression.filter(request, response),
    }),
  );

  app.get('/healthz', healthz);
  app.get('/readyz', readyz(deps));
  app.get('/metrics', metrics(metricsToken));
  app.use(docsRouter());
  app.use(mailLinks(deps));
  app.use(oauthCallbacks(deps));
  app.use(providerHooks(deps));

  app.use('/api/v1', sameOriginOnly(deps.publicUrl), rateLimit(null, ADDRESS_LIMIT), rateLimit(pool, API_LIMIT));
  app.post('/api/v1/account/sign-in', rateLimit(pool, SIGN_IN_LIMIT));
  app.post(/^\/api\/v1\/account\/(?!sign-in|sign-out)/, rateLimit(pool, ACCOUNT_LIMIT));
  app.post('/api/v1/imports', receiveFile(deps, { role: 'rep', maxBytes: 100_000_000 }));
  app.post('/api/v1/suppressions/import', receiveFile(deps, { role: 'rep', maxBytes: 20_000_000 }));
  app.use(contractHandler(deps));
  app.use('/api', (_request, response) =>
    sendProblem(response, new Refusal('not-found', 'There is no such endpoint. See /api/docs.')),
  );
  serveWeb(app, webDir);
  app.use((_request, response) =>
    sendProblem(response, new Refusal('not-found', 'There is nothing at this address. The API is under /api/v1.')),
  );
  app.use(lastResort(deps));
  return app;
}
