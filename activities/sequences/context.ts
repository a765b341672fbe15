import type { Tx } from '../../prisma/db.ts';
import type { Enrollment, Mailbox, Prisma } from '../../prisma/generated/client.ts';
import { nameOf } from '../../workflows/sequences/rules.ts';

const withAll = {
  mailbox: true,
  sequence: {
    include: {
      steps: {
        where: { deletedAt: null },
        orderBy: { position: 'asc' },
        include: { variants: { where: { deletedAt: null, isActive: true }, orderBy: { name: 'asc' } } },
      },
      workspace: true,
    },
  },
  contact: true,
  user: { select: { id: true, name: true, email: true } },
} satisfies Prisma.EnrollmentInclude;

type EnrollmentWithAll = Prisma.EnrollmentGetPayload<{ include: typeof withAll }>;

/** An enrollment with all that decides its next step; mailbox and enrollment are locked. */
export type EnrollmentContext = {
  enrollment: Enrollment;
  sequence: EnrollmentWithAll['sequence'];
  steps: EnrollmentWithAll['sequence']['steps'];
  contact: EnrollmentWithAll['contact'];
  workspace: EnrollmentWithAll['sequence']['workspace'];
  user: EnrollmentWithAll['user'];
  mailbox: Mailbox;
  now: number;
};

export type Step = EnrollmentContext['steps'][number];

/** Locks first the mailbox of an enrollment, then the enrollment itself: in that order everywhere. */
async function lockEnrollment(tx: Tx, enrollmentId: string): Promise<void> {
  const locked = await tx.$queryRaw<unknown[]>`
    WITH mailbox AS MATERIALIZED (
      SELECT id FROM mailboxes WHERE id = (SELECT mailbox_id FROM enrollments WHERE id = ${enrollmentId}::uuid) FOR NO KEY UPDATE
    )
    SELECT 1 FROM mailbox JOIN enrollments ON enrollments.mailbox_id = mailbox.id
    WHERE enrollments.id = ${enrollmentId}::uuid FOR UPDATE OF enrollments`;
  // Nothing is found too where it moved to another mailbox while this one was waited for.
  if (locked.length === 0) throw new Error(`Enrollment ${enrollmentId} was moved or deleted just now.`);
}

/** Locks an enrollment with its mailbox, and reads all that decides its next step. */
export async function loadEnrollment(tx: Tx, enrollmentId: string): Promise<EnrollmentContext> {
  await lockEnrollment(tx, enrollmentId);
  const { mailbox, sequence, contact, user, ...enrollment } = await tx.enrollment.findUniqueOrThrow({
    where: { id: enrollmentId },
    include: withAll,
  });
  return {
    enrollment,
    sequence,
    steps: sequence.steps,
    contact,
    workspace: sequence.workspace,
    user,
    mailbox,
    now: Date.now(),
  };
}

/** Locks an enrollment again in a later transaction, and reads anew what others may have written. What a person edits stays as it was a moment ago: it is read before each step. */
export async function relockEnrollment(tx: Tx, context: EnrollmentContext): Promise<EnrollmentContext> {
  const { id } = context.enrollment;
  await lockEnrollment(tx, id);
  const { mailbox, ...enrollment } = await tx.enrollment.findUniqueOrThrow({
    where: { id },
    include: { mailbox: true },
  });
  return { ...context, enrollment, mailbox, now: Date.now() };
}

/** A step in words, as the lists and the Temporal UI show it: Step 2: mail "Quick question" to Ada. */
export function stepSummary(
  { steps, contact }: { steps: Step[]; contact: Parameters<typeof nameOf>[0] },
  step: Step,
): string {
  const number = steps.indexOf(step) + 1;
  const [variant] = step.variants;
  const to = contact.firstName ?? nameOf(contact);
  const what = {
    mail: `mail "${variant?.subject || 'Re:'}" to ${to}`,
    manual_mail: `hand-written mail to ${to}`,
    task: `task "${step.taskTitle ?? ''}" for ${to}`,
    call: `call ${to}`,
    wait: `wait for ${to}`,
  }[step.kind];
  return `Step ${number}: ${what}`.slice(0, 200);
}
