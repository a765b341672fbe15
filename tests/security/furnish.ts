import type { Tx } from '../../prisma/db.ts';
import type { Person, TestApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';

/** One of every kind of thing that has an id; their texts all carry the mark. */
export type Things = Awaited<ReturnType<typeof furnish>>;

async function contactThings(tx: Tx, person: Person, mark: string) {
  const { workspaceId, userId } = person;
  const contactId = await make.contact(tx, person, {
    email: `${mark}@customer.example`,
    firstName: mark,
    lastName: mark,
    company: mark,
    ownerId: userId,
  });
  const { id: tagId } = await tx.tag.create({ data: { workspaceId, name: mark } });
  const { id: listId } = await tx.contactList.create({ data: { workspaceId, name: mark } });
  await tx.contactTag.create({ data: { workspaceId, contactId, tagId } });
  await tx.contactListMember.create({ data: { workspaceId, contactId, listId } });
  const { id: customFieldId } = await tx.customFieldDefinition.create({
    data: { workspaceId, fieldName: mark, fieldType: 'text', label: mark },
  });
  const { id: viewId } = await tx.savedView.create({
    data: {
      workspaceId,
      name: mark,
      filters: { match: 'all', conditions: [] },
      visibility: 'workspace',
      createdById: userId,
    },
  });
  await tx.activity.create({
    data: {
      workspaceId,
      type: 'note_added',
      title: mark,
      entityType: 'contact',
      entityId: contactId,
      contactId,
      userId,
    },
  });
  const { id: suppressionId } = await tx.suppression.create({
    data: { workspaceId, address: `${mark}@muted.example`, reason: 'manual', source: 'manual' },
  });
  const { id: importId } = await tx.importJob.create({
    data: {
      workspaceId,
      createdById: userId,
      fileName: `${mark}.csv`,
      fileBytes: 1,
      columns: [mark],
      state: 'checked',
    },
  });
  return { contactId, tagId, listId, customFieldId, viewId, suppressionId, importId };
}

async function mailThings(tx: Tx, person: Person, { mark, contactId }: { mark: string; contactId: string }) {
  const { workspaceId } = person;
  const mailboxId = await make.mailbox(tx, person, { email: `${mark}@sender.example`, displayName: mark });
  const { id: threadId } = await tx.emailThread.create({ data: { workspaceId, mailboxId, subject: mark } });
  const { id: messageId } = await tx.emailMessage.create({
    data: { workspaceId, mailboxId, threadId, contactId, externalId: mark, direction: 'inbound', subject: mark },
  });
  const { id: sandboxMessageId } = await tx.sandboxMessage.create({
    data: {
      workspaceId,
      mailboxId,
      folder: 'sent',
      subject: mark,
      raw: Buffer.from(`Subject: ${mark}\r\n\r\n${mark}`),
    },
  });
  return { mailboxId, threadId, messageId, sandboxMessageId };
}

type Names = { mark: string; contactId: string; mailboxId: string };

async function sequenceThings(tx: Tx, person: Person, { mark, contactId, mailboxId }: Names) {
  const { workspaceId, userId } = person;
  const sequenceId = await make.sequence(tx, person, { name: mark });
  const { id: stepId, variants } = await tx.sequenceStep.findFirstOrThrow({
    where: { sequenceId },
    include: { variants: true },
  });
  const { id: batchId } = await tx.enrollmentBatch.create({
    data: { workspaceId, sequenceId, mailboxId, userId, selection: { kind: 'contacts', contactIds: [contactId] } },
  });
  const { id: enrollmentId } = await tx.enrollment.create({
    data: { workspaceId, sequenceId, contactId, mailboxId, userId, batchId, workflowId: `enrollment/${mark}` },
  });
  const { id: outboundEmailId } = await tx.outboundEmail.create({
    data: {
      workspaceId,
      mailboxId,
      contactId,
      sequenceId,
      stepId,
      enrollmentId,
      kind: 'sequence',
      key: mark,
      state: 'uncertain',
      subject: mark,
      toAddress: `${mark}@customer.example`,
      dueAt: new Date(),
    },
  });
  await tx.sendRefusal.create({
    data: { workspaceId, outboundEmailId, contactId, enrollmentId, rule: 'too-soon', sentence: mark },
  });
  const { id: taskId } = await tx.task.create({
    data: { workspaceId, title: mark, contactId, enrollmentId, assignedToId: userId },
  });
  return { sequenceId, stepId, variantId: variants[0]?.id ?? '', batchId, enrollmentId, outboundEmailId, taskId };
}

/** Fills a workspace with one of everything. */
export function furnish(api: TestApi, person: Person, mark: string) {
  const { workspaceId, userId } = person;
  return api.db.withWorkspace(workspaceId, async (tx) => {
    const contacts = await contactThings(tx, person, mark);
    const mail = await mailThings(tx, person, { mark, contactId: contacts.contactId });
    const sequences = await sequenceThings(tx, person, { mark, ...contacts, ...mail });
    const { id: invitationId } = await tx.invitation.create({
      data: {
        workspaceId,
        email: `${mark}@invited.example`,
        role: 'rep',
        inviterId: userId,
        expiresAt: new Date(Date.now() + 60_000),
      },
    });
    const { id: apiKeyId } = await tx.apiKey.create({
      data: { workspaceId, createdById: userId, name: mark, start: 'ft_sample', secretHash: mark },
    });
    await tx.auditEntry.create({
      data: { workspaceId, userId, action: 'sample.made', entityType: 'sample', after: { name: mark } },
    });
    return { workspaceId, userId, ...contacts, ...mail, ...sequences, invitationId, apiKeyId };
  });
}
