import { uuidv7 } from 'uuidv7';
import { insertMany } from '../prisma/bulk.ts';
import { tellWorkflows } from '../prisma/outbox.ts';
import { type EnrollmentBatchId, idOf, type SequenceId, type WorkspaceId } from '../workflows/ids.ts';
import { mailboxStart } from '../workflows/mailboxes/messages.ts';
import type { SendWindow } from '../workflows/sending/rules.ts';
import { batchStart } from '../workflows/sequences/messages.ts';
import type { Stage } from './stage.ts';

const ALL_DAY = [{ from: '00:00', to: '24:00' }];
const ALWAYS: SendWindow = { 1: ALL_DAY, 2: ALL_DAY, 3: ALL_DAY, 4: ALL_DAY, 5: ALL_DAY, 6: ALL_DAY, 7: ALL_DAY };

export type Crowd = {
  workspaceId: WorkspaceId;
  userId: string;
  sequenceId: SequenceId;
  mailboxIds: string[];
  contacts: { id: string; email: string; mailboxId: string }[];
};
export type CrowdOptions = { people: number; mailboxes: number; steps: { delayMinutes: number }[] };

/** Writes a workspace with a sequence, mailboxes without limits, and people; nobody is enrolled yet. */
export async function crowd({ db, system }: Stage, { people, mailboxes, steps }: CrowdOptions): Promise<Crowd> {
  const user = await system.user.create({
    data: { email: `${uuidv7()}@example.com`, name: 'Robin Rep', emailVerified: true },
  });
  const workspace = await system.workspace.create({ data: { name: 'Crowd', slug: uuidv7(), hasFooter: false } });
  await system.membership.create({ data: { workspaceId: workspace.id, userId: user.id, role: 'owner' } });
  const workspaceId = idOf<WorkspaceId>(workspace.id);
  return db.withWorkspace(workspaceId, async (tx) => {
    const mailboxIds = Array.from({ length: mailboxes }, () => uuidv7());
    await tx.mailbox.createMany({
      data: mailboxIds.map((id, index) => ({
        id,
        workspaceId,
        userId: user.id,
        provider: 'sandbox' as const,
        email: `rep${index}@acme.example`,
        displayName: 'Robin Rep',
        dailyLimit: 10_000,
        minGapSeconds: 0,
        sendWindow: ALWAYS,
      })),
    });
    await tellWorkflows(
      tx,
      mailboxIds.map((mailboxId) => mailboxStart({ workspaceId, mailboxId, title: 'rep' })),
    );
    const { id: sequenceId } = await tx.sequence.create({
      data: { workspaceId, name: 'Crowd', status: 'active', stepsCount: steps.length },
    });
    const stepIds = steps.map(() => uuidv7());
    await tx.sequenceStep.createMany({
      data: steps.map(({ delayMinutes }, index) => ({
        id: stepIds[index],
        workspaceId,
        sequenceId,
        position: index + 1,
        kind: 'mail' as const,
        delayAmount: delayMinutes,
        delayUnit: 'minutes' as const,
        format: 'text' as const,
      })),
    });
    await tx.stepVariant.createMany({
      data: stepIds.map((stepId, index) => ({
        workspaceId,
        stepId,
        subject: 'Question for {{ contact.firstName }}',
        body: `Hello {{ contact.firstName }}, this is step ${index + 1}.`,
      })),
    });
    const contacts = Array.from({ length: people }, (_, index) => ({
      id: uuidv7(),
      email: `person${index}@customer.example`,
      mailboxId: mailboxIds[index % mailboxes] ?? '',
    }));
    await insertMany(tx, 'contacts', {
      columns: {
        id: { type: 'uuid', values: contacts.map(({ id }) => id) },
        email: { type: 'citext', values: contacts.map(({ email }) => email) },
        first_name: { type: 'text', values: contacts.map((_, index) => `Person ${index}`) },
      },
    });
    return { workspaceId, userId: user.id, sequenceId: idOf<SequenceId>(sequenceId), mailboxIds, contacts };
  });
}

/** Enrolls the whole crowd: a batch per mailbox. */
export const enrollCrowd = ({ db }: Stage, { workspaceId, userId, sequenceId, mailboxIds, contacts }: Crowd) =>
  db.withWorkspace(workspaceId, async (tx) => {
    const batches = mailboxIds.map((mailboxId) => ({
      id: idOf<EnrollmentBatchId>(uuidv7()),
      mailboxId,
      contactIds: contacts.filter((contact) => contact.mailboxId === mailboxId).map(({ id }) => id),
    }));
    await tx.enrollmentBatch.createMany({
      data: batches.map(({ id, mailboxId, contactIds }) => ({
        id,
        workspaceId,
        sequenceId,
        mailboxId,
        userId,
        selection: { kind: 'contacts', contactIds },
        total: contactIds.length,
      })),
    });
    await tellWorkflows(
      tx,
      batches.map(({ id, mailboxId }) =>
        batchStart({ workspaceId, batchId: id, sequenceId, mailboxId, title: 'Crowd' }),
      ),
    );
  });
