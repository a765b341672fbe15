import type { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { SlotLimit } from '../../workflows/sending/rules.ts';
import type { NextFacts } from '../../workflows/sequences/next-words.calc.ts';
import { type EnrollmentState, type HoldCode, nameOf } from '../../workflows/sequences/rules.ts';
import type { EnrollmentItem } from '../contract/enrollments.ts';

type StepKind = NonNullable<NextFacts['step']>['kind'];

/** An enrollment with what its line in a list needs, read by one query for all of them. */
export type EnrollmentRow = {
  id: string;
  state: EnrollmentState;
  contactId: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  company: string | null;
  timeZone: string | null;
  sequenceId: string;
  sequenceName: string;
  stepsCount: number;
  stepsDone: number;
  mailboxId: string;
  mailboxEmail: string;
  mailboxZone: string;
  workflowId: string;
  currentStep: number;
  nextStepId: string | null;
  kind: StepKind | null;
  taskTitle: string | null;
  ordinal: number | null;
  nextAt: Date | null;
  dueAt: Date | null;
  limits: SlotLimit[] | null;
  holdCode: HoldCode | null;
  attention: { sentence?: string } | null;
  postponedUntil: Date | null;
  refusal: string | null;
  isAsked: boolean;
  pausedAt: Date | null;
  repliedAt: Date | null;
  completedAt: Date | null;
  endReason: string | null;
  startedAt: Date;
  createdAt: Date;
};

/** Reads enrollments with their next step, its mail and its place in the plan. `rest` is what comes after WHERE. */
export const readEnrollments = (tx: Tx, rest: Prisma.Sql) =>
  tx.$queryRaw<EnrollmentRow[]>(Prisma.sql`
  SELECT enrollments.id, enrollments.state, contacts.id AS "contactId", contacts.first_name AS "firstName", contacts.last_name AS "lastName",
    contacts.email, contacts.company, contacts.time_zone AS "timeZone", sequences.id AS "sequenceId", sequences.name AS "sequenceName",
    sequences.steps_count AS "stepsCount", mailboxes.id AS "mailboxId", mailboxes.email AS "mailboxEmail", mailboxes.time_zone AS "mailboxZone",
    workflow_id AS "workflowId", current_step AS "currentStep", next_step_id AS "nextStepId", step.kind, step.task_title AS "taskTitle",
    (SELECT count(*)::int FROM sequence_steps AS done WHERE done.workspace_id = enrollments.workspace_id AND done.sequence_id = enrollments.sequence_id
      AND done.deleted_at IS NULL AND done.position <= enrollments.current_step) AS "stepsDone",
    (SELECT count(*)::int FROM sequence_steps AS alike WHERE alike.workspace_id = enrollments.workspace_id AND alike.sequence_id = enrollments.sequence_id
      AND alike.deleted_at IS NULL AND alike.kind = step.kind AND alike.position <= step.position) AS ordinal,
    enrollments.next_at AS "nextAt", coalesce(mail.due_at, enrollments.next_at) AS "dueAt", enrollments.next_reason AS limits,
    enrollments.hold_code AS "holdCode", enrollments.attention, enrollments.postponed_until AS "postponedUntil",
    refusal.sentence AS refusal, mail.ask_at IS NOT NULL AND mail.state = 'uncertain' AS "isAsked", enrollments.paused_at AS "pausedAt",
    enrollments.replied_at AS "repliedAt", enrollments.completed_at AS "completedAt", enrollments.end_reason AS "endReason",
    enrollments.started_at AS "startedAt", enrollments.created_at AS "createdAt"
  FROM enrollments
  JOIN contacts ON contacts.workspace_id = enrollments.workspace_id AND contacts.id = enrollments.contact_id
  JOIN sequences ON sequences.workspace_id = enrollments.workspace_id AND sequences.id = enrollments.sequence_id
  JOIN mailboxes ON mailboxes.workspace_id = enrollments.workspace_id AND mailboxes.id = enrollments.mailbox_id
  LEFT JOIN sequence_steps AS step ON step.workspace_id = enrollments.workspace_id AND step.id = enrollments.next_step_id
  LEFT JOIN LATERAL (SELECT id, state, due_at, ask_at FROM outbound_emails AS mail WHERE mail.workspace_id = enrollments.workspace_id
    AND mail.enrollment_id = enrollments.id AND mail.step_id = enrollments.next_step_id LIMIT 1) AS mail ON true
  LEFT JOIN LATERAL (SELECT sentence FROM send_refusals WHERE send_refusals.workspace_id = enrollments.workspace_id
    AND send_refusals.outbound_email_id = mail.id AND send_refusals.until > now() ORDER BY send_refusals.at DESC LIMIT 1) AS refusal ON true
  WHERE ${rest}`);

/** What the task of a step is called, as the engine calls it when it hands it out. */
function titleOf({ kind, taskTitle, ...contact }: EnrollmentRow): string | null {
  if (kind === 'call') return taskTitle || `Call ${nameOf(contact)}`;
  if (kind === 'manual_mail') return taskTitle || `Write to ${nameOf(contact)}`;
  return taskTitle;
}

function nextOf(row: EnrollmentRow): NextFacts {
  const { state, kind, ordinal, nextAt, dueAt, limits, holdCode, attention } = row;
  const { postponedUntil, refusal, isAsked, pausedAt, repliedAt, completedAt, endReason } = row;
  return {
    state,
    contactName: nameOf(row),
    mailboxEmail: row.mailboxEmail,
    step: kind && { kind, ordinal: ordinal ?? 1, title: titleOf(row) },
    at: nextAt?.getTime() ?? null,
    dueAt: dueAt?.getTime() ?? null,
    limits: limits ?? [],
    holdCode,
    attention: attention?.sentence ?? null,
    postponedUntil: postponedUntil?.getTime() ?? null,
    refusal,
    isAsked,
    pausedAt: pausedAt?.getTime() ?? null,
    endedAt: (state === 'replied' ? repliedAt : null)?.getTime() ?? completedAt?.getTime() ?? null,
    endReason,
  };
}

/** A row as the list shows it. */
export const itemOf = (row: EnrollmentRow): z.input<typeof EnrollmentItem> => ({
  id: row.id,
  state: row.state,
  contact: {
    id: row.contactId,
    name: nameOf(row),
    email: row.email,
    company: row.company,
    timeZone: row.timeZone,
  },
  sequence: { id: row.sequenceId, name: row.sequenceName },
  mailbox: { id: row.mailboxId, email: row.mailboxEmail, timeZone: row.mailboxZone },
  stepsCount: row.stepsCount,
  stepsDone: row.stepsDone,
  startedAt: row.startedAt.getTime(),
  next: nextOf(row),
});
