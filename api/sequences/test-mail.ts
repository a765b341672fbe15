import { uuidv7 } from 'uuidv7';
import { noteEvents } from '../../prisma/events.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { type ContactId, idOf, type OutboundEmailId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { testMailStart } from '../../workflows/sending/messages.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { getTest as getContract, sendTest as sendContract } from '../contract/sequences.ts';
import type { Context } from '../http/context.ts';
import { findSequence, stepOf } from './find.ts';
import { contactFor, mailboxFor } from './preview.ts';

/** Writes a test mail into the ledger, and starts the workflow that sends it to the person who asked. */
export function sendTest(
  { inWorkspace, workspaceId, actor, userId }: Context,
  { sequenceId, stepId, variantId, contactId, mailboxId }: Given<typeof sendContract>,
): Promise<Answer<typeof sendContract>> {
  if (actor.kind !== 'person') throw new Refusal('forbidden', 'A test goes to a person. Sign in as one.');
  const toAddress = actor.email;
  return inWorkspace(async (tx) => {
    const step = stepOf(await findSequence(tx, sequenceId), stepId);
    if (step.variants.every(({ id }) => id !== variantId))
      throw new Refusal('not-found', 'There is no such wording in this step.', 'variantId');
    const mailbox = await mailboxFor(tx, mailboxId);
    if (!mailbox)
      throw new Refusal('not-ready', 'The workspace has no mailbox to send from. Connect one first.', 'mailboxId');
    const contact = await contactFor(tx, contactId);
    const id = uuidv7();
    const key = `test/${id}`;
    await tx.outboundEmail.create({
      data: {
        ...{ id, workspaceId, kind: 'test', key, mailboxId: mailbox.id, userId, sequenceId, stepId, variantId },
        ...{ toAddress, dueAt: new Date() },
      },
    });
    await tx.sendKey.create({ data: { workspaceId, key, outboundEmailId: id } });
    const outboundEmailId = idOf<OutboundEmailId>(id);
    const input = { workspaceId, outboundEmailId, contactId: contact ? idOf<ContactId>(contact.id) : null };
    await tellWorkflows(tx, [
      testMailStart({ ...input, mailboxId: mailbox.id, title: `Test mail to ${toAddress}`.slice(0, 200) }),
    ]);
    await noteEvents(tx, [{ type: 'mail.planned', subjectId: id }]);
    return { outboundEmailId, toAddress };
  });
}

/** Tells what became of a test mail. */
export function getTest(
  { inWorkspace }: Context,
  { outboundEmailId }: Given<typeof getContract>,
): Promise<Answer<typeof getContract>> {
  return inWorkspace(async (tx) => {
    const row = await tx.outboundEmail.findFirst({ where: { id: outboundEmailId, kind: 'test' } });
    if (!row) throw new Refusal('not-found', 'There is no such test mail in this workspace.', 'outboundEmailId');
    switch (row.state) {
      case 'sent':
      case 'delivered':
        return { state: 'sent', sentence: `It was sent to ${row.toAddress}.` };
      case 'planned':
      case 'reserved':
      case 'sending':
        return { state: 'on-its-way', sentence: `It is on its way to ${row.toAddress}.` };
      case 'uncertain':
        return { state: 'uncertain', sentence: row.errorMessage ?? 'The server never answered. Look into your inbox.' };
      default:
        return { state: 'failed', sentence: row.errorMessage ?? `It was not sent: ${row.state}.` };
    }
  });
}
