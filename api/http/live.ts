import pg from 'pg';
import type { Logger } from 'pino';
import type { WorkspaceId } from '../../workflows/ids.ts';

/** Tells when events of a workspace have been committed, by any process. */
export type LiveEvents = {
  /** Calls back after every commit that noted an event in this workspace. Returns how to stop. */
  subscribe: (workspaceId: WorkspaceId, listener: () => void) => () => void;
  close: () => Promise<void>;
};

const RETRY_MS = 1_000;

/** Listens to Postgres on one connection for the whole process. After a lost connection every listener is called once, in case. */
export function liveEvents({ url, log }: { url: string; log: Logger }): LiveEvents {
  const listeners = new Map<string, Set<() => void>>();
  let isClosing = false;
  let current: pg.Client | null = null;

  const callAll = () => {
    for (const set of listeners.values()) for (const listener of set) listener();
  };
  async function listen() {
    if (isClosing) return;
    const client = new pg.Client({ connectionString: url, keepAlive: true });
    current = client;
    const again = (error?: Error) => {
      if (error) log.warn({ error: error.message }, 'live events lost the database');
      client.removeAllListeners();
      client.on('error', () => {});
      void client.end().catch(() => {});
      if (!isClosing) setTimeout(() => void listen(), RETRY_MS).unref();
    };
    client.once('error', again);
    client.once('end', () => again());
    client.on('notification', ({ payload }) => {
      for (const listener of listeners.get(payload ?? '') ?? []) listener();
    });
    try {
      await client.connect();
      await client.query('LISTEN domain_events');
      callAll();
    } catch (error) {
      again(error as Error);
    }
  }
  void listen();

  return {
    subscribe(workspaceId, listener) {
      const set = listeners.get(workspaceId) ?? new Set();
      listeners.set(workspaceId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(workspaceId);
      };
    },
    async close() {
      isClosing = true;
      await current?.end().catch(() => {});
    },
  };
}
