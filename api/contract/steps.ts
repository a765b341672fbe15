import { z } from 'zod';
import { DELAY_LIMITS } from '../../workflows/sequences/step-words.calc.ts';
import { Done, oc } from './base.ts';
import { SequenceId, StepId, VariantId } from './ids.ts';

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a local time as "09:30"');

const Variant = z.object({
  name: z.string().trim().min(1).max(40),
  weight: z.number().int().min(0).max(1_000, 'must be from 0 to 1000').default(1),
  isActive: z.boolean().default(true),
  subject: z.string().max(500).default(''),
  body: z.string().max(100_000).default(''),
});

export const StepKind = z.enum(['mail', 'manual_mail', 'task', 'call', 'wait']);

const timing = {
  delayAmount: z.number().int().min(0, 'cannot be negative').default(0),
  delayUnit: z.enum(['minutes', 'hours', 'days', 'business_days']).default('days'),
  atLocalTime: LocalTime.nullable().default(null).meta({ description: 'The local time at which it is due.' }),
  zoneSource: z.enum(['mailbox', 'contact']).default('mailbox').meta({ description: 'Whose clock that is.' }),
};
const wording = {
  format: z.enum(['html', 'text']).default('text'),
  isReply: z.boolean().default(true).meta({ description: 'Goes into the thread of the mails before it.' }),
  trackOpens: z.boolean().default(false),
  trackClicks: z.boolean().default(false),
};
const task = {
  taskTitle: z.string().trim().max(200).nullable().default(null),
  taskNote: z.string().trim().max(5_000).nullable().default(null),
  taskPriority: z.enum(['low', 'medium', 'high', 'urgent']).default('medium'),
};

type Delay = { delayAmount: number; delayUnit: keyof typeof DELAY_LIMITS };

/** A delay is a year at the most, whatever its unit. */
function checkDelay({ delayAmount, delayUnit }: Delay, context: z.RefinementCtx) {
  const most = DELAY_LIMITS[delayUnit];
  if (delayAmount > most)
    context.addIssue({
      code: 'custom',
      path: ['delayAmount'],
      message: `${delayAmount} ${delayUnit.replace('_', ' ')} is too long; it can be from 0 to ${most}`,
    });
}

const variants = z
  .array(Variant.extend({ id: VariantId.optional().meta({ description: 'Without one it is a new wording.' }) }))
  .max(10, 'a step has at most 10 wordings')
  .default([]);

export const StepInput = z.object({ kind: StepKind, ...timing, ...wording, ...task, variants }).superRefine(checkDelay);

/** A step as it shall be; its kind stays what it is. Wordings that are not in the list are taken away. */
export const StepChange = z.object({ ...timing, ...wording, ...task, variants }).superRefine(checkDelay);

export const SavedStep = z.object({
  id: StepId,
  kind: StepKind,
  delayAmount: z.number().int(),
  delayUnit: timing.delayUnit.unwrap(),
  atLocalTime: z.string().nullable(),
  zoneSource: timing.zoneSource.unwrap(),
  format: wording.format.unwrap(),
  isReply: z.boolean(),
  trackOpens: z.boolean(),
  trackClicks: z.boolean(),
  taskTitle: z.string().nullable(),
  taskNote: z.string().nullable(),
  taskPriority: task.taskPriority.unwrap(),
  variants: z.array(
    z.object({
      id: VariantId,
      name: z.string(),
      weight: z.number().int(),
      isActive: z.boolean(),
      subject: z.string(),
      body: z.string(),
    }),
  ),
  waiting: z.number().int().meta({ description: 'How many people wait for this step.' }),
});

const tags = ['Sequences'];
const ofSequence = z.object({ sequenceId: SequenceId });
const ofStep = z.object({ sequenceId: SequenceId, stepId: StepId });

export const addStep = oc
  .route({
    method: 'POST',
    path: '/sequences/{sequenceId}/steps',
    summary: 'Add a step, at the end or before the step at an index',
    tags,
  })
  .meta({ role: 'rep', creates: true })
  .input(
    ofSequence.extend({
      index: z.number().int().min(0).optional().meta({ description: '0 is first.' }),
      step: StepInput,
    }),
  )
  .output(z.object({ stepId: StepId }));

export const updateStep = oc
  .route({
    method: 'PUT',
    path: '/sequences/{sequenceId}/steps/{stepId}',
    summary: 'Change a step with its wordings; mails that have not left yet get the new ones',
    tags,
  })
  .meta({ role: 'rep' })
  .input(ofStep.extend({ step: StepChange }))
  .output(Done);

export const deleteStep = oc
  .route({
    method: 'DELETE',
    path: '/sequences/{sequenceId}/steps/{stepId}',
    summary: 'Delete a step; who waits for it goes on with the next one',
    tags,
  })
  .meta({ role: 'rep' })
  .input(ofStep)
  .output(z.object({ moved: z.number().int().meta({ description: 'How many people waited for it.' }) }));

export const restoreStep = oc
  .route({
    method: 'POST',
    path: '/sequences/{sequenceId}/steps/{stepId}/restore',
    summary: 'Bring a deleted step back to its place',
    tags,
  })
  .meta({ role: 'rep' })
  .input(ofStep)
  .output(Done);

export const orderSteps = oc
  .route({
    method: 'PUT',
    path: '/sequences/{sequenceId}/order',
    summary: 'Put the steps in another order',
    description: 'Who has passed a place stays past it: nobody gets a step twice.',
    tags,
  })
  .meta({ role: 'rep' })
  .input(ofSequence.extend({ stepIds: z.array(StepId).min(1).max(100) }))
  .output(Done);
