import { z } from 'zod';
import { Done, Instant, oc, PageInput, pageOf } from './base.ts';
import { ContactId, EnrollmentId, MailboxId, MessageId } from './ids.ts';
import { MailboxLimits, MailServer, MailServers, NewMailbox } from './mailbox-settings.ts';

const tags = ['Mailboxes'];
const changing = { role: 'rep' } as const;
const OneMailbox = z.object({ mailboxId: MailboxId });

/** How a mailbox is, and why in words. */
export const MailboxHealth = z.object({
  state: z.enum(['ok', 'failing', 'paused', 'disconnected', 'off']).meta({
    description:
      '`failing` is tried again by itself; `paused` waits because a server takes nothing of it just now; `disconnected` needs a person; `off` does not send by choice.',
  }),
  sentence: z.string().nullable().meta({ description: 'What is wrong, and what to do.' }),
  checkedAt: Instant.nullable(),
});

/** Why nothing leaves a mailbox for a while, and when one mail is tried. */
export const MailboxPause = z.object({
  scope: z.enum(['mailbox', 'domain']).meta({ description: 'Whether every mailbox of its domain is shut with it.' }),
  since: Instant,
  probeAt: Instant.meta({ description: 'When one mail goes out to see whether the server takes mail again.' }),
});

export const MailboxItem = z.object({
  id: MailboxId,
  provider: z.enum(['sandbox', 'smtp', 'gmail', 'outlook']),
  email: z.string(),
  displayName: z.string().nullable(),
  ownerName: z.string().nullable(),
  isPrimary: z.boolean(),
  health: MailboxHealth,
  dailyLimit: z.number().int(),
  sentToday: z.number().int().meta({ description: 'Since midnight in its time zone.' }),
  plannedToday: z.number().int().meta({ description: 'Mails that are still to leave today, in its time zone.' }),
  waiting: z.number().int().meta({ description: 'Mails that are planned and have not left.' }),
  late: z.number().int().meta({ description: 'Those of the waiting whose time has come.' }),
  nextSendAt: Instant.nullable().meta({ description: 'The next instant given away.' }),
  pause: MailboxPause.nullable(),
  people: z.number().int().meta({ description: 'Enrollments under way from it.' }),
  timeZone: z.string(),
  lastSyncAt: Instant.nullable(),
  lastSuccessAt: Instant.nullable().meta({ description: 'When its servers last did as they were asked.' }),
  toldUntil: Instant.nullable().meta({
    description: 'Until when its provider tells of new mail by itself. Without it new mail is looked for.',
  }),
  renewsAt: Instant.nullable().meta({ description: 'When the provider is asked again to tell of new mail.' }),
  createdAt: Instant,
});

export const Mailbox = MailboxItem.extend({
  ...MailboxLimits.shape,
  timeZone: z.string(),
  servers: z.object({ smtp: MailServer, imap: MailServer }).nullable().meta({ description: 'Without the passwords.' }),
  mayManage: z.boolean().meta({ description: 'Whether the asker may change it: its owner, and managers.' }),
});

export const listMailboxes = oc
  .route({ method: 'GET', path: '/mailboxes', summary: 'List the mailboxes, the primary one first', tags })
  .input(PageInput)
  .output(pageOf(MailboxItem));

export const getMailbox = oc
  .route({ method: 'GET', path: '/mailboxes/{mailboxId}', summary: 'Read a mailbox and its settings', tags })
  .input(OneMailbox)
  .output(Mailbox);

export const createMailbox = oc
  .route({
    method: 'POST',
    path: '/mailboxes',
    summary: 'Connect a mailbox; its servers are tried before anything is saved',
    tags,
  })
  .meta({ role: 'rep', creates: true })
  .input(NewMailbox)
  .output(z.object({ mailboxId: MailboxId }));

export const updateMailbox = oc
  .route({
    method: 'PATCH',
    path: '/mailboxes/{mailboxId}',
    summary: 'Change the limits of a mailbox; its waiting mails are planned anew',
    tags,
  })
  .meta(changing)
  .input(OneMailbox.extend(MailboxLimits.partial().shape))
  .output(Done);

export const ConnectionReport = z.object({
  isUsable: z.boolean(),
  code: z.enum(['auth', 'unreachable', 'tls', 'refused']).nullable(),
  sentence: z.string().nullable().meta({ description: 'What is wrong, and what to do.' }),
});

export const testServers = oc
  .route({
    method: 'POST',
    path: '/mailboxes/test',
    summary: 'Try servers and passwords; nothing is saved and nothing is sent',
    tags,
  })
  .meta(changing)
  .input(MailServers)
  .output(ConnectionReport);

export const testMailbox = oc
  .route({ method: 'POST', path: '/mailboxes/{mailboxId}/test', summary: 'Try the connection of a mailbox', tags })
  .meta(changing)
  .input(OneMailbox)
  .output(ConnectionReport);

export const disconnectMailbox = oc
  .route({
    method: 'POST',
    path: '/mailboxes/{mailboxId}/disconnect',
    summary: 'Forget the passwords of a mailbox; what waits in it keeps waiting',
    tags,
  })
  .meta(changing)
  .input(OneMailbox)
  .output(Done);

export const reconnectMailbox = oc
  .route({
    method: 'POST',
    path: '/mailboxes/{mailboxId}/reconnect',
    summary: 'Connect a mailbox again; what waits in it goes on',
    tags,
  })
  .meta(changing)
  .input(OneMailbox.extend({ servers: MailServers.optional().meta({ description: 'Needed for smtp.' }) }))
  .output(Done);

export const makePrimary = oc
  .route({
    method: 'POST',
    path: '/mailboxes/{mailboxId}/make-primary',
    summary: 'Offer this mailbox first when people are enrolled',
    tags,
  })
  .meta(changing)
  .input(OneMailbox)
  .output(Done);

export const deleteMailbox = oc
  .route({
    method: 'DELETE',
    path: '/mailboxes/{mailboxId}',
    summary: 'Remove a mailbox; people in it must be moved to another',
    tags,
  })
  .meta(changing)
  .input(
    OneMailbox.extend({
      moveTo: MailboxId.optional().meta({ description: 'The mailbox that takes over its people and their mails.' }),
    }),
  )
  .output(Done);

export const MailboxDay = z.object({
  day: z.string().meta({ description: 'A local date, as 2026-11-21.' }),
  sent: z.number().int(),
  planned: z.number().int(),
  shut: z.string().nullable().meta({ description: 'Why nothing leaves on this day: the holiday, or no hours.' }),
});

export const listDays = oc
  .route({
    method: 'GET',
    path: '/mailboxes/{mailboxId}/days',
    summary: 'What a mailbox sends on the next days, against its limit',
    tags,
  })
  .input(OneMailbox.extend({ days: z.coerce.number().int().min(1).max(60).default(14) }))
  .output(z.object({ dailyLimit: z.number().int(), days: z.array(MailboxDay) }));

export const MailboxMessage = z.object({
  id: MessageId,
  direction: z.enum(['inbound', 'outbound']),
  kind: z.enum(['human', 'auto_reply', 'bounce', 'complaint', 'delivered', 'unknown']),
  rule: z.string().nullable().meta({ description: 'What the kind was decided by.' }),
  confidence: z.number().nullable(),
  trouble: z.string().nullable().meta({ description: 'Why it could not be sorted.' }),
  subject: z.string().nullable(),
  snippet: z.string().nullable(),
  fromEmail: z.string().nullable(),
  fromName: z.string().nullable(),
  toEmails: z.array(z.string()),
  contactId: ContactId.nullable(),
  contactName: z.string().nullable(),
  enrollmentId: EnrollmentId.nullable(),
  at: Instant,
});

export const listMailboxMessages = oc
  .route({
    method: 'GET',
    path: '/mailboxes/{mailboxId}/messages',
    summary: 'What came in and went out, the newest first, with how it was sorted',
    tags,
  })
  .input(OneMailbox.extend({ ...PageInput.shape, direction: z.enum(['inbound', 'outbound']).optional() }))
  .output(pageOf(MailboxMessage));

const Place = z.object({ code: z.string(), name: z.string() });

export const listHolidayPlaces = oc
  .route({
    method: 'GET',
    path: '/holidays/places',
    summary: 'The countries whose holidays are known, or the regions of one',
    tags,
  })
  .input(z.object({ country: z.string().length(2).optional() }))
  .output(z.object({ items: z.array(Place) }));

export const previewHolidays = oc
  .route({ method: 'GET', path: '/holidays', summary: 'The next holidays of a place', tags })
  .input(z.object({ country: z.string().length(2), region: z.string().max(10).optional() }))
  .output(z.object({ items: z.array(z.object({ day: z.string(), name: z.string() })) }));
