/** What a server says instead of yes. */
export type GraphProblem = { status: number; code: string; message: string; retryAfter?: number };

/** What can be asked of the fake, as its faults name it. */
export type Operation =
  | 'token'
  | 'me'
  | 'folder'
  | 'createDraft'
  | 'sendDraft'
  | 'getMessage'
  | 'findMessages'
  | 'deleteMessage'
  | 'mime'
  | 'delta'
  | 'subscribe'
  | 'renewSubscription'
  | 'deleteSubscription';

/** Where the fake departs from answering: the line is cut before or after the effect, an error is said before or after it, or the answer is slow. */
export type Fault = {
  operation: Operation | '*';
  kind: 'drop-request' | 'drop-answer' | 'refuse' | 'refuse-after' | 'slow';
  /** How often it happens; without it until it is taken back. */
  times?: number;
  /** In which share of the calls it happens, from 0 to 1; without it in all. */
  rate?: number;
  status?: number;
  code?: string;
  message?: string;
  /** In seconds. */
  retryAfter?: number;
  slowMs?: number;
};

/** The faults that were asked for, and how often each has struck. */
export function faultBook() {
  let faults: Fault[] = [];
  let struck = 0;
  return {
    add: (...more: Fault[]) => void faults.push(...more.map((fault) => ({ ...fault }))),
    clear: () => void (faults = []),
    struck: () => struck,
    /** The fault that befalls this call, or null. */
    next(operation: Operation): Fault | null {
      const fault = faults.find(
        (one) =>
          (one.operation === '*' || one.operation === operation) &&
          one.times !== 0 &&
          (one.rate === undefined || Math.random() < one.rate),
      );
      if (!fault) return null;
      if (fault.times !== undefined) fault.times -= 1;
      struck += 1;
      return fault;
    },
  };
}
