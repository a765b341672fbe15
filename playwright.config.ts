import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/launch/chromium.ts';

// The config is read again by every worker process: what is chosen once is handed on in the environment.
const port = (process.env.E2E_PORT ??= String(3_300 + (process.pid % 500)));
const data = (process.env.E2E_DATA ??= mkdtempSync(path.join(tmpdir(), 'followthrough-e2e-')));
/** E2E_URL names a product that runs already, for a quick look while working on a page. */
const url = process.env.E2E_URL ?? `http://127.0.0.1:${port}`;
/** Google and Microsoft, as the product meets them in these tests. Beside a product that runs already, the ones it knows. */
const isOwn = process.env.E2E_URL === undefined;
const beside = (by: number) => (isOwn ? `http://127.0.0.1:${Number(port) + by}` : '');
const google = (process.env.E2E_GOOGLE_URL ??= beside(600));
const microsoft = (process.env.E2E_MICROSOFT_URL ??= beside(1_200));

const provider = (name: string, at: string) => ({
  command: `node --import tsx tests/helpers/${name}/serve.ts ${new URL(at).port}`,
  port: Number(new URL(at).port),
});
const providers = {
  GOOGLE_CLIENT_ID: 'followthrough.apps.googleusercontent.com',
  GOOGLE_CLIENT_SECRET: 'GOCSPX-of-the-tests',
  GOOGLE_ACCOUNTS_URL: google,
  GOOGLE_TOKEN_URL: google,
  GOOGLE_API_URL: google,
  GOOGLE_CERTS_URL: `${google}/oauth2/v3/certs`,
  MICROSOFT_CLIENT_ID: 'fake-app',
  MICROSOFT_CLIENT_SECRET: 'fake-secret',
  MICROSOFT_LOGIN_URL: microsoft,
  MICROSOFT_GRAPH_URL: microsoft,
};

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.e2e.ts',
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: findChromium() ?? undefined, args: CHROMIUM_ARGS },
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
  },
  webServer: isOwn
    ? [
        provider('fake-google', google),
        provider('fake-graph', microsoft),
        {
          command: 'node --import tsx scripts/start.ts',
          url: `${url}/readyz`,
          env: { FOLLOWTHROUGH_DATA: data, API_PORT: port, ...providers },
          timeout: 180_000,
          gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
        },
      ]
    : undefined,
});
