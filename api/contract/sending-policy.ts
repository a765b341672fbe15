import { z } from 'zod';
import type { SendingPolicy as Policy } from '../../workflows/sending/policy.calc.ts';
import { Done, oc } from './base.ts';

const tags = ['Sending policy'];
const whole = (least: number, most: number, unit: string) =>
  z
    .number()
    .int(`must be a whole number of ${unit}`)
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

/** What a workspace asks of all its senders together, whatever sends. */
export const SendingPolicy = z.object({
  capMails: whole(1, 100, 'mails')
    .nullable()
    .meta({ description: 'At most so many mails to one contact within `capDays`; null for no cap.' }),
  capDays: whole(1, 90, 'days'),
  hoursBetween: whole(0, 2_160, 'hours').meta({
    description: 'So long a contact is left alone after any mail; 0 for no such rule.',
  }),
  companyDays: whole(1, 365, 'days').nullable().meta({
    description:
      'One member at a time writes to a company, until so many days after their last mail; null for no such rule.',
  }),
  stopsOnReplyAnywhere: z.boolean().meta({ description: 'A reply in one sequence ends the others of that contact.' }),
}) satisfies z.ZodType<Policy>;

export const readPolicy = oc
  .route({
    method: 'GET',
    path: '/sending-policy',
    summary: 'What the workspace asks of all its senders together',
    tags,
  })
  .output(SendingPolicy);

export const updatePolicy = oc
  .route({
    method: 'PATCH',
    path: '/sending-policy',
    summary: 'Change the sending policy; what is left out stays, and mails that it keeps back are planned anew',
    tags,
  })
  .meta({ role: 'admin' })
  .input(SendingPolicy.partial())
  .output(Done);
