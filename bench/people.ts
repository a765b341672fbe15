import { uuidv7 } from 'uuidv7';
import { credentialsPlace, type MailboxRow } from '../activities/clients/mail-clients.ts';
import { insertMany } from '../prisma/bulk.ts';
import type { Tx } from '../prisma/db.ts';
import { tellWorkflows } from '../prisma/outbox.ts';
import { secretBox } from '../prisma/secret-box.ts';
import { type EnrollmentBatchId, idOf, type SequenceId, type WorkspaceId } from '../workflows/ids.ts';
import { mailboxStart } from '../workflows/mailboxes/messages.ts';
import type { SendWindow } from '../workflows/sending/rules.ts';
import { batchStart } from '../workflows/sequences/messages.ts';
import { KEYS, type Stage } from './stage.ts';

const ALL_DAY = [{ from: '00:00', to: '24:00' }];
const ALWAYS: SendWindow = { 1: ALL_DAY, 2: ALL_DAY, 3: ALL_DAY, 4: ALL_DAY, 5: ALL_DAY, 6: ALL_DAY, 7: ALL_DAY };

export type Crowd = {
  workspaceId: WorkspaceId;
  userId: string;
  sequenceId: SequenceId;
  mailboxIds: string[];
  contacts: { id: string; email: string; mailboxId: string }[];
};
/** How a mailbox is opened: what it is reached by, and what opens it. */
export type OpenMailbox = (email: string) => Promise<{ settings: object; secrets: object | null }>;
export type CrowdOptions = {
  people: number;
  mailboxes: number;
  steps: { delayMinutes: number; isReply?: boolean }[];
  /** Where the mailboxes are; in the sandbox, unless it says otherwise. */
  at?: { provider: MailboxRow['provider']; open: OpenMailbox };
};

const IN_SANDBOX: NonNullable<CrowdOptions['at']> = {
  provider: 'sandbox',
  open: async () => ({ settings: {}, secrets: null }),
};

const plainSteps = (steps: CrowdOptions['steps']) =>
  steps.map(({ delayMinutes, isReply = false }, index) => ({
    id: uuidv7(),
    position: index + 1,
    kind: 'mail' as const,
    delayAmount: delayMinutes,
    delayUnit: 'minutes' as const,
    format: 'text' as const,
    isReply,
  }));

async function writeSequence(tx: Tx, workspaceId: WorkspaceId, steps: CrowdOptions['steps']): Promise<SequenceId> {
  const { id: sequenceId } = await tx.sequence.create({
    data: { workspaceId, name: 'Crowd', status: 'active', stepsCount: steps.length },
  });
  const rows = plainSteps(steps);
  await tx.sequenceStep.createMany({ data: rows.map((row) => ({ ...row, workspaceId, sequenceId })) });
  await tx.stepVariant.createMany({
    data: rows.map(({ id, position }) => ({
      workspaceId,
      stepId: id,
      subject: 'Question for {{ contact.firstName }}',
      body: `Hello {{ contact.firstName }}, this is step ${position}.`,
    })),
  });
  return idOf<SequenceId>(sequenceId);
}

/** Mailboxes of one rep, opened at their provider, that never rest. */
async function openMailboxes(
  { workspaceId, userId }: Pick<Crowd, 'workspaceId' | 'userId'>,
  { mailboxes, at: { provider, open } = IN_SANDBOX }: CrowdOptions,
) {
  const box = secretBox(KEYS);
  return Promise.all(
    Array.from({ length: mailboxes }, async (_, index) => {
      const id = uuidv7();
      const email = `rep${index}@acme.example`;
      const { settings, secrets } = await open(email);
      return {
        ...{ id, workspaceId, userId, provider, email, settings },
        credentials: secrets && box.seal(secrets, credentialsPlace(id)),
        displayName: 'Robin Rep',
        dailyLimit: 10_000,
        minGapSeconds: 0,
        sendWindow: ALWAYS,
      };
    }),
  );
}

/** Writes a workspace with a sequence, mailboxes without limits, and people; nobody is enrolled yet. */
export async function crowd({ db, system }: Pick<Stage, 'db' | 'system'>, options: CrowdOptions): Promise<Crowd> {
  const { people, mailboxes, steps } = options;
  const user = await system.user.create({
    data: { email: `${uuidv7()}@example.com`, name: 'Robin Rep', emailVerified: true },
  });
  const workspace = await system.workspace.create({ data: { name: 'Crowd', slug: uuidv7(), hasFooter: false } });
  await system.membership.create({ data: { workspaceId: workspace.id, userId: user.id, role: 'owner' } });
  const owner = { workspaceId: idOf<WorkspaceId>(workspace.id), userId: user.id };
  const opened = await openMailboxes(owner, options);
  return db.withWorkspace(owner.workspaceId, async (tx) => {
    const mailboxIds = opened.map(({ id }) => id);
    await tx.mailbox.createMany({ data: opened });
    await tellWorkflows(
      tx,
      opened.map(({ id, email }) => mailboxStart({ workspaceId: owner.workspaceId, mailboxId: id, title: email })),
    );
    const sequenceId = await writeSequence(tx, owner.workspaceId, steps);
    const contacts = Array.from({ length: people }, (_, index) => ({
      id: uuidv7(),
      email: `person${index}@customer${index}.example`,
      mailboxId: mailboxIds[index % mailboxes] ?? '',
    }));
    await insertMany(tx, 'contacts', {
      columns: {
        id: { type: 'uuid', values: contacts.map(({ id }) => id) },
        email: { type: 'citext', values: contacts.map(({ email }) => email) },
        first_name: { type: 'text', values: contacts.map((_, index) => `Person ${index}`) },
      },
    });
    return { ...owner, sequenceId, mailboxIds, contacts };
  });
}

/** Enrolls the whole crowd: a batch per mailbox. */
export const enrollCrowd = (
  { db }: Pick<Stage, 'db'>,
  { workspaceId, userId, sequenceId, mailboxIds, contacts }: Crowd,
) =>
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
