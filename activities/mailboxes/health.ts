import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { wakeHeld } from '../../prisma/held.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { tellMailbox } from '../../workflows/mailboxes/messages.ts';
import type { ConnectionReport } from '../clients/mail-provider.ts';
import { resumeSender } from '../sending/sender-pause.ts';

type MailboxHealthRow = { id: string; health: string; healthCode: string | null; healthReason: string | null };

/** Notes what the last contact with a mailbox's servers said about its health; a change is an event, and who was held by it looks again. */
export async function noteHealth(tx: Tx, mailbox: MailboxHealthRow, report: ConnectionReport) {
  const now = new Date();
  if (report.isUsable) {
    if (mailbox.health === 'ok') return;
    await tx.mailbox.update({
      where: { id: mailbox.id },
      data: { health: 'ok', healthCode: null, healthReason: null, healthCheckedAt: now, lastSuccessAt: now },
    });
    await wakeHeld(tx, mailbox.id, 'mailbox-unusable');
  } else {
    const health = report.code === 'auth' ? 'disconnected' : 'failing';
    const isSame = mailbox.health === health && mailbox.healthReason === report.sentence;
    await tx.mailbox.update({
      where: { id: mailbox.id },
      data: { health, healthCode: report.code, healthReason: report.sentence, healthCheckedAt: now },
    });
    if (isSame) return;
    await tellWorkflows(tx, [tellMailbox.arrived(mailbox.id)]); // the watch looks more often while something is wrong
  }
  await noteEvents(tx, [{ type: 'mailbox.changed', subjectId: mailbox.id }]);
}

/** The server takes mail of this mailbox: what it said against it no longer holds, and it sends on. Other trouble ends when a whole check succeeds. */
export async function noteAccepted(tx: Tx, mailbox: MailboxHealthRow & { email: string }) {
  if (mailbox.healthCode !== 'refused') return;
  await noteHealth(tx, mailbox, { isUsable: true });
  await resumeSender(tx, mailbox);
}
