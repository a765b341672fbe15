import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { wakeHeld } from '../../prisma/held.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import { lockMailbox, replanMailbox } from '../sending/slots.ts';

const PAGE = 1_000;
const OPEN = ['active', 'paused'] as const;
/** A slot this near cannot be moved with the mail: its workflow is waking, and asks for another. */
const IMMINENT_MS = 30_000;

/** Plans every waiting mail of a mailbox anew, after its limits changed, and wakes who goes sooner or was held for want of a slot. */
export async function planAnew(tx: Tx, mailboxId: string) {
  const mailbox = await lockMailbox(tx, mailboxId);
  const sooner = await replanMailbox(tx, mailbox, Date.now());
  await tellWorkflows(tx, sooner.map(tellEnrollment.woken));
  await wakeHeld(tx, mailboxId, 'no-slot');
  await noteEvents(tx, [{ type: 'mailbox.changed', subjectId: mailboxId }]);
}

/** Moves a page of people, with the mails that wait for them, from one mailbox to another. One whose mail is leaving just now stays until that is settled. */
export async function moveNextPeople(
  tx: Tx,
  { mailboxId, moveTo }: { mailboxId: string; moveTo: string },
): Promise<{ moved: number; left: number }> {
  for (const id of [mailboxId, moveTo].toSorted()) await lockMailbox(tx, id);
  await tx.enrollmentBatch.updateMany({
    where: { mailboxId, state: { in: ['queued', 'running'] } },
    data: { mailboxId: moveTo },
  });
  const people = await tx.enrollment.findMany({
    where: { mailboxId, state: { in: [...OPEN] }, outboundEmails: { none: { state: 'sending' } } },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: PAGE,
  });
  const ids = people.map(({ id }) => id);
  const waiting = { enrollmentId: { in: ids }, state: { in: ['planned' as const, 'reserved' as const] } };
  await tx.enrollment.updateMany({ where: { id: { in: ids } }, data: { mailboxId: moveTo } });
  await tx.outboundEmail.updateMany({
    where: { ...waiting, slotAt: { lt: new Date(Date.now() + IMMINENT_MS) } },
    data: { state: 'planned', slotAt: null, slotDay: null },
  });
  await tx.outboundEmail.updateMany({ where: waiting, data: { mailboxId: moveTo } });
  await planAnew(tx, moveTo);
  await wakeHeld(tx, moveTo, 'mailbox-unusable');
  await noteEvents(
    tx,
    ids.map((subjectId) => ({ type: 'enrollment.changed', subjectId, payload: { mailboxId: moveTo } })),
  );
  const left = await tx.enrollment.count({ where: { mailboxId, state: { in: [...OPEN] } } });
  if (left === 0) await tx.mailbox.update({ where: { id: mailboxId }, data: { credentials: null } });
  return { moved: ids.length, left };
}
