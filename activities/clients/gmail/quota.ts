import { setTimeout as sleep } from 'node:timers/promises';

/** What calls cost (developers.google.com/workspace/gmail/api/reference/quota, since May 2026). */
export const UNITS = {
  'drafts.create': 10,
  'drafts.update': 15,
  'drafts.send': 100,
  'drafts.delete': 10,
  'drafts.get': 5,
  'drafts.list': 5,
  'history.list': 2,
  'messages.get': 20,
  'messages.list': 5,
  'threads.get': 40,
  'users.getProfile': 1,
  'users.watch': 100,
} as const;
export type Costed = keyof typeof UNITS;

/** Units that come back with time: as many as a minute has can be spent at once, then they trickle in. */
export type Quota = {
  /** Takes units, and waits until they are there. Rejects when the signal aborts. */
  take: (units: number, signal?: AbortSignal) => Promise<void>;
  /** Spends nothing for so long: Google has asked for it. */
  restFor: (ms: number) => void;
};

/** The sums of a quota; time comes in as an argument. */
export function bucket(unitsPerMinute: number, openedAt: number) {
  const perMs = unitsPerMinute / 60_000;
  let left = unitsPerMinute;
  let countedAt = openedAt;
  let restsUntil = openedAt;
  return {
    /** Takes the units right away, on credit, and says how long until they are there: whoever asks first is served first. */
    book(units: number, at: number): number {
      left = Math.min(unitsPerMinute, left + (at - countedAt) * perMs) - units;
      countedAt = at;
      return Math.max(left < 0 ? -left / perMs : 0, restsUntil - at);
    },
    restUntil(at: number) {
      restsUntil = Math.max(restsUntil, at);
    },
  };
}

/** A quota of so many units a minute, as one process keeps it. */
export function quota(unitsPerMinute: number): Quota {
  const { book, restUntil } = bucket(unitsPerMinute, Date.now());
  return {
    async take(units, signal) {
      const waitMs = book(units, Date.now());
      if (waitMs > 0) await sleep(waitMs, undefined, { signal });
    },
    restFor: (ms) => restUntil(Date.now() + ms),
  };
}

/** What Google gives one project for all of its mailboxes together. */
const PROJECT_UNITS_PER_MINUTE = 1_200_000;

/** The quotas of one process: one for each mailbox, and the project's over all. They outlive a token that is refreshed. */
export function quotas(unitsPerMinute: number) {
  const project = quota(PROJECT_UNITS_PER_MINUTE);
  const mailboxes = new Map<string, Quota>();
  return (mailboxId: string): Quota => {
    const known = mailboxes.get(mailboxId) ?? quota(unitsPerMinute);
    mailboxes.set(mailboxId, known);
    return {
      ...known,
      async take(units, signal) {
        await project.take(units, signal);
        await known.take(units, signal);
      },
    };
  };
}
