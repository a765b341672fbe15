import type { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { idOf, type StepId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { shownHtml } from '../../workflows/sending/safe-html.calc.ts';
import { delayWords } from '../../workflows/sequences/step-words.calc.ts';
import type { Answer, Given } from '../contract/base.ts';
import type {
  getEnrollment as getContract,
  readMessage as messageContract,
  StepOfOne,
} from '../contract/enrollments.ts';
import type { Context } from '../http/context.ts';
import { machineVisitsOf } from '../sending/machine-visits.ts';
import { type EnrollmentRow, itemOf, readEnrollments } from './enrollment-rows.ts';

type Step = Prisma.SequenceStepGetPayload<{ include: { variants: true } }>;
type Mail = Prisma.OutboundEmailGetPayload<object>;
type Task = Prisma.TaskGetPayload<object>;
type Message = Prisma.EmailMessageGetPayload<object>;
type SendRefusal = Prisma.SendRefusalGetPayload<object>;
type Visits = Awaited<ReturnType<typeof machineVisitsOf>>;
type Around = { row: EnrollmentRow; mails: Mail[]; tasks: Task[]; messages: Message[]; machineVisits: Visits };

/** An enrollment of this workspace. */
export async function findEnrollment(tx: Tx, enrollmentId: string): Promise<EnrollmentRow> {
  const [row] = await readEnrollments(tx, Prisma.sql`enrollments.id = ${enrollmentId}::uuid`);
  if (!row) throw new Refusal('not-found', 'There is no such enrollment in this workspace.', 'enrollmentId');
  return row;
}

const LEFT = new Set(['sent', 'delivered', 'bounced']);

function progressOf(step: Step, { row, mail, task }: { row: EnrollmentRow; mail?: Mail; task?: Task }) {
  const isUnderWay = row.state === 'active' || row.state === 'paused';
  if (mail && LEFT.has(mail.state)) return 'done';
  if (task?.status === 'completed') return 'done';
  if (isUnderWay && step.id === row.nextStepId) return 'next';
  if (step.deletedAt || mail?.state === 'cancelled' || mail?.state === 'suppressed') return 'skipped';
  if (step.position <= row.currentStep) return task?.status === 'cancelled' ? 'skipped' : 'done';
  return isUnderWay ? 'to-come' : 'skipped';
}

const at = (date: Date | null | undefined) => date?.getTime() ?? null;

type OfMail = Pick<Around, 'messages' | 'machineVisits'> & { step: Step };

function mailOf(mail: Mail, { step, messages, machineVisits }: OfMail) {
  const message = messages.find(({ id }) => id === mail.emailMessageId);
  return {
    id: mail.id,
    state: mail.state,
    variant: step.variants.length > 1 ? (step.variants.find(({ id }) => id === mail.variantId)?.name ?? null) : null,
    subject: mail.subject,
    snippet: message?.snippet ?? null,
    messageId: mail.emailMessageId,
    slotAt: at(mail.slotAt),
    sentAt: at(mail.sentAt),
    openedAt: at(mail.openedAt),
    openCount: mail.openCount,
    clickedAt: at(mail.clickedAt),
    clickCount: mail.clickCount,
    repliedAt: at(mail.repliedAt),
    bouncedAt: at(mail.bouncedAt),
    unsubscribedAt: at(mail.unsubscribedAt),
    machineVisits: machineVisits(mail.id),
    attempts: mail.attempts,
    answer: mail.errorMessage ?? mail.providerAnswer,
  };
}

/** One step as it stands for this enrollment. */
function stepOf(
  step: Step,
  number: number | null,
  { row, mails, tasks, ...around }: Around,
): z.input<typeof StepOfOne> {
  const mail = mails.find(({ stepId }) => stepId === step.id);
  const task = tasks.find(({ stepId }) => stepId === step.id);
  const progress = progressOf(step, { row, mail, task });
  const doneAt = progress === 'done' ? (at(mail?.sentAt ?? mail?.bouncedAt) ?? at(task?.completedAt)) : null;
  return {
    stepId: step.id,
    number,
    kind: step.kind,
    title: mail?.subject || step.taskTitle || step.variants.find(({ subject }) => subject)?.subject || '',
    delay: delayWords(step, { isFirst: number === 1 }),
    progress,
    at: progress === 'next' ? at(row.nextAt) : doneAt,
    mail: mail ? mailOf(mail, { step, ...around }) : null,
    task: task ? { id: task.id, title: task.title, status: task.status, outcome: task.outcome } : null,
  };
}

/** Why a mail of it did not leave. */
const refusalOf = ({ id, outboundEmailId, rule, sentence, until, at: refusedAt }: SendRefusal, mails: Mail[]) => {
  const stepId = mails.find((mail) => mail.id === outboundEmailId)?.stepId;
  return {
    id,
    stepId: stepId ? idOf<StepId>(stepId) : null,
    rule,
    sentence,
    until: at(until),
    at: refusedAt.getTime(),
  };
};

/** Everything that belongs to an enrollment beside its row. */
async function readAround(tx: Tx, { id, sequenceId }: EnrollmentRow) {
  const mails = await tx.outboundEmail.findMany({ where: { enrollmentId: id, kind: 'sequence' } });
  const tasks = await tx.task.findMany({ where: { enrollmentId: id }, orderBy: { createdAt: 'desc' }, take: 200 });
  const messages = await tx.emailMessage.findMany({
    where: { enrollmentId: id, deletedAt: null },
    orderBy: { receivedAt: 'asc' },
    take: 200,
  });
  const touched = [...mails, ...tasks].flatMap(({ stepId }) => stepId ?? []);
  const steps = await tx.sequenceStep.findMany({
    where: { sequenceId, OR: [{ deletedAt: null }, { id: { in: touched } }] },
    orderBy: { position: 'asc' },
    include: { variants: { orderBy: { name: 'asc' } } },
  });
  const refusals = await tx.sendRefusal.findMany({ where: { enrollmentId: id }, orderBy: { at: 'desc' }, take: 100 });
  const machineVisits = await machineVisitsOf(
    tx,
    mails.map((mail) => mail.id),
  );
  return { mails, tasks, messages, steps, refusals, machineVisits };
}

/** What happens next for a contact in a sequence, and what happened so far. */
export function getEnrollment(
  { inWorkspace, deps: { temporalUiUrl, temporalNamespace } }: Context,
  { enrollmentId }: Given<typeof getContract>,
): Promise<Answer<typeof getContract>> {
  return inWorkspace(async (tx) => {
    const row = await findEnrollment(tx, enrollmentId);
    const { steps, refusals, ...around } = await readAround(tx, row);
    const living = steps.filter(({ deletedAt }) => !deletedAt);
    return {
      ...itemOf(row),
      steps: steps.map((step) => stepOf(step, living.indexOf(step) + 1 || null, { row, ...around })),
      received: around.messages.flatMap((message) => {
        if (message.direction !== 'inbound') return [];
        const { id, kind, fromName, fromEmail, subject, snippet, receivedAt } = message;
        return [{ id, kind, from: fromName || fromEmail, subject, snippet, receivedAt: receivedAt.getTime() }];
      }),
      refusals: refusals.map((refusal) => refusalOf(refusal, around.mails)),
      workflowId: row.workflowId,
      runUrl: `${temporalUiUrl}/namespaces/${temporalNamespace}/workflows/${encodeURIComponent(row.workflowId)}`,
    };
  });
}

/** A mail of an enrollment in full; its HTML is made safe to show. */
export function readMessage(
  { inWorkspace }: Context,
  { enrollmentId, messageId }: Given<typeof messageContract>,
): Promise<Answer<typeof messageContract>> {
  return inWorkspace(async (tx) => {
    const message = await tx.emailMessage.findFirst({
      where: { id: messageId, enrollmentId },
      include: { body: { select: { text: true, html: true } } },
    });
    if (!message) throw new Refusal('not-found', 'There is no such mail in this enrollment.', 'messageId');
    const { text = null, html = null } = message.body ?? {};
    return { subject: message.subject, text, html: html && shownHtml(html) };
  });
}
