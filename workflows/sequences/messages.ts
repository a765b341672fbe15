import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { ContactId, EnrollmentBatchId, EnrollmentId, SequenceId, WorkspaceId } from '../ids.ts';
import type { WorkflowSignal, WorkflowStart } from '../message.ts';
import type { EndReason, Facts, Next } from './rules.ts';

/** The contact answered, bounced, unsubscribed or complained. */
export const contactStopped = defineSignal<[{ reason: EndReason }]>('contactStopped');
/** The contact is away until then: the waiting step is put off, and the enrollment goes on. */
export const contactAway = defineSignal<[{ until: number }]>('contactAway');
/** A person paused it. */
export const paused = defineSignal('paused');
/** A person resumed it. */
export const resumed = defineSignal('resumed');
/** A person does not want to wait any longer. */
export const waitSkipped = defineSignal('waitSkipped');
/** What held it has been mended, or its instant has moved: look again. */
export const woken = defineSignal('woken');
/** What the enrollment knows. */
export const facts = defineQuery<Facts>('facts');

export type SequenceEnrollmentInput = { workspaceId: WorkspaceId; enrollmentId: EnrollmentId; next: Next };
export type EnrollmentBatchInput = { workspaceId: WorkspaceId; batchId: EnrollmentBatchId };

/** One person can be carried through one sequence only once at a time: the id says so. */
export const enrollmentWorkflowId = ({ sequenceId, contactId }: { sequenceId: SequenceId; contactId: ContactId }) =>
  `enrollment/${sequenceId}/${contactId}`;

export const batchWorkflowId = (batchId: EnrollmentBatchId) => `enrollment-batch/${batchId}`;

/** Starts the workflow of an enrollment that has just been opened. */
export function enrollmentStart(
  input: SequenceEnrollmentInput & { sequenceId: SequenceId; contactId: ContactId; mailboxId: string; title: string },
): WorkflowStart {
  const { workspaceId, enrollmentId, next, sequenceId, contactId, mailboxId, title } = input;
  return {
    kind: 'start',
    name: 'sequenceEnrollment',
    workflowId: enrollmentWorkflowId({ sequenceId, contactId }),
    subjectId: enrollmentId,
    input: { workspaceId, enrollmentId, next } satisfies SequenceEnrollmentInput,
    attributes: {
      WorkspaceId: workspaceId,
      SequenceId: sequenceId,
      ContactId: contactId,
      MailboxId: mailboxId,
      RunState: 'active',
    },
    summary: title,
    fairnessKey: workspaceId,
  };
}

/** Starts the workflow that enrolls many. */
export function batchStart(
  input: EnrollmentBatchInput & { sequenceId: SequenceId; mailboxId: string; title: string },
): WorkflowStart {
  const { workspaceId, batchId, sequenceId, mailboxId, title } = input;
  return {
    kind: 'start',
    name: 'enrollmentBatch',
    workflowId: batchWorkflowId(batchId),
    subjectId: batchId,
    input: { workspaceId, batchId } satisfies EnrollmentBatchInput,
    attributes: { WorkspaceId: workspaceId, SequenceId: sequenceId, MailboxId: mailboxId, RunState: 'active' },
    summary: title,
    fairnessKey: workspaceId,
  };
}

const signal = (workflowId: string, name: string, input?: unknown): WorkflowSignal => ({
  kind: 'signal',
  workflowId,
  name,
  input,
});

/** Facts for the workflow of an enrollment, as messages of the outbox. */
export const tellEnrollment = {
  stopped: (workflowId: string, reason: EndReason) => signal(workflowId, contactStopped.name, { reason }),
  away: (workflowId: string, until: number) => signal(workflowId, contactAway.name, { until }),
  paused: (workflowId: string) => signal(workflowId, paused.name),
  resumed: (workflowId: string) => signal(workflowId, resumed.name),
  waitSkipped: (workflowId: string) => signal(workflowId, waitSkipped.name),
  woken: (workflowId: string) => signal(workflowId, woken.name),
};

/** Stops the workflow that enrolls many. */
export const batchCancelled = defineSignal('batchCancelled');
export const tellBatch = {
  cancelled: (batchId: EnrollmentBatchId) => signal(batchWorkflowId(batchId), batchCancelled.name),
};
