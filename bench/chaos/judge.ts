import type { Database } from '../../prisma/db.ts';
import type { Crowd } from '../people.ts';
import type { Receiver } from './receivers.ts';

/** Where the mails of a crowd are counted. */
export type Place = { db: Database; crowd: Crowd; receiver: Receiver };

/** How far it has come: mails that arrived, enrollments that go on, mails of unknown outcome. */
export type Progress = { received: number; open: number; uncertain: number };

/** What came of it all. `twice` are the mails that arrived more often than once, `lost` the people who neither got every mail nor answered. */
export type Verdict = { received: number; twice: number; lost: number; states: Record<string, number> };

/** The mails that arrived; those of the sandbox are kept in our own database. */
export const arrivals = async ({ db, crowd, receiver }: Place) =>
  receiver.arrived
    ? receiver.arrived()
    : db.withWorkspace(
        crowd.workspaceId,
        (tx) => tx.$queryRaw<{ to: string; key: string }[]>`
          SELECT envelope_to[1] AS to, message_id AS key FROM sandbox_messages WHERE folder = 'sent'`,
      );

export async function progress({ db, crowd, receiver }: Place): Promise<Progress> {
  const elsewhere = await receiver.total?.();
  return db.withWorkspace(crowd.workspaceId, async (tx) => ({
    received: elsewhere ?? (await tx.sandboxMessage.count({ where: { folder: 'sent' } })),
    open: crowd.contacts.length - (await tx.enrollment.count({ where: { state: { notIn: ['active', 'paused'] } } })),
    uncertain: await tx.outboundEmail.count({ where: { state: 'uncertain' } }),
  }));
}

/** Counts at the receiving side, person by person. */
export async function judge(place: Place, steps: number): Promise<Verdict> {
  const { db, crowd } = place;
  const arrived = await arrivals(place);
  const got = new Map<string, Set<string>>();
  for (const { to, key } of arrived) got.set(to, (got.get(to) ?? new Set()).add(key));
  const distinct = [...got.values()].reduce((sum, keys) => sum + keys.size, 0);
  const enrollments = await db.withWorkspace(crowd.workspaceId, (tx) =>
    tx.enrollment.findMany({ select: { contactId: true, state: true } }),
  );
  const answered = new Set(enrollments.filter(({ state }) => state === 'replied').map(({ contactId }) => contactId));
  const states: Record<string, number> = {};
  for (const { state } of enrollments) states[state] = (states[state] ?? 0) + 1;
  return {
    received: arrived.length,
    twice: arrived.length - distinct,
    lost: crowd.contacts.filter(({ id, email }) => !answered.has(id) && (got.get(email)?.size ?? 0) < steps).length,
    states,
  };
}
