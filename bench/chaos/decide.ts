import { tellWorkflows } from '../../prisma/outbox.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import { arrivals, type Place } from './judge.ts';

/** Decides the mails that only a person can: it asks the receiving side, as a person would ask the recipient. Returns how many there were. */
export async function decideAsPerson(place: Place): Promise<number> {
  const { db, crowd } = place;
  const arrived = new Set((await arrivals(place)).map(({ key }) => key));
  return db.withWorkspace(crowd.workspaceId, async (tx) => {
    const waiting = await tx.outboundEmail.findMany({
      where: { state: 'uncertain', decision: null },
      select: { id: true, messageId: true, enrollment: { select: { workflowId: true } } },
    });
    const there = waiting.filter(({ messageId }) => arrived.has(messageId ?? ''));
    const missing = waiting.filter(({ messageId }) => !arrived.has(messageId ?? ''));
    const keep = (mails: typeof waiting, decision: string) =>
      tx.outboundEmail.updateMany({ where: { id: { in: mails.map(({ id }) => id) } }, data: { decision } });
    await keep(there, 'arrived');
    await keep(missing, 'again');
    await tellWorkflows(
      tx,
      waiting.flatMap(({ enrollment }) => (enrollment ? [tellEnrollment.woken(enrollment.workflowId)] : [])),
    );
    return waiting.length;
  });
}
