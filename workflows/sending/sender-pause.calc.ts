const MINUTE_MS = 60_000;
const FIRST_MS = 5 * MINUTE_MS;
const LONGEST_MS = 360 * MINUTE_MS;
/** What a server may ask for at most: a day. */
const MOST_ASKED_MS = 1_440 * MINUTE_MS;
/** How long a probe may take before another mail takes its place. */
export const PROBE_MS = 2 * MINUTE_MS;

export type PauseScope = 'mailbox' | 'domain';

/** A shut sender, as a mail that wants to leave sees it. */
export type SenderPause = {
  scope: PauseScope;
  key: string;
  reason: string;
  probeAt: number;
  /** The one mail that is let through to see whether the server takes mail again, and how long it may take. */
  probeMailId: string | null;
  probeUntil: number | null;
};

/** How long a sender is left alone: 5 minutes, doubled at each failure up to 6 hours; longer where the server asks for it. */
export const pauseMs = (failures: number, retryAfterMs = 0) =>
  Math.max(
    Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(20, Math.max(0, failures - 1))),
    Math.min(MOST_ASKED_MS, retryAfterMs),
  );

export type PauseVerdict = { kind: 'go' } | { kind: 'probe' } | { kind: 'wait'; until: number; pause: SenderPause };

/** Whether a mail may leave through a sender: freely, as the one probe of a shut one, or not before an instant. */
export function judgePause(pauses: SenderPause[], { mailId, now }: { mailId: string; now: number }): PauseVerdict {
  const waits = pauses.flatMap((pause) => {
    const isTaken = pause.probeMailId !== null && pause.probeMailId !== mailId && (pause.probeUntil ?? 0) > now;
    const until = isTaken ? Math.max(pause.probeAt, pause.probeUntil ?? 0) : pause.probeAt;
    return until > now ? [{ until, pause }] : [];
  });
  const [longest] = waits.toSorted((a, b) => b.until - a.until);
  if (longest) return { kind: 'wait', ...longest };
  return pauses.length > 0 ? { kind: 'probe' } : { kind: 'go' };
}

/** Says why a sender is shut, and when one mail goes out to see whether it is open again. */
export function pauseSentence(
  { scope, key, reason, probeAt }: Pick<SenderPause, 'scope' | 'key' | 'reason' | 'probeAt'>,
  { email, zone }: { email: string; zone: string },
): string {
  const who = scope === 'domain' ? `Every mailbox of ${key} is paused` : `${email} is paused`;
  const when = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(probeAt);
  return `${who}: ${reason} One mail is tried ${when}; the others keep their places.`;
}
