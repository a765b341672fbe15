import { randomUUID } from 'node:crypto';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import {
  type ContactId,
  type EnrollmentId,
  idOf,
  type MailboxId,
  type SequenceId,
  type UserId,
  type WorkspaceId,
} from '../../workflows/ids.ts';
import type { TestDatabase } from './database.ts';

const ALL_DAY = [{ from: '00:00', to: '24:00' }];
/** A window that is never shut. */
export const ALWAYS = { 1: ALL_DAY, 2: ALL_DAY, 3: ALL_DAY, 4: ALL_DAY, 5: ALL_DAY, 6: ALL_DAY, 7: ALL_DAY };

export type Place = { workspaceId: WorkspaceId; userId: UserId };

let count = 0;
const unique = () => `${++count}-${randomUUID().slice(0, 8)}`;

type StepInput = Partial<Prisma.SequenceStepUncheckedCreateInput> & {
  variants?: Partial<Prisma.StepVariantUncheckedCreateInput>[];
};

/** Fills in what a test does not care about. */
export const make = {
  /** A workspace with its owner. */
  async workspace({ system }: TestDatabase, data: Partial<Prisma.WorkspaceCreateInput> = {}): Promise<Place> {
    const name = unique();
    const user = await system.user.create({
      data: { email: `owner-${name}@example.com`, name: `Owner ${name}`, emailVerified: true },
    });
    const workspace = await system.workspace.create({
      data: { name: `Workspace ${name}`, slug: `ws-${name}`, ...data },
    });
    await system.membership.create({ data: { workspaceId: workspace.id, userId: user.id, role: 'owner' } });
    return { workspaceId: idOf<WorkspaceId>(workspace.id), userId: idOf<UserId>(user.id) };
  },

  async mailbox(
    tx: Tx,
    { workspaceId, userId }: Place,
    data: Partial<Prisma.MailboxUncheckedCreateInput> = {},
  ): Promise<MailboxId> {
    const { id } = await tx.mailbox.create({
      data: {
        workspaceId,
        userId,
        provider: 'sandbox',
        email: `rep-${unique()}@acme.example`,
        displayName: 'Robin Rep',
        dailyLimit: 10_000,
        minGapSeconds: 0,
        sendWindow: ALWAYS,
        ...data,
      },
    });
    return idOf<MailboxId>(id);
  },

  async contact(
    tx: Tx,
    { workspaceId }: Place,
    data: Partial<Prisma.ContactUncheckedCreateInput> = {},
  ): Promise<ContactId> {
    const { id } = await tx.contact.create({
      data: {
        workspaceId,
        email: `contact-${unique()}@customer.example`,
        firstName: 'Ada',
        lastName: 'Lovelace',
        ...data,
      },
    });
    return idOf<ContactId>(id);
  },

  /** An active sequence; without steps given, of one mail that is due at once. */
  async sequence(
    tx: Tx,
    { workspaceId, userId }: Place,
    { steps = [{}], ...data }: Partial<Prisma.SequenceUncheckedCreateInput> & { steps?: StepInput[] } = {},
  ): Promise<SequenceId> {
    const { id } = await tx.sequence.create({
      data: {
        workspaceId,
        createdById: userId,
        name: `Sequence ${unique()}`,
        status: 'active',
        stepsCount: steps.length,
        ...data,
      },
    });
    for (const [index, { variants = [{}], ...step }] of steps.entries()) {
      const { id: stepId } = await tx.sequenceStep.create({
        data: {
          workspaceId,
          sequenceId: id,
          position: index + 1,
          kind: 'mail',
          delayUnit: 'minutes',
          format: 'text',
          ...step,
        },
      });
      await tx.stepVariant.createMany({
        data: variants.map((variant, number) => ({
          workspaceId,
          stepId,
          name: 'ABCDEF'.charAt(number),
          subject: `Hello {{ contact.firstName }}`,
          body: `Hi {{ contact.firstName }}, this is step ${index + 1}.`,
          ...variant,
        })),
      });
    }
    return idOf<SequenceId>(id);
  },

  /** Somebody in a sequence, as its row alone: no workflow carries it. */
  async enrollment(
    tx: Tx,
    place: Place,
    data: Pick<Prisma.EnrollmentUncheckedCreateInput, 'sequenceId' | 'mailboxId'> &
      Partial<Prisma.EnrollmentUncheckedCreateInput>,
  ): Promise<EnrollmentId> {
    const contactId = data.contactId ?? (await make.contact(tx, place));
    const { id } = await tx.enrollment.create({
      data: { workspaceId: place.workspaceId, workflowId: `enrollment/${unique()}`, ...data, contactId },
    });
    return idOf<EnrollmentId>(id);
  },
};
