import { z } from 'zod';
import { MAIL_DECISIONS } from '../../workflows/sending/uncertain.calc.ts';
import { Instant, oc, PageInput, pageOf } from './base.ts';
import { ContactId, EnrollmentId, MailboxId, OutboundEmailId, SequenceId } from './ids.ts';

const tags = ['Ledger'];

/** What a person decides about a mail of unknown outcome. */
export const MailDecision = z.enum(MAIL_DECISIONS).meta({
  description: '`arrived`: it counts as sent. `again`: it is sent once more. `drop`: the step is left out.',
});

/** A mail that was handed over, and of which nobody knows whether it arrived. */
export const UncertainMail = z.object({
  id: OutboundEmailId,
  subject: z.string().nullable(),
  toAddress: z.string(),
  contact: z.object({ id: ContactId, name: z.string() }).nullable(),
  mailbox: z.object({ id: MailboxId, email: z.string() }),
  sequence: z.object({ id: SequenceId, name: z.string() }).nullable(),
  enrollmentId: EnrollmentId.nullable(),
  mayBeSentAgain: z.boolean().meta({ description: 'Whether a sequence still carries it.' }),
  sentence: z.string().meta({ description: 'What happened.' }),
  handedOverAt: Instant.nullable(),
  asks: z.number().int().meta({ description: 'How often the provider was asked in vain what became of it.' }),
});

export const listUncertain = oc
  .route({
    method: 'GET',
    path: '/ledger/uncertain',
    summary: 'List the mails of which nobody knows whether they arrived, the oldest first',
    tags,
  })
  .input(PageInput)
  .output(pageOf(UncertainMail));

export const countUncertain = oc
  .route({ method: 'GET', path: '/ledger/uncertain/count', summary: 'How many mails wait for a decision', tags })
  .output(z.object({ count: z.number().int() }));

export const decideMails = oc
  .route({
    method: 'POST',
    path: '/ledger/decide',
    summary: 'Decide mails of unknown outcome, one or many at once',
    tags,
  })
  .meta({ role: 'rep' })
  .input(z.object({ outboundEmailIds: z.array(OutboundEmailId).min(1).max(200), decision: MailDecision }))
  .output(
    z.object({
      decided: z.number().int(),
      passedOver: z
        .array(z.object({ outboundEmailId: OutboundEmailId, sentence: z.string() }))
        .meta({ description: 'Those for which the decision makes no sense, and why.' }),
    }),
  );
