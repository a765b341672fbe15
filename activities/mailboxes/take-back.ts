import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { MessageEffect } from '../../prisma/generated/client.ts';
import { markedAt } from '../../workflows/replies/correction.calc.ts';
import { MARKS, type Mark, placeOf } from './effects.ts';
import { restate } from './evidence.ts';

const isMark = (effect: string): effect is Mark => effect in MARKS;
const baseOf = ({ before }: MessageEffect) => (before as { at: number | null }).at;

/** The effects of the same kind that other mails had on the same subject, the earliest first. */
const othersOf = (tx: Tx, { id, effect, subjectId }: MessageEffect) =>
  tx.messageEffect.findMany({
    where: { effect, subjectId, id: { not: id } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: 1_000,
  });

/** Takes a mark back: what stood there before, or what other mails still say, stands there again. What somebody else changed since stays. */
async function takeMarkBack(tx: Tx, effect: MessageEffect & { effect: Mark }) {
  const { table, column, keeps } = placeOf(effect.effect);
  const others = await othersOf(tx, effect);
  const first = [effect, ...others].toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())[0] ?? effect;
  const base = baseOf(first);
  const marks = others.map(({ at }) => at.getTime());
  const was = markedAt({ keeps, base, marks: [...marks, effect.at.getTime()] });
  const is = markedAt({ keeps, base, marks });
  const [heir] = others;
  if (first.id === effect.id && heir)
    await tx.messageEffect.update({ where: { id: heir.id }, data: { before: { at: base } } });
  await tx.messageEffect.delete({ where: { id: effect.id } });
  await tx.$executeRaw`
    UPDATE ${table} SET ${column} = ${is === null ? null : new Date(is)}::timestamptz, updated_at = now()
    WHERE id = ${effect.subjectId}::uuid AND ${column} IS NOT DISTINCT FROM ${was === null ? null : new Date(was)}::timestamptz`;
}

/** Takes an address off the suppression list that this mail had put there, unless another mail asks for it too. */
async function takeSuppressionBack(tx: Tx, effect: MessageEffect) {
  const [heir] = await othersOf(tx, effect);
  await tx.messageEffect.delete({ where: { id: effect.id } });
  const { existed } = effect.before as { existed: boolean };
  if (heir && !existed) await tx.messageEffect.update({ where: { id: heir.id }, data: { before: { existed } } });
  if (heir || existed) return;
  const { count } = await tx.suppression.deleteMany({ where: { id: effect.subjectId } });
  if (count > 0) await noteEvents(tx, [{ type: 'suppression.removed', subjectId: effect.subjectId }]);
}

/** Takes back, exactly, what a mail that came in has changed, but for the enrollments that it stopped: those are returned. */
export async function takeBack(tx: Tx, messageId: string): Promise<{ stopped: MessageEffect[]; away: string[] }> {
  const effects = await tx.messageEffect.findMany({ where: { messageId }, orderBy: { id: 'asc' } });
  for (const effect of effects) {
    const { effect: kind, subjectId } = effect;
    if (isMark(kind)) await takeMarkBack(tx, { ...effect, effect: kind });
    else if (kind === 'suppressed') await takeSuppressionBack(tx, effect);
    else if (kind === 'relabelled')
      await tx.enrollment.updateMany({
        where: { id: subjectId, state: 'replied' },
        data: { state: 'completed', endReason: 'finished' },
      });
  }
  const mails = effects.filter(({ effect }) => effect === 'mail-bounced' || effect === 'mail-delivered');
  for (const { subjectId } of mails) await restate(tx, subjectId);
  await tx.messageEffect.deleteMany({ where: { messageId } });
  const marked = await tx.emailMessage.findUniqueOrThrow({ where: { id: messageId }, select: { workspaceId: true } });
  await tx.$executeRaw`
    DELETE FROM tracking_events WHERE workspace_id = ${marked.workspaceId}::uuid AND meta @> ${JSON.stringify({ messageId })}::jsonb
      AND outbound_email_id IN (SELECT outbound_email_id FROM bounces WHERE message_id = ${messageId}::uuid
        UNION SELECT outbound_email_id FROM email_messages WHERE id = ${messageId}::uuid)`;
  await tx.bounce.deleteMany({ where: { messageId } });
  await tx.complaint.deleteMany({ where: { messageId } });
  await tx.activity.deleteMany({ where: { entityId: messageId, type: { not: 'email_corrected' } } });
  return {
    stopped: effects.filter(({ effect }) => effect === 'stopped'),
    away: effects.filter(({ effect }) => effect === 'enrollment-away').map(({ subjectId }) => subjectId),
  };
}
