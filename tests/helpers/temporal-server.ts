import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { freePort } from '../../scripts/launch/ports.ts';
import { serverArguments, waitForTemporal } from '../../scripts/launch/temporal.ts';

export type TemporalServer = {
  address: string;
  stop: () => Promise<void>;
  /** Starts it again, at the same address. What it knew it still knows where it keeps a file. */
  start: () => Promise<void>;
};

/** Lends a real Temporal server, and takes it back. One that will be stopped and started keeps its data in a file. */
export async function withTemporal<T>(
  { keepsData }: { keepsData: boolean },
  work: (server: TemporalServer) => Promise<T>,
): Promise<T> {
  const home = mkdtempSync(path.join(tmpdir(), 'followthrough-temporal-'));
  const ports = { port: await freePort(), uiPort: await freePort() };
  const databaseFile = keepsData ? path.join(home, 'temporal.db') : null;
  const args = [...serverArguments(ports, { databaseFile }), '--headless'];
  const address = `127.0.0.1:${ports.port}`;
  let child: ChildProcess | null = null;

  const server: TemporalServer = {
    address,
    async start() {
      child = spawn(inject('servers').temporal, args, { stdio: 'ignore' });
      await waitForTemporal(address, child);
    },
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
  try {
    await server.start();
    return await work(server);
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
