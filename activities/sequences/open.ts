import { uuidv7 } from 'uuidv7';
import { insertMany } from '../../prisma/bulk.ts';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { EnrollmentBatch, Mailbox, Prisma } from '../../prisma/generated/client.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { type ContactId, type EnrollmentId, idOf, type SequenceId, type WorkspaceId } from '../../workflows/ids.ts';
import type { Slot } from '../../workflows/sending/rules.ts';
import { enrollmentStart, enrollmentWorkflowId, tellEnrollment } from '../../workflows/sequences/messages.ts';
import { nameOf } from '../../workflows/sequences/rules.ts';
import { mailsFrom } from '../../workflows/sequences/step.calc.ts';
import { isShared, replanMailbox, writeSlots } from '../sending/slots.ts';
import { type Step, stepSummary } from './context.ts';
import { mailKey } from './plan.ts';

export const withSteps = {
  steps: {
    where: { deletedAt: null },
    orderBy: { position: 'asc' },
    include: { variants: { where: { deletedAt: null, isActive: true }, orderBy: { name: 'asc' } } },
  },
} satisfies Prisma.SequenceInclude;

export type SequenceWithSteps = Prisma.SequenceGetPayload<{ include: typeof withSteps }>;

/** A contact that enters, with its first step: when it is due, and for a mail the instant it has. */
export type Opening = {
  enrollmentId: string;
  contact: { id: string; email: string | null; firstName: string | null; lastName: string | null };
  dueAt: number;
  zone: string;
  mail: { id: string; slot: Slot } | null;
};

export type OpeningPage = {
  batch: EnrollmentBatch;
  sequence: SequenceWithSteps;
  mailbox: Mailbox;
  step: Step;
  openings: Opening[];
  now: number;
};

const workflowIdOf = (sequence: { id: string }, contact: { id: string }) =>
  enrollmentWorkflowId({ sequenceId: idOf<SequenceId>(sequence.id), contactId: idOf<ContactId>(contact.id) });

async function insertEnrollments(tx: Tx, { batch, sequence, step, openings, now }: OpeningPage) {
  const all = <T>(value: T) => openings.map(() => value);
  await insertMany(tx, 'enrollments', {
    columns: {
      id: { type: 'uuid', values: openings.map(({ enrollmentId }) => enrollmentId) },
      sequence_id: { type: 'uuid', values: all(sequence.id) },
      contact_id: { type: 'uuid', values: openings.map(({ contact }) => contact.id) },
      mailbox_id: { type: 'uuid', values: all(batch.mailboxId) },
      user_id: { type: 'uuid', values: all(batch.userId) },
      batch_id: { type: 'uuid', values: all(batch.id) },
      workflow_id: { type: 'text', values: openings.map(({ contact }) => workflowIdOf(sequence, contact)) },
      is_exclusive: { type: 'boolean', values: all(sequence.isExclusive) },
      next_step_id: { type: 'uuid', values: all(step.id) },
      next_kind: { type: 'text', values: all(step.kind) },
      next_at: { type: 'timestamptz', values: openings.map(({ dueAt, mail }) => new Date(mail?.slot.at ?? dueAt)) },
      next_reason: { type: 'jsonb', values: openings.map(({ mail }) => JSON.stringify(mail?.slot.limits ?? [])) },
      started_at: { type: 'timestamptz', values: all(new Date(now)) },
    },
  });
  await insertMany(tx, 'activities', {
    columns: {
      id: { type: 'uuid', values: openings.map(() => uuidv7()) },
      type: { type: 'activity_type', values: all('enrolled') },
      title: { type: 'text', values: all(`Enrolled in "${sequence.name}"`) },
      entity_type: { type: 'text', values: all('enrollment') },
      entity_id: { type: 'uuid', values: openings.map(({ enrollmentId }) => enrollmentId) },
      contact_id: { type: 'uuid', values: openings.map(({ contact }) => contact.id) },
      user_id: { type: 'uuid', values: all(batch.userId) },
      occurred_at: { type: 'timestamptz', values: all(new Date(now)) },
    },
  });
}

async function insertFirstMails(tx: Tx, { batch, sequence, mailbox, step, openings }: OpeningPage) {
  const mails = openings.flatMap(({ mail, ...opening }) => (mail ? [{ ...opening, ...mail }] : []));
  const all = <T>(value: T) => mails.map(() => value);
  const keys = mails.map(({ enrollmentId }) => mailKey(enrollmentId, step.id));
  await insertMany(tx, 'outbound_emails', {
    columns: {
      id: { type: 'uuid', values: mails.map(({ id }) => id) },
      kind: { type: 'outbound_kind', values: all('sequence') },
      key: { type: 'text', values: keys },
      mailbox_id: { type: 'uuid', values: all(mailbox.id) },
      contact_id: { type: 'uuid', values: mails.map(({ contact }) => contact.id) },
      user_id: { type: 'uuid', values: all(batch.userId) },
      sequence_id: { type: 'uuid', values: all(sequence.id) },
      step_id: { type: 'uuid', values: all(step.id) },
      enrollment_id: { type: 'uuid', values: mails.map(({ enrollmentId }) => enrollmentId) },
      to_address: { type: 'citext', values: mails.map(({ contact }) => contact.email ?? '') },
      due_at: { type: 'timestamptz', values: mails.map(({ dueAt }) => new Date(dueAt)) },
      slot_zone: { type: 'text', values: mails.map(({ zone }) => zone) },
      mails_to_come: { type: 'int', values: all(mailsFrom(sequence.steps, step)) },
      fairness_key: { type: 'uuid', values: all(sequence.id) },
    },
  });
  await insertMany(tx, 'send_keys', {
    columns: {
      key: { type: 'text', values: keys },
      outbound_email_id: { type: 'uuid', values: mails.map(({ id }) => id) },
    },
  });
  await writeSlots(tx, mails);
}

/** Opens the enrollments of a page: their rows, their first mails with an instant each, and the messages that start their workflows. */
export async function openEnrollments(tx: Tx, page: OpeningPage) {
  const { batch, sequence, mailbox, step, openings, now } = page;
  if (openings.length === 0) return;
  await insertEnrollments(tx, page);
  await insertFirstMails(tx, page);
  const sooner =
    step.kind === 'mail' && (await isShared(tx, mailbox, sequence.id)) ? await replanMailbox(tx, mailbox, now) : [];
  const started = new Set(openings.map(({ contact }) => workflowIdOf(sequence, contact)));
  await tellWorkflows(tx, sooner.filter((workflowId) => !started.has(workflowId)).map(tellEnrollment.woken));

  const planned = await tx.enrollment.findMany({
    where: { id: { in: openings.map(({ enrollmentId }) => enrollmentId) } },
    select: { id: true, nextAt: true },
  });
  const nextAt = new Map(planned.map((row) => [row.id, row.nextAt?.getTime() ?? now]));
  await tellWorkflows(
    tx,
    openings.map(({ enrollmentId, contact, dueAt }) =>
      enrollmentStart({
        workspaceId: idOf<WorkspaceId>(batch.workspaceId),
        enrollmentId: idOf<EnrollmentId>(enrollmentId),
        sequenceId: idOf<SequenceId>(sequence.id),
        contactId: idOf<ContactId>(contact.id),
        mailboxId: mailbox.id,
        title: `${nameOf(contact)} in "${sequence.name}"`.slice(0, 200),
        next: {
          kind: 'wait',
          until: nextAt.get(enrollmentId) ?? dueAt,
          summary: stepSummary({ steps: sequence.steps, contact }, step),
        },
      }),
    ),
  );
  await noteEvents(
    tx,
    openings.map(({ enrollmentId, contact }) => ({
      type: 'enrollment.started',
      subjectId: enrollmentId,
      payload: { sequenceId: sequence.id, contactId: contact.id },
    })),
  );
}
