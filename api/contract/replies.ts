import { z } from 'zod';
import { UNDERSTANDINGS } from '../../workflows/replies/correction.calc.ts';
import { Done, Instant, oc, PageInput, pageOf } from './base.ts';
import { ContactId, EnrollmentId, MailboxId, MailCorrectionId, MessageId, SequenceId } from './ids.ts';

const tags = ['Replies'];
const OneReply = z.object({ messageId: MessageId });

/** What a mail that came in is taken for. */
export const UnderstoodAs = z.enum(UNDERSTANDINGS);
/** What a person's answer seems to mean. */
export const Intent = z.enum(['interested', 'not_interested', 'question', 'referral', 'other']);

/** Which mails a list of what came in shows. */
export const ReplyView = z
  .enum(['to-answer', 'replies', 'away', 'bounces', 'complaints', 'unknown'])
  .meta({ description: '`to-answer` are the replies that nobody has marked as done.' });

export const ReplyItem = z.object({
  id: MessageId,
  understoodAs: UnderstoodAs,
  correctingTo: UnderstoodAs.nullable().meta({ description: 'Set while a correction is being carried out.' }),
  subject: z.string().nullable(),
  snippet: z.string().nullable().meta({ description: 'The beginning of the new words, without what is quoted.' }),
  from: z.object({ name: z.string().nullable(), address: z.string().nullable() }),
  contact: z.object({ id: ContactId, name: z.string() }).nullable(),
  mailbox: z.object({ id: MailboxId, email: z.string() }),
  sequence: z.object({ id: SequenceId, name: z.string(), enrollmentId: EnrollmentId }).nullable(),
  intent: Intent.nullable(),
  detail: z.string().nullable().meta({ description: 'In words: until when somebody is away, why a mail bounced.' }),
  receivedAt: Instant,
  doneAt: Instant.nullable(),
});

export const listReplies = oc
  .route({ method: 'GET', path: '/replies', summary: 'List what came in about our mails, the newest first', tags })
  .input(
    PageInput.extend({
      view: ReplyView.default('to-answer'),
      mailboxId: MailboxId.optional(),
      search: z
        .string()
        .trim()
        .max(200)
        .optional()
        .meta({ description: 'Words of the subject, the writer or the text.' }),
    }),
  )
  .output(pageOf(ReplyItem));

export const countReplies = oc
  .route({ method: 'GET', path: '/replies/counts', summary: 'How many replies wait for an answer', tags })
  .output(
    z.object({
      toAnswer: z.number().int().meta({ description: 'At most 1,000: beyond that nobody counts them one by one.' }),
    }),
  );

/** Why a mail is taken for what it is. */
export const Evidence = z.object({
  rule: z.string().nullable().meta({ description: 'The rule that decided; `a-person` where somebody corrected it.' }),
  sentence: z.string(),
  confidence: z.number().nullable(),
  trouble: z.string().nullable().meta({ description: 'Why it could not be read or sorted, where it could not.' }),
  recipients: z
    .array(
      z.object({
        address: z.string().nullable(),
        status: z.string().nullable().meta({ description: 'RFC 3463, as 5.1.1.' }),
        replyCode: z.string().nullable().meta({ description: 'The three digits of the SMTP answer.' }),
        diagnostic: z.string().nullable(),
        isHard: z.boolean(),
        category: z.string(),
        reason: z.string(),
        fault: z.string().meta({ description: 'Whose fault: recipient, sender, content or network.' }),
      }),
    )
    .meta({ description: 'Each recipient that a delivery report names.' }),
  feedbackType: z.string().nullable(),
  away: z.object({ until: Instant.nullable(), phrase: z.string().nullable() }).nullable(),
  optOut: z.string().nullable().meta({ description: 'The words that ask for no more mail.' }),
});

export const CorrectionItem = z.object({
  id: MailCorrectionId,
  from: UnderstoodAs,
  to: UnderstoodAs,
  note: z.string().nullable(),
  by: z.string().nullable().meta({ description: 'Null for a program.' }),
  at: Instant,
  isApplied: z.boolean(),
});

export const ThreadMail = z.object({
  id: MessageId,
  isOurs: z.boolean(),
  from: z.string().nullable(),
  subject: z.string().nullable(),
  newText: z.string().nullable(),
  text: z.string().nullable(),
  html: z.string().nullable().meta({ description: 'Safe to show; nothing in it counts an open.' }),
  at: Instant,
  attachments: z.array(
    z.object({
      id: z.string(),
      filename: z.string().nullable(),
      contentType: z.string().nullable(),
      size: z.number().int(),
    }),
  ),
});

export const Reply = ReplyItem.extend({
  evidence: Evidence,
  corrections: z.array(CorrectionItem),
  thread: z.array(ThreadMail).meta({ description: 'The conversation, the oldest first; at most the last 50 mails.' }),
  standIn: z
    .object({ address: z.string(), name: z.string().nullable(), contactId: ContactId.nullable() })
    .nullable()
    .meta({ description: 'Whom an automatic reply names instead; `contactId` where that is a contact already.' }),
  hasRaw: z.boolean(),
});

export const getReply = oc
  .route({
    method: 'GET',
    path: '/replies/{messageId}',
    summary: 'A mail that came in, with its conversation and why it is taken for what it is',
    tags,
  })
  .input(OneReply)
  .output(Reply);

export const downloadReply = oc
  .route({
    method: 'GET',
    path: '/replies/{messageId}/raw',
    summary: 'A mail that came in, byte by byte as it came',
    outputStructure: 'detailed',
    tags,
  })
  .input(OneReply)
  .output(
    z.object({
      headers: z.object({ 'content-type': z.string(), 'content-disposition': z.string() }),
      body: z.file(),
    }),
  );

export const markReply = oc
  .route({ method: 'PUT', path: '/replies/{messageId}/done', summary: 'Mark a reply as done, or as not done', tags })
  .meta({ role: 'rep' })
  .input(OneReply.extend({ isDone: z.boolean() }))
  .output(Done);

export const correctReply = oc
  .route({
    method: 'POST',
    path: '/replies/{messageId}/corrections',
    summary: 'Say what a mail really is; what followed from the mistake is taken back',
    description:
      'An address that this mail had suppressed is let in again, an enrollment that it had stopped goes on from where it was, the numbers are right again; then what follows from its real kind is done. Carried out within moments: the corrections of a reply tell when.',
    tags,
  })
  .meta({ role: 'rep', creates: true })
  .input(OneReply.extend({ kind: UnderstoodAs, note: z.string().trim().max(500).optional() }))
  .output(z.object({ correctionId: MailCorrectionId }));
