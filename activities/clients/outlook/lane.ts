import { setTimeout as sleep } from 'node:timers/promises';
import { GraphError } from './graph-error.ts';

/** What one mailbox may ask at a time and in all (learn.microsoft.com/graph/throttling-limits#outlook-service-limits), and send (learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits). */
export type LaneLimits = { atATime: number; requestsPer10Minutes: number; messagesPerMinute: number };

export const LANE_LIMITS: LaneLimits = { atATime: 4, requestsPer10Minutes: 10_000, messagesPerMinute: 30 };

/** So long a call waits for its turn; what would wait longer is said no to, with how long. */
const PATIENT_MS = 10_000;

/** The way of one mailbox to Microsoft: at most so much at a time, and nothing while it asks to be left alone. */
export type Lane = {
  /** Does one piece of work when it is its turn. */
  run: <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;
  /** Waits until one more mail may leave. */
  takeMessage: (signal?: AbortSignal) => Promise<void>;
  restFor: (ms: number) => void;
};

const keptBack = (what: string, retryAfterMs: number) =>
  new GraphError(what, { failure: 'rate', status: null, code: 'kept-back', retryAfterMs, wasKeptBack: true });

async function pause(ms: number, what: string, signal: AbortSignal | undefined) {
  if (ms <= 0) return;
  if (ms > PATIENT_MS) throw keptBack(what, ms);
  await sleep(ms, undefined, { signal }).catch(() => {
    throw keptBack('the handover was given up', ms);
  });
}

/** At most so many in any stretch of time: takes a place right away, and says how long to wait for it. */
function slidingWindow({ most, perMs }: { most: number; perMs: number }) {
  const taken: number[] = [];
  return {
    waitMs(): number {
      const now = Date.now();
      while ((taken[0] ?? now) <= now - perMs) taken.shift();
      const blocking = taken[taken.length - most];
      return blocking === undefined ? 0 : Math.max(0, blocking + perMs - now);
    },
    take: (inMs: number) => void taken.push(Date.now() + inMs),
  };
}

/** Opens the way of a mailbox. */
export function openLane({ atATime, requestsPer10Minutes, messagesPerMinute }: LaneLimits): Lane {
  const requests = slidingWindow({ most: requestsPer10Minutes, perMs: 600_000 });
  const messages = slidingWindow({ most: messagesPerMinute, perMs: 60_000 });
  const waiting: (() => void)[] = [];
  let open = 0;
  let restUntil = 0;

  async function enter() {
    if (open < atATime) open += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve)); // its place is handed over by whoever leaves
  }
  function leave() {
    const next = waiting.shift();
    if (next) next();
    else open -= 1;
  }

  return {
    async run(work, signal) {
      await enter();
      try {
        await pause(restUntil - Date.now(), 'Microsoft asked to be left alone for a while', signal);
        const waitMs = requests.waitMs();
        await pause(
          waitMs,
          `The ${requestsPer10Minutes} requests that Microsoft takes in ten minutes are used up`,
          signal,
        );
        requests.take(0);
        return await work();
      } finally {
        leave();
      }
    },
    async takeMessage(signal) {
      const waitMs = messages.waitMs();
      if (waitMs <= PATIENT_MS) messages.take(waitMs);
      await pause(waitMs, `The ${messagesPerMinute} mails that Microsoft lets out in a minute have left`, signal);
    },
    restFor: (ms) => void (restUntil = Math.max(restUntil, Date.now() + ms)),
  };
}
