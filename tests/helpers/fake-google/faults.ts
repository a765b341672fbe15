/** Where this Google departs from what is right. */
export type Fault = {
  /** A method, as gmail.users.drafts.send; `token` is the token endpoint. */
  method: string;
  /** `drop-after` does what was asked and hangs up; `drop-before` hangs up; `slow` does it and answers late; `error` does nothing and says no. */
  kind: 'drop-after' | 'drop-before' | 'slow' | 'error';
  status?: number;
  reason?: string;
  message?: string;
  retryAfterS?: number;
  ms?: number;
  /** How often; once, unless it says otherwise. */
  times?: number;
  /** Each so-manieth call instead, for ever. */
  every?: number;
};

/** The faults that were asked for. */
export function faultBook() {
  let faults: (Fault & { left: number; seen: number })[] = [];
  return {
    add: (fault: Fault) => void faults.push({ ...fault, left: fault.times ?? 1, seen: 0 }),
    clear() {
      faults = [];
    },
    /** What is wrong with this call; null where nothing is. */
    next(method: string): Fault | null {
      for (const fault of faults) {
        if (fault.method !== method) continue;
        fault.seen += 1;
        if (fault.every !== undefined && fault.seen % fault.every === 0) return fault;
        if (fault.every === undefined && fault.left-- > 0) return fault;
      }
      return null;
    },
  };
}
