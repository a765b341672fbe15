import pg from 'pg';
import { eventually } from '../helpers/engine.ts';
import { csvFile } from './csv.ts';

export type HeldTag = {
  /** Waits until somebody is in the middle of the page that needs the tag: the connection that waits for us. */
  taker: () => Promise<number>;
  /** Cuts that connection. */
  cut: () => Promise<void>;
};

/** So many people, of whom one in the second page of a thousand has the tag "Held". */
export const fileWithHeldTag = (people: number): File =>
  csvFile(['Email,Tags', ...Array.from({ length: people }, (_, n) => `p${n}@x.example,${n === 1_500 ? 'Held' : ''}`)]);

/** Keeps a tag from being given: whoever takes the page with it has written its contacts, and now waits. */
export async function withHeldTag<T>(url: string, tagId: string, work: (held: HeldTag) => Promise<T>): Promise<T> {
  const holder = new pg.Client({ connectionString: url });
  const watcher = new pg.Client({ connectionString: url });
  await Promise.all([holder.connect(), watcher.connect()]);
  await holder.query('BEGIN');
  const { rows } = await holder.query<{ pid: number }>(
    'SELECT pg_backend_pid() AS pid FROM tags WHERE id = $1 FOR UPDATE',
    [tagId],
  );
  const taker = () =>
    eventually(async () => {
      const waiting = 'SELECT pid FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))';
      return (await watcher.query<{ pid: number }>(waiting, [rows[0]?.pid])).rows[0]?.pid;
    });
  const cut = async () => void (await watcher.query('SELECT pg_terminate_backend($1)', [await taker()]));
  try {
    return await work({ taker, cut });
  } finally {
    await Promise.all([holder.end(), watcher.end()]);
  }
}
