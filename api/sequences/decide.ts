import { noteAudit } from '../../prisma/audit.ts';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { OutboundEmail } from '../../prisma/generated/client.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { countSent, noteSent } from '../../prisma/sent-mails.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import type { Given } from '../contract/base.ts';
import type { decideMail as contract } from '../contract/enrollments.ts';
import type { Context } from '../http/context.ts';
import { findEnrollment } from './enrollment-page.ts';

type Decision = Given<typeof contract>['decision'];

/** The mail that is to be decided, locked; of two who decide, the second is told so. */
async function lockMail(tx: Tx, { enrollmentId, outboundEmailId }: Given<typeof contract>): Promise<OutboundEmail> {
  await tx.$queryRaw`SELECT 1 FROM outbound_emails WHERE id = ${outboundEmailId}::uuid FOR UPDATE`;
  const mail = await tx.outboundEmail.findFirst({ where: { id: outboundEmailId, enrollmentId } });
  if (!mail) throw new Refusal('not-found', 'There is no such mail in this enrollment.', 'outboundEmailId');
  return mail;
}

function assertOpen({ state, toAddress, errorMessage }: OutboundEmail, decision: Decision) {
  if (state !== 'uncertain' && state !== 'failed')
    throw new Refusal('already-answered', `The mail to ${toAddress} is ${state}; there is nothing to decide.`);
  if (state === 'failed' && decision === 'arrived')
    throw new Refusal(
      'not-ready',
      `The mail to ${toAddress} was refused (${errorMessage ?? 'without a reason'}), so it did not arrive. Send it again, or drop it.`,
      'decision',
    );
}

async function settle(tx: Tx, mail: OutboundEmail, decision: Decision) {
  const where = { id: mail.id };
  switch (decision) {
    case 'arrived': {
      const sentAt = mail.handedOverAt ?? new Date();
      const mailbox = await tx.mailbox.findUniqueOrThrow({ where: { id: mail.mailboxId } });
      const data = {
        state: 'sent' as const,
        sentAt,
        providerAnswer: 'A person decided that it arrived.',
        errorMessage: null,
      };
      await tx.outboundEmail.update({ where, data });
      await noteSent(tx, mail, sentAt.getTime());
      return countSent(tx, { mailbox, workspaceId: mail.workspaceId, at: sentAt.getTime() });
    }
    case 'again':
      return tx.outboundEmail.update({
        where,
        data: { state: 'planned', slotAt: null, slotDay: null, leaseUntil: null, attempts: 0, errorMessage: null },
      });
    case 'drop':
      return tx.outboundEmail.update({ where, data: { state: 'cancelled', leaseUntil: null } });
  }
}

/** Decides what no machine can know, notes who did, and lets the enrollment go on. */
export function decideMail({ inWorkspace, by }: Context, input: Given<typeof contract>) {
  const { enrollmentId, decision } = input;
  return inWorkspace(async (tx) => {
    const { workflowId, contactId } = await findEnrollment(tx, enrollmentId);
    const mail = await lockMail(tx, input);
    assertOpen(mail, decision);
    await settle(tx, mail, decision);
    await noteAudit(tx, by, {
      action: 'mail.decided',
      entityId: mail.id,
      before: { state: mail.state },
      after: { decision },
    });
    await noteEvents(tx, [{ type: 'enrollment.changed', subjectId: enrollmentId, payload: { contactId, decision } }]);
    await tellWorkflows(tx, [tellEnrollment.woken(workflowId)]);
  });
}
