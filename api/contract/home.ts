import { z } from 'zod';
import { Instant, oc } from './base.ts';
import { ContactId, EnrollmentId, MailboxId, OutboundEmailId, SequenceId } from './ids.ts';

export const Trouble = z.object({
  kind: z.enum(['mailbox', 'enrollment']).meta({
    description: 'What is in trouble: a mailbox that cannot send or fetch, or an enrollment that needs a person.',
  }),
  id: z.union([MailboxId, EnrollmentId]),
  code: z.string(),
  title: z.string(),
  sentence: z.string().meta({ description: 'What is wrong, and what to do.' }),
  since: Instant,
});

export const NextMail = z.object({
  outboundEmailId: OutboundEmailId,
  at: Instant,
  contactId: ContactId.nullable(),
  contactName: z.string(),
  enrollmentId: EnrollmentId.nullable(),
  sequenceId: SequenceId.nullable(),
  sequenceName: z.string().nullable(),
  mailbox: z.string(),
});

export const Reply = z.object({
  contactId: ContactId.nullable(),
  contactName: z.string(),
  subject: z.string(),
  snippet: z.string(),
  at: Instant,
  enrollmentId: EnrollmentId.nullable(),
});

export const Day = z.object({
  day: z.string().meta({ description: 'A day of the workspace’s zone, as 2026-11-21.' }),
  sent: z.number(),
  replied: z.number(),
  planned: z.number(),
});

export const getHome = oc
  .route({
    method: 'GET',
    path: '/home',
    summary: 'What is due today, what is wrong, and what happens next',
    tags: ['Home'],
  })
  .output(
    z.object({
      counts: z.object({
        tasksDue: z.number(),
        sentToday: z.number(),
        plannedToday: z.number(),
        repliesToday: z.number(),
        activeEnrollments: z.number(),
        needsPerson: z.number(),
      }),
      troubles: z.array(Trouble).meta({ description: 'The twenty newest.' }),
      nextMails: z.array(NextMail).meta({ description: 'The ten that leave next.' }),
      replies: z.array(Reply).meta({ description: 'The five newest.' }),
      days: z.array(Day).meta({ description: 'Two weeks back and one ahead.' }),
    }),
  );
