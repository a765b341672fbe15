import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { Router, static as serveFiles } from 'express';
import { contract } from '../contract/contract.ts';
import { ERRORS_PAGE } from './errors-page.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The OpenAPI 3.1 document of the whole contract. */
export const openApiDocument = () =>
  new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(contract, {
    info: {
      title: 'Followthrough API',
      version,
      description:
        'Instants are milliseconds since 1970. Lists page by cursor. A POST that creates takes an `Idempotency-Key`. Errors are problem+json (RFC 9457) with a code and a sentence: see [the errors](/api/docs/errors).',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ session: [] }, { key: [] }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'followthrough.session_token' },
        key: { type: 'http', scheme: 'bearer', description: 'An API key of a workspace: Settings, API keys.' },
      },
    },
    customErrorResponseBodySchema: () => ({
      type: 'object',
      required: ['type', 'title', 'status', 'code', 'detail'],
      properties: {
        type: { type: 'string' },
        title: { type: 'string' },
        status: { type: 'integer' },
        code: { type: 'string' },
        detail: { type: 'string' },
        field: { type: 'string' },
      },
    }),
  });

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Followthrough API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;
const START = `window.ui = SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true, tryItOutEnabled: false });`;

/** GET /api/openapi.json, and /api/docs to read it. */
export function docsRouter(): Router {
  const router = Router();
  const document = openApiDocument();
  router.get('/api/openapi.json', async (_request, response) => void response.json(await document));
  router.get('/api/docs', (_request, response) => void response.type('html').send(PAGE));
  router.get('/api/docs/errors', (_request, response) => void response.type('html').send(ERRORS_PAGE));
  router.get('/api/docs/start.js', (_request, response) => void response.type('js').send(START));
  router.use(
    '/api/docs',
    serveFiles(path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')), { index: false }),
  );
  return router;
}
