import { existsSync } from 'node:fs';
import { z } from 'zod';

const isTrue = z.stringbool().default(false);
const port = z.coerce.number().int().min(0).max(65535);

/** Every name that the product reads from its environment. An unknown name in docker-compose.yml fails a test. */
export const settings = z.object({
  /** The database as its owner: migrations and roles alone use it. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The database as a login of role followthrough_app: sees one workspace at a time. */
  APP_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** The database as a login of role followthrough_system: identities and messages between processes. */
  SYSTEM_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(20),
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  /** The workflows, bundled ahead (npm run build); without it the worker bundles them when it starts. */
  WORKFLOW_BUNDLE: z.string().optional(),
  /** Where a browser reaches the Temporal UI. */
  TEMPORAL_UI_URL: z.url().default('http://127.0.0.1:8233'),
  /** Where a browser, and a link in a mail, reaches this product. */
  PUBLIC_URL: z.url(),
  API_HOST: z.string().default('127.0.0.1'),
  API_PORT: port.default(3000),
  /** Opens /metrics to whoever sends it as a bearer token; without it only this machine may read them. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Where the worker's own metrics are served, as 127.0.0.1:9464. */
  WORKER_METRICS_ADDRESS: z.string().optional(),
  /** Signs sessions and links: at least 32 characters. */
  AUTH_SECRET: z.string().min(32),
  /** `id:base64` of 32 bytes each, comma between; the first encrypts, all decrypt. */
  ENCRYPTION_KEYS: z
    .string()
    .regex(/^[\w-]+:[A-Za-z0-9+/=]{43,44}(,[\w-]+:[A-Za-z0-9+/=]{43,44})*$/, 'id:base64 of 32 bytes, comma between'),
  /** The server for the product's own mail (verify, reset, invite); without it that mail is kept and shown in the sandbox. */
  SYSTEM_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SYSTEM_MAIL_FROM: z.string().default('Followthrough <no-reply@followthrough.example>'),
  SANDBOX_SMTP_HOST: z.string().default('127.0.0.1'),
  SANDBOX_SMTP_PORT: port.default(2525),
  /** The OAuth client of this installation at Google (console.cloud.google.com), for Gmail mailboxes. */
  GOOGLE_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
  /** The Pub/Sub topic that Gmail tells of new mail (projects/p/topics/t), and the account whose token its calls carry. Without them Gmail is polled. */
  GOOGLE_PUBSUB_TOPIC: z
    .string()
    .regex(/^projects\/[\w-]+\/topics\/[\w.~+%-]+$/, 'projects/<project>/topics/<topic>')
    .optional(),
  GOOGLE_PUBSUB_ACCOUNT: z.email().optional(),
  /** Where Google's services are reached; another place only for tests. */
  GOOGLE_ACCOUNTS_URL: z.url().default('https://accounts.google.com'),
  GOOGLE_TOKEN_URL: z.url().default('https://oauth2.googleapis.com'),
  GOOGLE_API_URL: z.url().default('https://gmail.googleapis.com'),
  GOOGLE_CERTS_URL: z.url().default('https://www.googleapis.com/oauth2/v3/certs'),
  /** The quota units that Google gives each mailbox in a minute; projects from before May 2026 have 15,000. */
  GOOGLE_UNITS_PER_MINUTE: z.coerce.number().int().min(200).default(6_000),
  /** The app registration of this installation at Microsoft (entra.microsoft.com), for Outlook mailboxes. */
  MICROSOFT_CLIENT_ID: z.string().min(1).optional(),
  MICROSOFT_CLIENT_SECRET: z.string().min(1).optional(),
  /** `common` lets work, school and personal accounts connect; a tenant's id only its own. */
  MICROSOFT_TENANT: z.string().default('common'),
  MICROSOFT_LOGIN_URL: z.url().default('https://login.microsoftonline.com'),
  MICROSOFT_GRAPH_URL: z.url().default('https://graph.microsoft.com'),
  /** Shows the product's own mail to anyone at this address, and the sign-in of the demonstration. Never in production. */
  DEMO: isTrue,
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** The proxies to trust for a client's address: a number of hops, or addresses. */
  TRUST_PROXY: z.string().default('loopback'),
});

export type Config = z.output<typeof settings>;

/** Reads the environment (and `.env`, where there is one); the error names every setting that is missing or wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  if (environment === process.env && existsSync('.env')) process.loadEnvFile('.env');
  const parsed = settings.safeParse(environment);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The configuration is not complete. Set these in the environment or in .env:\n${lines.join('\n')}`);
}
