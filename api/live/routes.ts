import { withEventMeta } from '@orpc/server';
import type { Tx } from '../../prisma/db.ts';
import type { LiveEvent } from '../contract/live.ts';
import type { Context } from '../http/context.ts';
import { api } from '../http/implement.ts';

const PAGE = 200;
const KEEP_ALIVE_MS = 25_000;

type Row = { position: bigint; type: string; subject_id: string; payload: Record<string, unknown> };

/** The events after a position. Those of transactions still open are left for later, so that none is ever stepped over. */
const eventsAfter = (tx: Tx, position: bigint) => tx.$queryRaw<Row[]>`
  SELECT position, type, subject_id, payload FROM domain_events
  WHERE workspace_id = current_workspace() AND position > ${position} AND xid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY position LIMIT ${PAGE}`;

async function latest(tx: Tx): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ position: bigint | null }[]>`SELECT max(position) AS position FROM domain_events`;
  return row?.position ?? 0n;
}

/** Follows the events of a workspace from a position on: at every commit, and now and then in case one was missed. */
async function* follow(
  { deps, workspaceId, inWorkspace }: Context,
  lastEventId: string | undefined,
  signal: AbortSignal | undefined,
) {
  let wake = () => {};
  const unsubscribe = deps.live.subscribe(workspaceId, () => wake());
  try {
    let position = lastEventId && /^\d+$/.test(lastEventId) ? BigInt(lastEventId) : await inWorkspace(latest);
    while (!signal?.aborted) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, KEEP_ALIVE_MS).unref();
        signal?.addEventListener('abort', () => resolve(), { once: true });
      });
      const rows = await inWorkspace((tx) => eventsAfter(tx, position));
      for (const { position: at, type, subject_id: subjectId, payload } of rows)
        yield withEventMeta<LiveEvent>({ type, subjectId, payload }, { id: String(at) });
      position = rows.at(-1)?.position ?? position;
      if (rows.length < PAGE) await woken;
    }
  } finally {
    unsubscribe();
  }
}

export const streamEventsRoute = api.live.streamEvents.handler(({ context, lastEventId, signal }) =>
  follow(context, lastEventId, signal),
);
