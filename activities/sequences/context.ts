import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { nameOf } from '../../workflows/sequences/rules.ts';
import { lockMailbox } from '../sending/slots.ts';

const withAll = {
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
  enrollment: EnrollmentWithAll;
  sequence: EnrollmentWithAll['sequence'];
  steps: EnrollmentWithAll['sequence']['steps'];
  contact: EnrollmentWithAll['contact'];
  workspace: EnrollmentWithAll['sequence']['workspace'];
  user: EnrollmentWithAll['user'];
  mailbox: Awaited<ReturnType<typeof lockMailbox>>;
  now: number;
};

export type Step = EnrollmentContext['steps'][number];

/** Reads an enrollment and locks first its mailbox, then itself: in that order everywhere. */
export async function loadEnrollment(tx: Tx, enrollmentId: string): Promise<EnrollmentContext> {
  const { mailboxId } = await tx.enrollment.findUniqueOrThrow({
    where: { id: enrollmentId },
    select: { mailboxId: true },
  });
  const mailbox = await lockMailbox(tx, mailboxId);
  await tx.$queryRaw`SELECT 1 FROM enrollments WHERE id = ${enrollmentId}::uuid FOR UPDATE`;
  const enrollment = await tx.enrollment.findUniqueOrThrow({ where: { id: enrollmentId }, include: withAll });
  const { sequence, contact, user } = enrollment;
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
