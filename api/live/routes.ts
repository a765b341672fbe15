import { withEventMeta } from '@orpc/server';
import type { Tx } from '../../prisma/db.ts';
import type { LiveEvent } from '../contract/live.ts';
import type { Context } from '../http/context.ts';
import { api } from '../http/implement.ts';

const PAGE = 200;
/** A commit that was missed is found after so long. */
const LOOK_MS = 25_000;
/** An event waits for older transactions to end, and their end is told to nobody. */
const OPEN_MS = 250;
/** The browser comes back by itself and says where it was; who may no longer read is then turned away. */
const LIFE_MS = 10 * 60_000;

/** The place in the stream: the transaction, and the event in it. */
type Place = { xid: string; position: string };
type Row = Place & { type: string; subjectId: string; payload: Record<string, unknown>; isOpen: boolean };

const idOf = ({ xid, position }: Place) => `${xid}-${position}`;

function placeOf(lastEventId: string | undefined): Place | null {
  const [, xid, position] = /^(\d{1,19})-(\d{1,18})$/.exec(lastEventId ?? '') ?? [];
  return xid && position ? { xid, position } : null;
}

/**
 * The events after a place, by transaction: positions are given out in another order than transactions commit in. Those that
 * an older open transaction could still come before are marked, and left for later, so that none is ever stepped over.
 * The contacts of an import are left out, 100,000 of them: the import's own progress says it once a page.
 */
const eventsAfter = (tx: Tx, { xid, position }: Place) => tx.$queryRaw<Row[]>`
  SELECT xid::text, position::text, type, subject_id AS "subjectId", payload,
         xid >= pg_snapshot_xmin(pg_current_snapshot()) AS "isOpen"
  FROM domain_events
  WHERE workspace_id = current_workspace() AND (xid, position) > (${xid}::xid8, ${position}::bigint)
    AND payload ->> 'importId' IS NULL
  ORDER BY domain_events.xid, domain_events.position LIMIT ${PAGE}`;

/** Now: whatever is open, or begins later, comes after it. */
async function now(tx: Tx): Promise<Place> {
  const [row] = await tx.$queryRaw<
    Place[]
  >`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid, '0' AS position`;
  if (!row) throw new Error('Postgres gave no snapshot.');
  return row;
}

/** Waits for a call, for an instant, or for the end. */
function pause() {
  let wake = () => {};
  let isCalled = false;
  return {
    call: () => {
      isCalled = true;
      wake();
    },
    async until(ms: number): Promise<void> {
      if (!isCalled)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      isCalled = false;
    },
  };
}

/** Follows the events of a workspace from a place on: at every commit, and now and then in case one was missed. */
async function* follow(
  { deps, workspaceId, inWorkspace }: Context,
  lastEventId: string | undefined,
  signal: AbortSignal | undefined,
) {
  const { call, until } = pause();
  const unsubscribe = deps.live.subscribe(workspaceId, call);
  signal?.addEventListener('abort', call, { once: true });
  const endAt = Date.now() + LIFE_MS;
  try {
    let place = placeOf(lastEventId) ?? (await inWorkspace(now));
    // Says at once where to resume: a connection may be lost before anything happens.
    yield withEventMeta<LiveEvent>(
      { type: 'stream.opened', subjectId: '', payload: {} },
      { id: idOf(place), retry: 1_000 },
    );
    while (!signal?.aborted && Date.now() < endAt) {
      const from = place;
      const rows = await inWorkspace((tx) => eventsAfter(tx, from));
      const open = rows.findIndex(({ isOpen }) => isOpen);
      const settled = open < 0 ? rows : rows.slice(0, open);
      for (const { type, subjectId, payload, ...at } of settled) {
        yield withEventMeta<LiveEvent>({ type, subjectId, payload }, { id: idOf(at) });
        place = at;
      }
      if (settled.length < PAGE) await until(open < 0 ? LOOK_MS : OPEN_MS);
    }
  } finally {
    unsubscribe();
  }
}

export const streamEventsRoute = api.live.streamEvents.handler(({ context, lastEventId, signal }) =>
  follow(context, lastEventId, signal),
);
