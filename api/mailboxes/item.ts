import type { Mailbox as Row } from '../../prisma/generated/client.ts';
import type { Answer } from '../contract/base.ts';
import type { listMailboxes as listContract } from '../contract/mailboxes.ts';
import type { Pause } from './pauses.ts';

type Item = Answer<typeof listContract>['items'][number];

/** What is counted about a mailbox. */
export type Numbers = {
  sentToday: number;
  plannedToday: number;
  waiting: number;
  late: number;
  nextSendAt: Date | null;
  people: number;
  ownerName: string | null;
};

/** How a mailbox is, in words. What needs a person comes first, then what holds its mails. */
function healthOf(row: Row, pause: Pause | null): Item['health'] {
  const { health, healthReason, healthCheckedAt, lastSyncAt, isActive } = row;
  const checkedAt = (health === 'ok' ? (lastSyncAt ?? healthCheckedAt) : healthCheckedAt)?.getTime() ?? null;
  if (health === 'disconnected') return { state: health, sentence: healthReason, checkedAt };
  if (pause) return { state: 'paused', sentence: pause.reason, checkedAt };
  if (health !== 'ok') return { state: health, sentence: healthReason, checkedAt };
  if (!isActive)
    return { state: 'off', sentence: 'It is switched off and sends nothing. Replies are still seen.', checkedAt };
  return { state: 'ok', sentence: null, checkedAt };
}

const pauseOf = ({ scope, since, probeAt }: Pause): Item['pause'] => ({
  scope,
  since: since.getTime(),
  probeAt: probeAt.getTime(),
});

/** A mailbox as lists show it. */
export function itemOf(row: Row, { nextSendAt, pause, ...numbers }: Numbers & { pause: Pause | null }): Item {
  const { id, provider, email, displayName, isPrimary, dailyLimit, timeZone, createdAt } = row;
  const { lastSyncAt, lastSuccessAt, subscribedUntil, subscribeAt } = row;
  return {
    ...numbers,
    id,
    provider,
    email,
    displayName,
    isPrimary,
    health: healthOf(row, pause),
    dailyLimit,
    timeZone,
    nextSendAt: nextSendAt?.getTime() ?? null,
    pause: pause && pauseOf(pause),
    lastSyncAt: lastSyncAt?.getTime() ?? null,
    lastSuccessAt: lastSuccessAt?.getTime() ?? null,
    toldUntil: subscribedUntil?.getTime() ?? null,
    renewsAt: subscribeAt?.getTime() ?? null,
    createdAt: createdAt.getTime(),
  };
}
