import { noteAudit } from '../../prisma/audit.ts';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { Mailbox } from '../../prisma/generated/client.ts';
import { wakeHeld } from '../../prisma/held.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import type { MailboxId } from '../../workflows/ids.ts';
import { tellMailbox } from '../../workflows/mailboxes/messages.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Given } from '../contract/base.ts';
import type {
  deleteMailbox as deleteContract,
  disconnectMailbox as disconnectContract,
  makePrimary as primaryContract,
  updateMailbox as updateContract,
} from '../contract/mailboxes.ts';
import type { Context } from '../http/context.ts';
import { giveBack } from './give-back.ts';
import { limitsOf, movesMails } from './limits.ts';
import { findMailbox, takeMailbox } from './mailbox.ts';

/** Changes the settings of a mailbox; what waits in it is planned anew by the workflow that watches it. */
export function updateMailbox(context: Context, { mailboxId, ...given }: Given<typeof updateContract>) {
  return context.inWorkspace(async (tx) => {
    const mailbox = await takeMailbox(tx, context, mailboxId);
    if (given.isActive && mailbox.health === 'disconnected')
      throw new Refusal(
        'not-ready',
        `${mailbox.email} is disconnected. Connect it again; that switches it on.`,
        'isActive',
      );
    await tx.mailbox.update({ where: { id: mailboxId }, data: limitsOf(given, mailbox) });
    if (given.isActive && !mailbox.isActive) await wakeHeld(tx, mailboxId, 'mailbox-unusable');
    if (movesMails(given)) await tellWorkflows(tx, [tellMailbox.limitsChanged(mailboxId)]);
    await noteEvents(tx, [{ type: 'mailbox.changed', subjectId: mailboxId }]);
  });
}

/** Forgets what opens a mailbox. What waits in it keeps waiting; replies are not seen until it is connected again. */
export async function disconnectMailbox(context: Context, { mailboxId }: Given<typeof disconnectContract>) {
  const gone = await context.inWorkspace(async (tx) => {
    const mailbox = await takeMailbox(tx, context, mailboxId);
    await tx.mailbox.update({
      where: { id: mailboxId },
      data: {
        isActive: false,
        syncEnabled: false,
        health: 'disconnected',
        healthCode: 'switched-off',
        healthReason: 'It was disconnected: it sends nothing and replies are not seen. Connect it again to go on.',
        healthCheckedAt: new Date(),
        credentials: null,
        subscribedUntil: null,
      },
    });
    await noteAudit(tx, context.by, { action: 'mailbox.disconnected', entityId: mailboxId });
    await noteEvents(tx, [{ type: 'mailbox.changed', subjectId: mailboxId }]);
    await tellWorkflows(tx, [tellMailbox.arrived(mailboxId)]);
    return mailbox;
  });
  giveBack(context.deps, gone);
}

/** Makes a mailbox the one that is offered first. */
export function makePrimary(context: Context, { mailboxId }: Given<typeof primaryContract>) {
  return context.inWorkspace(async (tx) => {
    await takeMailbox(tx, context, mailboxId);
    await tx.mailbox.updateMany({ where: { isPrimary: true }, data: { isPrimary: false } });
    await tx.mailbox.update({ where: { id: mailboxId }, data: { isPrimary: true } });
    await noteEvents(tx, [{ type: 'mailbox.changed', subjectId: mailboxId }]);
  });
}

/** How many people are written to from a mailbox, or are about to be. */
async function peopleIn(tx: Tx, mailboxId: MailboxId): Promise<number> {
  const under = await tx.enrollment.count({ where: { mailboxId, state: { in: ['active', 'paused'] } } });
  const coming = await tx.enrollmentBatch.findMany({
    where: { mailboxId, state: { in: ['queued', 'running'] } },
    select: { total: true, done: true },
    take: 1_000,
  });
  return coming.reduce((sum, { total, done }) => sum + Math.max(1, total - done), under);
}

/** Who takes over the people of a mailbox that goes. */
async function heirOf(tx: Tx, mailbox: Mailbox, moveTo: MailboxId | undefined): Promise<MailboxId | null> {
  const people = await peopleIn(tx, mailbox.id as MailboxId);
  if (moveTo === undefined) {
    if (people === 0) return null;
    const who = people === 1 ? '1 person is' : `${people} people are`;
    throw new Refusal(
      'in-use',
      `${who} written to from ${mailbox.email}. Say which mailbox takes them over, or stop their enrollments first.`,
      'moveTo',
    );
  }
  const heir = await findMailbox(tx, moveTo, 'moveTo');
  if (heir.id === mailbox.id)
    throw new Refusal('bad-value', `${heir.email} is the mailbox that goes. Name another one.`, 'moveTo');
  if (!heir.isActive || heir.health === 'disconnected')
    throw new Refusal(
      'not-ready',
      `${heir.email} does not send just now. Name another one, or mend it first.`,
      'moveTo',
    );
  return moveTo;
}

/** Removes a mailbox. Its people, where it has some, are moved to another by the workflow that watched it. */
export async function deleteMailbox(context: Context, { mailboxId, moveTo }: Given<typeof deleteContract>) {
  const gone = await context.inWorkspace(async (tx) => {
    const mailbox = await takeMailbox(tx, context, mailboxId);
    const heir = await heirOf(tx, mailbox, moveTo);
    await tx.mailbox.update({
      where: { id: mailboxId },
      data: {
        deletedAt: new Date(),
        isActive: false,
        isPrimary: false,
        syncEnabled: false,
        ...(heir ? {} : { credentials: null }), // a mail that is leaving just now is still asked about; the move forgets them
      },
    });
    if (mailbox.isPrimary) {
      const next = await tx.mailbox.findFirst({ where: { deletedAt: null }, orderBy: { createdAt: 'asc' } });
      if (next) await tx.mailbox.update({ where: { id: next.id }, data: { isPrimary: true } });
    }
    await noteAudit(tx, context.by, {
      action: 'mailbox.deleted',
      entityId: mailboxId,
      before: { email: mailbox.email },
    });
    await noteEvents(tx, [{ type: 'mailbox.changed', subjectId: mailboxId }]);
    await tellWorkflows(tx, [tellMailbox.removed(mailboxId, { moveTo: heir })]);
    return heir ? null : mailbox;
  });
  if (gone) giveBack(context.deps, gone);
}
