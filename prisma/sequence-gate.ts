import type { Tx } from './db.ts';
import type { SequenceStatus } from './generated/client.ts';

/** Reads a sequence's status so that what is decided by it is seen by whoever changes it: of two at once, one waits. */
export async function readStatusAtGate(tx: Tx, sequenceId: string): Promise<SequenceStatus> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${sequenceId}, 0))`;
  const { status } = await tx.sequence.findUniqueOrThrow({ where: { id: sequenceId }, select: { status: true } });
  return status;
}

/** Waits for those who are deciding by the old status; afterwards their decisions can be read. Take it after the change is written. */
export const passGate = (tx: Tx, sequenceId: string) =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${sequenceId}, 0))`;
