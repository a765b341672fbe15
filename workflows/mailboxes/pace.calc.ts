type Pace = {
  provider: 'sandbox' | 'smtp' | 'gmail' | 'outlook';
  /** Whether the provider tells of new mail by itself. */
  isTold: boolean;
  /** Since when no mail has gone out or come in. */
  idleMs: number;
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The sandbox tells when something came; this is the poll behind it. An IMAP server is asked anew after so long a listening. */
const FIXED_MS = { sandbox: 5 * MINUTE_MS, smtp: 15 * MINUTE_MS };
/** Behind a provider that tells: a message of its may be lost. */
const TOLD_MS = 30 * MINUTE_MS;
const LONGEST_MS = 5 * MINUTE_MS;
/** For each hour of silence a mailbox is looked at a minute later. */
const PATIENCE = 60;

/** How soon a provider is asked again that refused to tell of new mail. */
export const RETRY_TELLING_MS = 60 * MINUTE_MS;

/** How long to wait before a mailbox is looked at again. */
export function waitMs({ provider, isTold, idleMs }: Pace): number {
  if (provider === 'sandbox' || provider === 'smtp') return FIXED_MS[provider];
  if (isTold) return TOLD_MS;
  return Math.min(LONGEST_MS, Math.max(MINUTE_MS, Math.round(idleMs / PATIENCE)));
}

/** When what a provider agreed to is renewed: each day, or at half of a shorter time. */
export const renewAt = (now: number, until: number): number => now + Math.min(DAY_MS, Math.max(0, until - now) / 2);
