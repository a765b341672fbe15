import { z } from 'zod';
import { Done, Instant, oc, PageInput, pageOf } from './base.ts';
import { ContactId, MailboxId, OutboundEmailId, SequenceId, StepId, UserId, VariantId } from './ids.ts';
import { SavedStep } from './steps.ts';

const tags = ['Sequences'];
const ofSequence = z.object({ sequenceId: SequenceId });
const ofStep = z.object({ sequenceId: SequenceId, stepId: StepId });
const Id = z.object({ sequenceId: SequenceId });

const Name = z.string().trim().min(1, 'needs a name').max(200);
const Description = z.string().trim().max(2_000);

export const SequenceStatus = z.enum(['draft', 'active', 'paused', 'completed', 'archived']);

export const People = z.object({
  active: z.number().int().meta({ description: 'Under way, held ones included.' }),
  paused: z.number().int(),
  attention: z.number().int().meta({ description: 'Under way, and waiting for a person to decide or mend something.' }),
  finished: z.number().int().meta({ description: 'Ended without a reply.' }),
  replied: z.number().int().meta({ description: 'Answered, be it after the last step.' }),
  contacted: z.number().int().meta({ description: 'Got at least one mail.' }),
});

export const SequenceItem = z.object({
  id: SequenceId,
  name: z.string(),
  description: z.string().nullable(),
  status: SequenceStatus,
  isExclusive: z.boolean(),
  stepsCount: z.number().int(),
  createdAt: Instant,
  createdBy: z.object({ id: UserId, name: z.string() }).nullable(),
  people: People,
  mailsSent: z.number().int(),
  nextAt: Instant.nullable().meta({ description: 'When the next step of anybody in it is taken.' }),
});

export const SequenceProblem = z.object({
  stepId: z.string().nullable(),
  field: z.string(),
  sentence: z.string(),
});

export const Sequence = SequenceItem.extend({
  steps: z.array(SavedStep),
  problems: z.array(SequenceProblem).meta({ description: 'What keeps it from being active.' }),
});

export const listSequences = oc
  .route({ method: 'GET', path: '/sequences', summary: 'List sequences, the newest first, with what they did', tags })
  .input(
    PageInput.extend({
      status: z.enum(['open', 'archived']).default('open').meta({ description: '`open` is all but the archived.' }),
      search: z.string().max(200).optional(),
    }),
  )
  .output(pageOf(SequenceItem));

export const createSequence = oc
  .route({ method: 'POST', path: '/sequences', summary: 'Create a sequence as a draft', tags })
  .meta({ role: 'rep', creates: true })
  .input(z.object({ name: Name, description: Description.nullish(), isExclusive: z.boolean().default(false) }))
  .output(Id);

export const getSequence = oc
  .route({
    method: 'GET',
    path: '/sequences/{sequenceId}',
    summary: 'Read a sequence with its steps and what is wrong with them',
    tags,
  })
  .input(ofSequence)
  .output(Sequence);

export const updateSequence = oc
  .route({ method: 'PATCH', path: '/sequences/{sequenceId}', summary: 'Change what a sequence is called', tags })
  .meta({ role: 'rep' })
  .input(
    ofSequence.extend({
      name: Name.optional(),
      description: Description.nullish(),
      isExclusive: z.boolean().optional().meta({ description: 'Holds for those who are enrolled from now on.' }),
    }),
  )
  .output(Done);

export const duplicateSequence = oc
  .route({
    method: 'POST',
    path: '/sequences/{sequenceId}/duplicate',
    summary: 'Copy a sequence with its steps, as a draft',
    tags,
  })
  .meta({ role: 'rep', creates: true })
  .input(ofSequence)
  .output(Id);

export const activateSequence = oc
  .route({
    method: 'POST',
    path: '/sequences/{sequenceId}/activate',
    summary: 'Activate a sequence; whoever it held goes on',
    tags,
  })
  .meta({ role: 'rep' })
  .input(ofSequence)
  .output(z.object({ woken: z.number().int() }));

export const pauseSequence = oc
  .route({
    method: 'POST',
    path: '/sequences/{sequenceId}/pause',
    summary: 'Pause a sequence; everyone in it is held at the next step',
    tags,
  })
  .meta({ role: 'rep' })
  .input(ofSequence)
  .output(Done);

export const archiveSequence = oc
  .route({
    method: 'POST',
    path: '/sequences/{sequenceId}/archive',
    summary: 'Put a sequence away that nobody is in',
    tags,
  })
  .meta({ role: 'rep' })
  .input(ofSequence)
  .output(Done);

export const deleteSequence = oc
  .route({ method: 'DELETE', path: '/sequences/{sequenceId}', summary: 'Delete a sequence that nobody is in', tags })
  .meta({ role: 'rep' })
  .input(ofSequence)
  .output(Done);

export const restoreSequence = oc
  .route({
    method: 'POST',
    path: '/sequences/{sequenceId}/restore',
    summary: 'Bring a deleted sequence back',
    tags,
  })
  .meta({ role: 'rep' })
  .input(ofSequence)
  .output(Done);

export const listVariables = oc
  .route({
    method: 'GET',
    path: '/template-variables',
    summary: 'What a template may name, custom fields included',
    tags,
  })
  .output(z.object({ variables: z.array(z.object({ name: z.string(), label: z.string() })) }));

const PreviewedMail = z.object({
  kind: z.literal('mail'),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  html: z.string().nullable(),
  text: z.string(),
  missing: z
    .array(z.string())
    .meta({ description: 'Variables without a value and without a fallback: this mail would be held.' }),
});

export const previewMail = oc
  .route({
    method: 'POST',
    path: '/sequences/{sequenceId}/preview',
    summary: 'Fill a wording in as it would leave for a contact',
    tags,
  })
  .input(
    ofSequence.extend({
      subject: z.string().max(500),
      body: z.string().max(100_000),
      format: z.enum(['html', 'text']),
      isReply: z.boolean(),
      stepId: StepId.optional().meta({ description: 'The step it belongs to; without one it comes after the last.' }),
      contactId: ContactId.optional().meta({ description: 'Without one, the newest contact or a made-up one.' }),
      mailboxId: MailboxId.optional(),
    }),
  )
  .output(
    z.discriminatedUnion('kind', [PreviewedMail, z.object({ kind: z.literal('invalid'), sentence: z.string() })]),
  );

export const sendTest = oc
  .route({
    method: 'POST',
    path: '/sequences/{sequenceId}/steps/{stepId}/test',
    summary: 'Send a step to yourself, filled in as for a contact',
    tags,
  })
  .meta({ role: 'rep', creates: true, isForPeople: true })
  .input(ofStep.extend({ variantId: VariantId, contactId: ContactId.optional(), mailboxId: MailboxId.optional() }))
  .output(z.object({ outboundEmailId: OutboundEmailId, toAddress: z.string() }));

export const getTest = oc
  .route({ method: 'GET', path: '/test-mails/{outboundEmailId}', summary: 'What became of a test mail', tags })
  .input(z.object({ outboundEmailId: OutboundEmailId }))
  .output(
    z.object({
      state: z.enum(['on-its-way', 'sent', 'failed', 'uncertain']),
      sentence: z.string().meta({ description: 'What happened, in words.' }),
    }),
  );

export const MailCounts = z.object({
  planned: z.number().int().meta({ description: 'Waiting for their instant.' }),
  sent: z.number().int().meta({ description: 'Handed over, bounced ones included.' }),
  delivered: z.number().int().meta({ description: 'Sent, and not come back.' }),
  opened: z.number().int(),
  clicked: z.number().int(),
  replied: z.number().int(),
  bounced: z.number().int(),
  unsubscribed: z.number().int(),
  failed: z.number().int().meta({ description: 'Refused, or of unknown outcome.' }),
});

export const getNumbers = oc
  .route({
    method: 'GET',
    path: '/sequences/{sequenceId}/numbers',
    summary: 'What became of the mails of each step and wording',
    tags,
  })
  .input(ofSequence)
  .output(
    z.object({
      total: MailCounts,
      people: People,
      steps: z.array(
        z.object({
          stepId: StepId,
          number: z.number().int().nullable().meta({ description: 'Null for a step that was deleted.' }),
          kind: z.string(),
          title: z.string(),
          counts: MailCounts,
          variants: z.array(z.object({ variantId: VariantId, name: z.string(), counts: MailCounts })),
        }),
      ),
    }),
  );
