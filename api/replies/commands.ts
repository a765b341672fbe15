import { noteAudit } from '../../prisma/audit.ts';
import { noteEvents } from '../../prisma/events.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { idOf, type MailboxId, type MailCorrectionId } from '../../workflows/ids.ts';
import { UNDERSTANDING_WORDS, type Understanding } from '../../workflows/replies/correction.calc.ts';
import { mailCorrectionStart } from '../../workflows/replies/messages.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { correctReply as correctContract, markReply as markContract } from '../contract/replies.ts';
import type { Context } from '../http/context.ts';
import { findReply } from './find.ts';

/** Marks a reply as done, or as not done after all. */
export function markReply({ inWorkspace, userId }: Context, { messageId, isDone }: Given<typeof markContract>) {
  return inWorkspace(async (tx) => {
    const { contactId } = await findReply(tx, messageId);
    await tx.emailMessage.update({
      where: { id: messageId },
      data: { doneAt: isDone ? new Date() : null, doneById: isDone ? userId : null },
    });
    await noteEvents(tx, [{ type: 'mail.read', subjectId: messageId, payload: { contactId, isDone } }]);
  });
}

/** Writes down what a person says that a mail is, and has it carried out. */
export function correctReply(
  { inWorkspace, workspaceId, userId, by }: Context,
  { messageId, kind, note }: Given<typeof correctContract>,
): Promise<Answer<typeof correctContract>> {
  return inWorkspace(async (tx) => {
    const message = await findReply(tx, messageId);
    const was = (message.understoodAs as Understanding | null) ?? 'unknown';
    const { id } = await tx.mailCorrection.create({
      data: { workspaceId, messageId, userId, kind, was, note: note || null },
      select: { id: true },
    });
    const correctionId = idOf<MailCorrectionId>(id);
    await noteAudit(tx, by, {
      action: 'mail.corrected',
      entityId: messageId,
      before: { kind: was, rule: message.kindRule },
      after: { kind, note: note ?? null },
    });
    await tellWorkflows(tx, [
      mailCorrectionStart({
        ...{ workspaceId, correctionId, messageId },
        mailboxId: idOf<MailboxId>(message.mailboxId),
        title: `Corrects a mail: ${UNDERSTANDING_WORDS[was]} → ${UNDERSTANDING_WORDS[kind]}`,
      }),
    ]);
    await noteEvents(tx, [{ type: 'mail.read', subjectId: messageId, payload: { contactId: message.contactId } }]);
    return { correctionId };
  });
}
