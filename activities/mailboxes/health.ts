import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { ConnectionReport } from '../clients/mail-provider.ts';

type MailboxHealthRow = { id: string; health: string; healthReason: string | null };

/** Notes what the last contact with a mailbox's servers said about its health; a change is an event. */
export async function noteHealth(tx: Tx, mailbox: MailboxHealthRow, report: ConnectionReport) {
  const now = new Date();
  if (report.isUsable) {
    if (mailbox.health === 'ok') return;
    await tx.mailbox.update({
      where: { id: mailbox.id },
      data: { health: 'ok', healthCode: null, healthReason: null, healthCheckedAt: now, lastSuccessAt: now },
    });
  } else {
    const health = report.code === 'auth' ? 'disconnected' : 'failing';
    const isSame = mailbox.health === health && mailbox.healthReason === report.sentence;
    await tx.mailbox.update({
      where: { id: mailbox.id },
      data: { health, healthCode: report.code, healthReason: report.sentence, healthCheckedAt: now },
    });
    if (isSame) return;
  }
  await noteEvents(tx, [{ type: 'mailbox.changed', subjectId: mailbox.id }]);
}
