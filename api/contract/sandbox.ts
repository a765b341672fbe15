import { z } from 'zod';
import { Done, Instant, oc, PageInput, pageOf } from './base.ts';
import { ContactId, EnrollmentId, MailboxId, SandboxMessageId } from './ids.ts';

const tags = ['Sandbox'];

/** What a recipient can do with a mail. */
export const Act = z.enum([
  'open',
  'click',
  'reply',
  'out-of-office',
  'hard-bounce',
  'soft-bounce',
  'complain',
  'unsubscribe',
]);

export const SandboxItem = z.object({
  id: SandboxMessageId,
  mailboxId: MailboxId,
  mailboxEmail: z.string(),
  folder: z.enum(['sent', 'inbox']),
  subject: z.string().nullable(),
  from: z.string().nullable(),
  to: z.array(z.string()),
  played: z.array(z.string()).meta({ description: 'What its recipient has done, in order.' }),
  at: Instant,
});

const Header = z.object({ name: z.string(), value: z.string() });

export const SandboxMail = SandboxItem.extend({
  fromName: z.string().nullable(),
  toName: z.string().nullable(),
  headers: z.array(Header),
  text: z.string(),
  html: z.string().nullable().meta({
    description:
      'As it came, but for the picture that counts opens: who looks here is not the recipient. Show it in a frame without scripts.',
  }),
  raw: z.string().meta({ description: 'The source; of a long mail its beginning.' }),
  isCut: z.boolean(),
  links: z.array(z.object({ url: z.string(), label: z.string() })),
  countsOpens: z.boolean(),
  countsClicks: z.boolean(),
  mayUnsubscribe: z.boolean(),
  contactId: ContactId.nullable(),
  enrollmentId: EnrollmentId.nullable(),
  answers: z.array(
    z.object({ id: SandboxMessageId, subject: z.string().nullable(), at: Instant, kind: z.string().nullable() }),
  ),
});

export const listSandboxMessages = oc
  .route({ method: 'GET', path: '/sandbox/messages', summary: 'List what sandbox mailboxes sent and got', tags })
  .input(
    PageInput.extend({
      folder: z.enum(['sent', 'inbox']).default('sent'),
      mailboxId: MailboxId.optional(),
      search: z.string().trim().max(200).optional().meta({ description: 'A part of the subject or of an address.' }),
    }),
  )
  .output(pageOf(SandboxItem));

export const getSandboxMessage = oc
  .route({
    method: 'GET',
    path: '/sandbox/messages/{messageId}',
    summary: 'A mail as its recipient sees it',
    tags,
  })
  .input(z.object({ messageId: SandboxMessageId }))
  .output(SandboxMail);

export const playRecipient = oc
  .route({
    method: 'POST',
    path: '/sandbox/messages/{messageId}/play',
    summary: 'Do what the recipient of a mail might do',
    description:
      'Opens, clicks and unsubscribes go through the real addresses in the mail; answers and reports come back as real mails through the path of every mailbox.',
    tags,
  })
  .meta({ role: 'rep' })
  .input(
    z.object({
      messageId: SandboxMessageId,
      act: Act,
      text: z.string().trim().max(10_000).optional().meta({ description: 'What a reply says.' }),
      until: z.iso.date().optional().meta({ description: 'The last day of an absence.' }),
      link: z.number().int().min(0).optional().meta({ description: 'Which link of the mail, counted from 0.' }),
    }),
  )
  .output(
    z.object({
      sentence: z.string().meta({ description: 'What happened.' }),
      url: z.string().nullable().meta({ description: 'Where the link led.' }),
    }),
  );

export const clearSandbox = oc
  .route({ method: 'DELETE', path: '/sandbox/messages', summary: 'Empty the sandbox of a workspace', tags })
  .meta({ role: 'manager' })
  .output(Done);

export const SystemMail = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  at: Instant,
});

export const listSystemMails = oc
  .route({
    method: 'GET',
    path: '/system-mails',
    summary: "The demonstration's own mail: to verify an address, reset a password, join a workspace",
    tags,
  })
  .meta({ role: 'public' })
  .input(PageInput.extend({ to: z.string().trim().max(254).optional().meta({ description: 'An address.' }) }))
  .output(pageOf(SystemMail));
