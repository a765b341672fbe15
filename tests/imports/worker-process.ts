import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { inject } from 'vitest';
import type { TestDatabase } from '../helpers/database.ts';

const root = path.resolve(import.meta.dirname, '../..');

export type WorkerProcess = { kill: () => Promise<void> };

/** Starts a worker as a process of its own, and resolves when it works. */
export async function startWorker(
  { urls }: TestDatabase,
  temporalAddress: string,
  settings: Record<string, string> = {},
): Promise<WorkerProcess> {
  const env = {
    ...process.env,
    ...settings,
    APP_DATABASE_URL: urls.app,
    SYSTEM_DATABASE_URL: urls.system,
    TEMPORAL_ADDRESS: temporalAddress,
    PUBLIC_URL: 'http://127.0.0.1:3000',
    AUTH_SECRET: 'a secret of the tests that is long enough',
    ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    WORKFLOW_BUNDLE: inject('servers').workflowBundle,
    LOG_LEVEL: 'info',
  };
  const args = ['--import', 'tsx', path.join(root, 'worker.ts')];
  const child: ChildProcess = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => chunk.includes('worker ready') && resolve());
    child.once('exit', (code) => reject(new Error(`The worker ended at once (exit code ${code}).`)));
  });
  return {
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
