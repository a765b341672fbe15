import { z } from 'zod';
import { Done, Instant, oc, PageInput, pageOf } from './base.ts';
import { Selection } from './contact-filter.ts';
import { ContactId, EnrollmentBatchId, MailboxId, SequenceId } from './ids.ts';

const tags = ['Enrollments'];
const ofBatch = z.object({ batchId: EnrollmentBatchId });
const EnrollInput = z.object({ sequenceId: SequenceId, selection: Selection, mailboxId: MailboxId });
const RefusalCode = z.enum([
  'no-address',
  'unsubscribed',
  'suppressed',
  'bounced',
  'already-enrolled',
  'in-exclusive-sequence',
  'deleted',
  'no-slot',
]);
export const Refused = z.object({
  contactId: ContactId,
  name: z.string(),
  code: RefusalCode,
  sentence: z.string(),
});

export const checkEnroll = oc
  .route({
    method: 'POST',
    path: '/sequences/{sequenceId}/enrollments/check',
    summary: 'Who of a selection can be enrolled, who cannot and why, and when the last first mail would leave',
    tags,
  })
  .meta({ role: 'rep' })
  .input(EnrollInput)
  .output(
    z.object({
      total: z.number().int(),
      ready: z.number().int(),
      reasons: z.array(z.object({ code: RefusalCode, count: z.number().int() })),
      examples: z.array(Refused).meta({ description: 'The first 50 who cannot.' }),
      forecast: z
        .object({ firstAt: Instant, lastAt: Instant })
        .nullable()
        .meta({ description: 'When the first mails would leave; null where the first step is no mail, or for many.' }),
    }),
  );

export const enroll = oc
  .route({
    method: 'POST',
    path: '/sequences/{sequenceId}/enrollments',
    summary: 'Enroll contacts in a sequence, page by page in the background',
    tags,
  })
  .meta({ role: 'rep', creates: true })
  .input(EnrollInput)
  .output(z.object({ batchId: EnrollmentBatchId, total: z.number().int() }));

export const Batch = z.object({
  id: EnrollmentBatchId,
  sequenceId: SequenceId,
  state: z.enum(['queued', 'running', 'completed', 'cancelled', 'failed']),
  total: z.number().int(),
  done: z.number().int(),
  enrolled: z.number().int(),
  refused: z.number().int(),
  mailboxEmail: z.string(),
  startedBy: z.string().nullable(),
  createdAt: Instant,
  completedAt: Instant.nullable(),
});

export const listBatches = oc
  .route({
    method: 'GET',
    path: '/sequences/{sequenceId}/batches',
    summary: 'The enrollings into a sequence, the newest first',
    tags,
  })
  .input(PageInput.extend({ sequenceId: SequenceId }))
  .output(pageOf(Batch));

export const getBatch = oc
  .route({ method: 'GET', path: '/enrollment-batches/{batchId}', summary: 'How far an enrolling has come', tags })
  .input(ofBatch)
  .output(Batch);

export const listRefusals = oc
  .route({
    method: 'GET',
    path: '/enrollment-batches/{batchId}/refusals',
    summary: 'Who was not enrolled, and why',
    tags,
  })
  .input(PageInput.extend({ batchId: EnrollmentBatchId }))
  .output(pageOf(Refused));

export const cancelBatch = oc
  .route({
    method: 'POST',
    path: '/enrollment-batches/{batchId}/cancel',
    summary: 'Enroll nobody more of a batch; who is in stays in',
    tags,
  })
  .meta({ role: 'rep' })
  .input(ofBatch)
  .output(Done);
