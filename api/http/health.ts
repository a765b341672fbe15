import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { ApiDeps } from './context.ts';

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'How long requests took, by route and status.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
  registers: [registry],
});

/** A route without the ids in it, so that metrics stay few. */
const routeOf = (path: string) =>
  path
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/^\/(t\/[oc]|u)\/.*/, '/$1/:token')
    .slice(0, 80);

/** Measures every request. */
export const measured: RequestHandler = (request, response, next) => {
  const end = duration.startTimer();
  const route = request.path.startsWith('/api/') || /^\/(t|u)\//.test(request.path) ? routeOf(request.path) : 'web';
  response.once('finish', () => end({ method: request.method, route, status: String(response.statusCode) }));
  next();
};

/** GET /metrics, for Prometheus. */
export const metrics =
  (token: string | undefined): RequestHandler =>
  async (request, response) => {
    const isLocal = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip ?? '');
    if (!isLocal && (!token || request.headers.authorization !== `Bearer ${token}`))
      return void response.status(404).end();
    response.type(registry.contentType).send(await registry.metrics());
  };

const within = <T>(ms: number, work: Promise<T>) =>
  Promise.race([
    work,
    new Promise<never>((_resolve, reject) =>
      setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms).unref(),
    ),
  ]);

/** Whether a part answers, in words. */
async function answer(work: Promise<unknown>): Promise<string> {
  return within(1_500, work).then(
    () => 'ok',
    (error: Error) => error.message.split('\n').at(-1)?.slice(0, 200) ?? 'unknown',
  );
}

/** The parts that the product stands on, and how each is. */
export async function partsOf({
  db,
  pingTemporal,
}: Pick<ApiDeps, 'db' | 'pingTemporal'>): Promise<{ isReady: boolean; parts: { database: string; temporal: string } }> {
  const [database, temporal] = await Promise.all([answer(db.ping()), answer(pingTemporal())]);
  return { isReady: database === 'ok', parts: { database, temporal } };
}

/** GET /healthz: the process lives. */
export const healthz: RequestHandler = (_request, response) => void response.json({ status: 'ok' });

/** GET /readyz: it can serve; what it stands on is named. Temporal may be away: changes then wait in the outbox. */
export const readyz =
  (deps: Pick<ApiDeps, 'db' | 'pingTemporal'>): RequestHandler =>
  async (_request, response) => {
    const { isReady, parts } = await partsOf(deps);
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ok' : 'unavailable', ...parts });
  };
