import { heartbeat } from '@temporalio/activity';

const BEAT_MS = 3_000;

/** Runs work that may wait for long, on a server or on a lock, and tells Temporal all the while that it is alive. */
export async function whileBeating<T>(work: () => Promise<T>): Promise<T> {
  const timer = setInterval(heartbeat, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
