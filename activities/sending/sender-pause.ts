import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { type PauseScope, PROBE_MS, pauseMs, type SenderPause } from '../../workflows/sending/sender-pause.calc.ts';

/** The domain that a mailbox sends for. */
export const domainOf = ({ email }: { email: string }) => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

type Sender = { id: string; email: string };
type Fault = { scope: PauseScope; code: string; reason: string; retryAfterMs?: number; now: number };

const keyOf = (scope: PauseScope, mailbox: Sender) => (scope === 'mailbox' ? mailbox.id : domainOf(mailbox));

/**
 * Shuts a mailbox, or every mailbox of its domain, after a fault of the sender, and returns when one mail is let through to probe it.
 * A fault of mails that were on their way already when it was shut counts once; the failed probe doubles the pause.
 */
export async function pauseSender(tx: Tx, mailbox: Sender, fault: Fault): Promise<number> {
  const { scope, code, reason, retryAfterMs, now } = fault;
  const key = keyOf(scope, mailbox);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('sender/' || current_workspace() || '/' || ${key}, 0))`;
  const [known] = await tx.$queryRaw<{ failures: number; probeAt: Date }[]>`
    SELECT failures, probe_at AS "probeAt" FROM sender_pauses WHERE scope = ${scope} AND key = ${key}`;
  const isShut = known !== undefined && known.probeAt.getTime() > now;
  const failures = (known?.failures ?? 0) + (isShut ? 0 : 1);
  const probeAt = Math.max(now + pauseMs(failures, retryAfterMs), isShut ? known.probeAt.getTime() : 0);
  await tx.$executeRaw`
    INSERT INTO sender_pauses (workspace_id, scope, key, code, reason, failures, probe_at, since)
    VALUES (current_workspace(), ${scope}, ${key}, ${code}, ${reason}, ${failures}, ${new Date(probeAt)}, ${new Date(now)})
    ON CONFLICT (workspace_id, scope, key) DO UPDATE SET code = EXCLUDED.code, reason = EXCLUDED.reason, failures = EXCLUDED.failures,
      probe_at = EXCLUDED.probe_at, probe_mail_id = NULL, probe_until = NULL`;
  await noteEvents(tx, [{ type: 'mailbox.changed', subjectId: mailbox.id, payload: { pausedUntil: probeAt } }]);
  return probeAt;
}

/** Opens a mailbox and its domain again: a server has taken a mail of it. Nothing is written where nothing was shut. */
export async function resumeSender(tx: Tx, mailbox: Sender): Promise<void> {
  const opened = await tx.$executeRaw`
    DELETE FROM sender_pauses WHERE scope = 'mailbox' AND key = ${mailbox.id} OR scope = 'domain' AND key = ${domainOf(mailbox)}`;
  if (opened > 0) await noteEvents(tx, [{ type: 'mailbox.changed', subjectId: mailbox.id }]);
}

/** Lets this mail through as the probe of every pause that it meets; where another was quicker, it waits for that one. */
export async function startProbe(
  tx: Tx,
  { mailId, mailbox, pauses, now }: { mailId: string; mailbox: Sender; pauses: SenderPause[]; now: number },
): Promise<{ kind: 'go' } | { kind: 'wait'; until: number }> {
  const until = new Date(now + PROBE_MS);
  const taken = await tx.$executeRaw`
    UPDATE sender_pauses SET probe_mail_id = ${mailId}::uuid, probe_until = ${until}
    WHERE (scope, key) IN (${Prisma.join(pauses.map(({ scope, key }) => Prisma.sql`(${scope}, ${key})`))})
      AND (probe_mail_id IS NULL OR probe_mail_id = ${mailId}::uuid OR probe_until <= ${new Date(now)})`;
  if (taken < pauses.length) return { kind: 'wait', until: until.getTime() };
  // The mailbox that probes for its domain has met no fault of its own: whoever records its mail must know that it is a probe.
  await tx.mailbox.updateMany({
    where: { id: mailbox.id, health: 'ok' },
    data: { health: 'failing', healthCode: 'refused', healthReason: pauses[0]?.reason ?? null },
  });
  return { kind: 'go' };
}
