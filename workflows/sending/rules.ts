/** Hours in which a mailbox may send, by ISO weekday (1 is Monday): local "HH:MM", the end not included; "24:00" ends the day. */
export type SendWindow = Partial<Record<'1' | '2' | '3' | '4' | '5' | '6' | '7', { from: string; to: string }[]>>;

/** The limits of a mailbox, as far as they decide when a mail may leave. */
export type SlotRules = {
  timeZone: string;
  dailyLimit: number;
  gapMs: number;
  window: SendWindow;
  holidayCountry: string | null;
  holidayRegion: string | null;
};

/** Why a mail does not leave sooner: what moved it, by how much in all, and to which instant. */
export type SlotLimit = {
  code: 'closed' | 'holiday' | 'daily-limit' | 'turn' | 'gap';
  byMs: number;
  until: number;
  /** The holiday's name, the limit of mails a day, or the gap in milliseconds. */
  detail?: string | number;
};

/** A mail that wants an instant. */
export type SlotRequest = {
  dueAt: number;
  /** The zone whose clock the window is read on: the mailbox's or the contact's. */
  zone: string;
  /** A follow-up goes before first mails: who was written to once is not kept waiting by newcomers. */
  isFollowUp: boolean;
  /** How many mails of the same day's limit a first mail will ask for in the end, itself included. */
  mailsToCome: number;
  /** Whose turn this is: first mails of a day are shared out between keys (sequences). */
  fairnessKey: string;
};

export type Slot = { at: number; day: string; limits: SlotLimit[] };

/** What is true of a mailbox at the instant of a handover. */
export type HandoverInstant = {
  now: number;
  today: string;
  isOpen: boolean;
  lastHandoverAt: number | null;
  gapMs: number;
};

export type SlotVerdict = { kind: 'go' | 'early' | 'missed' } | { kind: 'wait'; ms: number };

/** Whether a slot may be used now: `go`, `early`, a short `wait` for the clock or the gap, or `missed`, when another slot is needed. */
export function judgeSlot(
  { slotAt, slotDay }: { slotAt: number; slotDay: string },
  instant: HandoverInstant,
): SlotVerdict {
  const { now, today, isOpen, lastHandoverAt, gapMs } = instant;
  const toSlot = slotAt - now;
  if (toSlot > SHORT_WAIT_MS) return { kind: 'early' };
  const toGap = lastHandoverAt === null ? 0 : lastHandoverAt + gapMs - now;
  if (toGap > SHORT_WAIT_MS || slotDay !== today || !isOpen) return { kind: 'missed' };
  const ms = Math.max(toSlot, toGap);
  return ms > 0 ? { kind: 'wait', ms } : { kind: 'go' };
}

/** Clocks differ a little and handovers take a moment: so much is waited out instead of planned anew. */
const SHORT_WAIT_MS = 5_000;

/** How long to leave a mail after a try that failed for a while: 1 minute, doubled each time, at most 30. */
export const retryDelayMs = (attempts: number) => Math.min(30, 2 ** Math.max(0, attempts - 1)) * 60_000;
/** After so many tries a temporary refusal counts as a final one. */
export const MAX_ATTEMPTS = 10;

/** How many of a day's mails may be first mails, so that the follow-ups that they bring find room on the days after. */
export function firstMailQuota(
  { dailyLimit, mailsToCome }: { dailyLimit: number; mailsToCome: number },
  dayNumber: number,
): number {
  if (mailsToCome <= 1) return Math.max(1, dailyLimit - Math.floor(dailyLimit / 5));
  const quota = Math.floor(dailyLimit / mailsToCome);
  if (quota > 0) return quota;
  return dayNumber % Math.ceil(mailsToCome / Math.max(1, dailyLimit)) === 0 ? 1 : 0;
}

/** The limit that is to blame for the instant: the one that moved it most. */
export function bindingLimit(limits: SlotLimit[]): SlotLimit | null {
  return limits.reduce<SlotLimit | null>((worst, limit) => (worst && worst.byMs >= limit.byMs ? worst : limit), null);
}

/** Adds a move to the limits met so far. A night that a full day is followed by counts as that day's doing. */
export function addLimit(limits: SlotLimit[], moved: SlotLimit): SlotLimit[] {
  const last = limits.at(-1);
  const isAftermath =
    moved.code === 'closed' && last !== undefined && ['daily-limit', 'turn', 'holiday'].includes(last.code);
  const code = isAftermath ? last.code : moved.code;
  const same = limits.find((limit) => limit.code === code);
  if (!same) return [...limits, moved];
  const sum = { ...same, byMs: same.byMs + moved.byMs, until: moved.until };
  return [...limits.filter((limit) => limit !== same), sum];
}

/** Which wording a contact gets: drawn by weight, and the same at every draw for the same seed. Null when no variant has weight. */
export function drawVariant<V extends { id: string; weight: number }>(variants: V[], seed: string): V | null {
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return null;
  let left = hash(seed) % total;
  for (const variant of variants) {
    if (left < variant.weight) return variant;
    left -= variant.weight;
  }
  return null;
}

/** FNV-1a, 32 bits, with a final mix so that seeds that differ at their end spread. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
  return (h ^ (h >>> 16)) >>> 0;
}
