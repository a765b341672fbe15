import type { Client } from '@temporalio/client';
import pg from 'pg';
import type { Logger } from 'pino';
import type { WorkflowSignal, WorkflowStart } from '../../../workflows/message.ts';
import { deliver } from './deliver.ts';

/** One relay at a time is at work; the others stand by. */
const LOCK = 7_046_029_254;
const PAGE = 500;
const CONCURRENCY = 32;
const POLL_MS = 1_000;

type Row = { id: string; workflow_id: string; payload: WorkflowStart | WorkflowSignal };
export type Relay = { stop: () => Promise<void> };

/** The next messages, oldest first. A message waits while an earlier one to the same workflow is put off. */
const NEXT = `
  SELECT id, workflow_id, payload FROM workflow_messages AS message WHERE not_before <= now()
    AND NOT EXISTS (SELECT FROM workflow_messages AS earlier
      WHERE earlier.workflow_id = message.workflow_id AND earlier.id < message.id AND earlier.not_before > now())
  ORDER BY id LIMIT ${PAGE}`;

const PUT_OFF = `
  UPDATE workflow_messages SET attempts = attempts + 1, last_error = $2,
    not_before = now() + make_interval(secs => least(60, power(2, least(attempts, 6)))) WHERE id = $1`;

/** Delivers the messages of one workflow in order, until one fails. Returns what was delivered and what failed. */
async function deliverInOrder(
  client: Client,
  rows: Row[],
): Promise<{ done: string[]; failed: { id: string; error: string } | null }> {
  const done: string[] = [];
  for (const row of rows) {
    try {
      await deliver(client, row.payload);
      done.push(row.id);
    } catch (error) {
      return { done, failed: { id: row.id, error: String(error).slice(0, 500) } };
    }
  }
  return { done, failed: null };
}

/** Delivers one page of messages. Returns how many it saw. */
async function deliverPage(database: pg.Pool, client: Client): Promise<{ seen: number; failed: number }> {
  const { rows } = await database.query<Row>(NEXT);
  const groups = [...byWorkflow(rows).values()];
  let failed = 0;
  const worker = async () => {
    for (let group = groups.pop(); group; group = groups.pop()) {
      const outcome = await deliverInOrder(client, group);
      if (outcome.done.length > 0)
        await database.query('DELETE FROM workflow_messages WHERE id = ANY($1::bigint[])', [outcome.done]);
      if (outcome.failed) {
        failed += 1;
        await database.query(PUT_OFF, [outcome.failed.id, outcome.failed.error]);
      }
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return { seen: rows.length, failed };
}

function byWorkflow(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.workflow_id);
    if (group) group.push(row);
    else groups.set(row.workflow_id, [row]);
  }
  return groups;
}

/** Carries the messages of the outbox to Temporal, each at least once and in order, for as long as the process lives. */
export function startRelay({ url, client, log }: { url: string; client: Client; log: Logger }): Relay {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', () => wake());
  let isStopping = false;
  let wake = () => {};
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** Holds the lock and hears of messages on one connection; reads and deletes them on others. */
  async function work(held: pg.Client) {
    while (!isStopping) {
      const { rows } = await held.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [LOCK]);
      if (rows[0]?.got) break;
      await pause(POLL_MS);
    }
    await held.query('LISTEN workflow_messages');
    held.on('notification', () => wake());
    while (!isStopping) {
      const { seen, failed } = await deliverPage(pool, client);
      if (failed > 0) log.warn({ failed }, 'workflow messages put off');
      if (seen < PAGE && !isStopping) await pause(POLL_MS);
    }
  }
  async function run() {
    while (!isStopping) {
      const held = new pg.Client({ connectionString: url, keepAlive: true });
      held.on('error', () => wake());
      try {
        await held.connect();
        await work(held);
      } catch (error) {
        log.warn({ error: String(error) }, 'relay lost the database');
        if (!isStopping) await pause(POLL_MS);
      } finally {
        await held.end().catch(() => {});
      }
    }
  }
  const running = run();
  return {
    stop: async () => {
      isStopping = true;
      wake();
      await running;
      await pool.end();
    },
  };
}
