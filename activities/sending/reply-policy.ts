import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { policyOf } from '../../workflows/sending/policy.calc.ts';

/** Whom a reply ends: the enrollment that it answers, and every other of that contact where the workspace wants it so. */
export async function whomReplyEnds(
  tx: Tx,
  { enrollmentId, contactId }: { enrollmentId: string; contactId: string | null },
): Promise<Prisma.EnrollmentWhereInput> {
  if (!contactId) return { id: enrollmentId };
  const { sendingPolicy } = await tx.workspace.findFirstOrThrow({ select: { sendingPolicy: true } });
  return policyOf(sendingPolicy).stopsOnReplyAnywhere ? { contactId } : { id: enrollmentId };
}
