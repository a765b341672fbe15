import { z } from 'zod';
import type { NextFacts } from '../../workflows/sequences/next-words.calc.ts';
import type { EnrollCommand } from '../../workflows/sequences/rules.ts';
import { Done, Instant, oc, PageInput, pageOf } from './base.ts';
import { ContactId, EnrollmentId, MailboxId, MessageId, OutboundEmailId, SequenceId, StepId, TaskId } from './ids.ts';
import { MailDecision } from './ledger.ts';
import { StepKind } from './steps.ts';
import { MachineVisit } from './visits.ts';

const tags = ['Enrollments'];
const ofEnrollment = z.object({ enrollmentId: EnrollmentId });

export const EnrollmentState = z.enum([
  'active',
  'paused',
  'completed',
  'replied',
  'bounced',
  'unsubscribed',
  'failed',
  'stopped',
]);

const SlotLimit = z.object({
  code: z.enum(['closed', 'holiday', 'daily-limit', 'turn', 'gap']),
  byMs: z.number().meta({ description: 'By how much it moved the mail.' }),
  until: Instant,
  detail: z.union([z.string(), z.number()]).optional(),
});

/** What comes next for somebody in a sequence, when, and what it waits for. */
export const Next = z.object({
  state: EnrollmentState,
  contactName: z.string(),
  mailboxEmail: z.string(),
  step: z
    .object({ ordinal: z.number().int(), kind: StepKind, title: z.string().nullable() })
    .nullable()
    .meta({ description: 'The step that is waited for; the ordinal counts the steps of its kind.' }),
  at: Instant.nullable(),
  dueAt: Instant.nullable().meta({ description: 'When the plan alone would have it.' }),
  limits: z.array(SlotLimit).meta({ description: 'What moved it from there, in the order in which it was met.' }),
  holdCode: z
    .enum([
      'sequence-paused',
      'mailbox-unusable',
      'missing-variable',
      'bad-template',
      'task-open',
      'uncertain',
      'send-failed',
      'no-slot',
    ])
    .nullable(),
  attention: z.string().nullable().meta({ description: 'What a person must decide or mend.' }),
  postponedUntil: Instant.nullable(),
  refusal: z.string().nullable().meta({ description: 'Why its mail is kept back at this moment, in words.' }),
  isAsked: z.boolean().meta({ description: 'Its mail is out, and the provider is being asked whether it arrived.' }),
  pausedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  endReason: z.string().nullable(),
}) satisfies z.ZodType<NextFacts>;

export const EnrollmentItem = z.object({
  id: EnrollmentId,
  state: EnrollmentState,
  contact: z.object({
    id: ContactId,
    name: z.string(),
    email: z.string().nullable(),
    company: z.string().nullable(),
    timeZone: z.string().nullable(),
  }),
  sequence: z.object({ id: SequenceId, name: z.string() }),
  mailbox: z.object({ id: MailboxId, email: z.string(), timeZone: z.string() }),
  stepsCount: z.number().int(),
  stepsDone: z.number().int(),
  startedAt: Instant,
  next: Next,
});

const MailState = z.enum([
  'planned',
  'reserved',
  'sending',
  'sent',
  'delivered',
  'failed',
  'bounced',
  'suppressed',
  'cancelled',
  'uncertain',
]);

export const StepOfOne = z.object({
  stepId: StepId,
  number: z.number().int().nullable().meta({ description: 'Null for a step that was deleted.' }),
  kind: StepKind,
  title: z.string(),
  delay: z.string().meta({ description: 'The delay before it, in words.' }),
  progress: z.enum(['done', 'next', 'to-come', 'skipped']),
  at: Instant.nullable(),
  mail: z
    .object({
      id: OutboundEmailId,
      state: MailState,
      variant: z.string().nullable(),
      subject: z.string().nullable(),
      snippet: z.string().nullable(),
      messageId: MessageId.nullable(),
      slotAt: Instant.nullable(),
      sentAt: Instant.nullable(),
      openedAt: Instant.nullable(),
      openCount: z.number().int(),
      clickedAt: Instant.nullable(),
      clickCount: z.number().int(),
      repliedAt: Instant.nullable(),
      bouncedAt: Instant.nullable(),
      unsubscribedAt: Instant.nullable(),
      machineVisits: z.array(MachineVisit),
      attempts: z.number().int(),
      answer: z.string().nullable().meta({ description: 'What the server said.' }),
    })
    .nullable(),
  task: z
    .object({
      id: TaskId,
      title: z.string(),
      status: z.enum(['pending', 'in_progress', 'completed', 'cancelled']),
      outcome: z.string().nullable(),
    })
    .nullable(),
});

export const Enrollment = EnrollmentItem.extend({
  steps: z.array(StepOfOne),
  received: z.array(
    z.object({
      id: MessageId,
      kind: z.enum(['human', 'auto_reply', 'bounce', 'complaint', 'delivered', 'unknown']),
      from: z.string().nullable(),
      subject: z.string().nullable(),
      snippet: z.string().nullable(),
      receivedAt: Instant,
    }),
  ),
  refusals: z
    .array(
      z.object({
        id: z.string(),
        stepId: StepId.nullable(),
        rule: z.string().meta({ description: 'Which rule kept a mail from leaving, as `frequency-cap`.' }),
        sentence: z.string(),
        until: Instant.nullable().meta({ description: 'Until when; null where it takes a person, or is for good.' }),
        at: Instant,
      }),
    )
    .meta({ description: 'Why mails did not leave, the newest hundred.' }),
  workflowId: z.string(),
  runUrl: z.string().meta({ description: 'Its run in the Temporal UI.' }),
});

const Filters = z.object({
  state: EnrollmentState.optional(),
  needsAttention: z.stringbool().optional().meta({ description: 'Those that wait for a person alone.' }),
  search: z.string().max(200).optional().meta({ description: 'Words of the contact.' }),
});

export const listEnrollments = oc
  .route({
    method: 'GET',
    path: '/enrollments',
    summary: 'List who is in sequences, the newest first or by what comes next',
    tags,
  })
  .input(
    PageInput.extend({
      sequenceId: SequenceId.optional(),
      contactId: ContactId.optional(),
      mailboxId: MailboxId.optional(),
      ...Filters.shape,
      sort: z.enum(['newest', 'next']).default('newest'),
    }),
  )
  .output(pageOf(EnrollmentItem));

export const getEnrollment = oc
  .route({
    method: 'GET',
    path: '/enrollments/{enrollmentId}',
    summary: 'What happens next for a contact in a sequence, and what happened so far',
    tags,
  })
  .input(ofEnrollment)
  .output(Enrollment);

export const readMessage = oc
  .route({
    method: 'GET',
    path: '/enrollments/{enrollmentId}/messages/{messageId}',
    summary: 'A mail of an enrollment, as it left or came in',
    tags,
  })
  .input(ofEnrollment.extend({ messageId: MessageId }))
  .output(z.object({ subject: z.string().nullable(), text: z.string().nullable(), html: z.string().nullable() }));

/** What a person can tell an enrollment. */
export const Command = z.enum(['pause', 'resume', 'skip-wait', 'stop', 'retry']) satisfies z.ZodType<EnrollCommand>;

export const commandEnrollment = oc
  .route({
    method: 'POST',
    path: '/enrollments/{enrollmentId}/{command}',
    summary: 'Pause, resume or stop one, skip its wait, or try again what held it',
    tags,
  })
  .meta({ role: 'rep' })
  .input(ofEnrollment.extend({ command: Command }))
  .output(Done);

export const commandEnrollments = oc
  .route({
    method: 'POST',
    path: '/sequences/{sequenceId}/enrollments/{command}',
    summary: 'The same for many at once: these, or all that match',
    tags,
  })
  .meta({ role: 'rep' })
  .input(
    z.object({
      sequenceId: SequenceId,
      command: Command,
      who: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('these'), enrollmentIds: z.array(EnrollmentId).min(1).max(10_000) }),
        z.object({
          kind: z.literal('matching'),
          state: EnrollmentState.optional(),
          needsAttention: z.boolean().optional(),
          search: z.string().max(200).optional(),
        }),
      ]),
    }),
  )
  .output(
    z.object({
      told: z.number().int().meta({ description: 'How many it concerns; the others are left as they are.' }),
    }),
  );

export const decideMail = oc
  .route({
    method: 'POST',
    path: '/enrollments/{enrollmentId}/mails/{outboundEmailId}/decide',
    summary: 'Decide a mail of unknown outcome, or one that was refused',
    tags,
  })
  .meta({ role: 'rep' })
  .input(
    ofEnrollment.extend({
      outboundEmailId: OutboundEmailId,
      decision: MailDecision,
    }),
  )
  .output(Done);
