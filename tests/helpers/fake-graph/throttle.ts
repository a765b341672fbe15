import type { GraphProblem } from './faults.ts';

/** The limits of the Outlook service for one app and one mailbox (learn.microsoft.com/graph/throttling-limits#outlook-service-limits), and of Exchange Online for sending. */
export type Limits = { atATime: number; requestsPer10Minutes: number; messagesPerMinute: number };

const LIMITS: Limits = { atATime: 4, requestsPer10Minutes: 10_000, messagesPerMinute: 30 };

type Use = { open: number; requests: number[]; messages: number[] };

const problem = (message: string, retryAfter: number): GraphProblem => ({
  status: 429,
  code: 'ApplicationThrottled',
  message,
  retryAfter: Math.max(1, Math.ceil(retryAfter)),
});

/** Counts what each mailbox is asked, and says when it is too much. */
export function throttle(limits: Partial<Limits>) {
  const limit = { ...LIMITS, ...limits };
  const uses = new Map<string, Use>();
  let peak = 0;
  let refused = 0;
  const useOf = (email: string): Use => {
    const known = uses.get(email) ?? { open: 0, requests: [], messages: [] };
    uses.set(email, known);
    return known;
  };
  /** Counts one more within a sliding window, or tells in how many seconds there is room. */
  const count = (instants: number[], { most, perMs }: { most: number; perMs: number }): number | null => {
    const now = Date.now();
    while ((instants[0] ?? now) < now - perMs) instants.shift();
    if (instants.length >= most) return ((instants[0] ?? now) + perMs - now) / 1_000;
    instants.push(now);
    return null;
  };
  return {
    limit,
    peak: () => peak,
    refused: () => refused,
    /** Lets a request in, or says why not. Whoever is let in must leave. */
    enter(email: string): GraphProblem | null {
      const use = useOf(email);
      if (use.open >= limit.atATime) {
        refused += 1;
        return problem('Application is over its MailboxConcurrency limit.', 1);
      }
      const wait = count(use.requests, { most: limit.requestsPer10Minutes, perMs: 600_000 });
      if (wait !== null) {
        refused += 1;
        return problem('Application is over its request limit.', wait);
      }
      use.open += 1;
      peak = Math.max(peak, use.open);
      return null;
    },
    leave: (email: string) => void (useOf(email).open -= 1),
    /** Counts a mail that is to leave, or says why not yet. */
    send(email: string): GraphProblem | null {
      const wait = count(useOf(email).messages, { most: limit.messagesPerMinute, perMs: 60_000 });
      if (wait === null) return null;
      refused += 1;
      return problem('The mailbox is over its message rate limit.', wait);
    },
  };
}
