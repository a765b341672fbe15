import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { freePort } from '../../scripts/launch/ports.ts';
import { serverArguments, type TemporalPorts, waitForTemporal } from '../../scripts/launch/temporal.ts';

export type TemporalServer = {
  address: string;
  stop: () => Promise<void>;
  /** Starts it again, at the same address. What it knew it still knows where it keeps a file. */
  start: () => Promise<void>;
};

/** A server draws ports for its own parts, and another may take one of them first: then it ends at once, and is started anew. */
async function inTries<T>(start: () => Promise<T>, tries = 3): Promise<T> {
  try {
    return await start();
  } catch (error) {
    if (tries === 1) throw error;
    return inTries(start, tries - 1);
  }
}

/** Lends a real Temporal server, and takes it back. One that will be stopped and started keeps its data in a file. */
export async function withTemporal<T>(
  { keepsData }: { keepsData: boolean },
  work: (server: TemporalServer) => Promise<T>,
): Promise<T> {
  const home = mkdtempSync(path.join(tmpdir(), 'followthrough-temporal-'));
  const databaseFile = keepsData ? path.join(home, 'temporal.db') : null;
  let child: ChildProcess | null = null;
  const launch = async (ports: TemporalPorts) => {
    child = spawn(inject('servers').temporal, [...serverArguments(ports, { databaseFile }), '--headless'], {
      stdio: 'ignore',
    });
    await waitForTemporal(`127.0.0.1:${ports.port}`, child);
    return ports;
  };
  const ports = await inTries(async () => launch({ port: await freePort(), uiPort: await freePort() }));

  const server: TemporalServer = {
    address: `127.0.0.1:${ports.port}`,
    start: async () => void (await inTries(() => launch(ports))),
    async stop() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
  try {
    return await work(server);
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
