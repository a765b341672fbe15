import { z } from 'zod';
import { oc } from './base.ts';
import { MailboxId } from './ids.ts';

const tags = ['Mailboxes'];
const OAuthProvider = z.enum(['gmail', 'outlook']);

/** How mailboxes of a provider are connected in this installation. */
export const ProviderDoor = z.object({
  provider: OAuthProvider,
  isConfigured: z.boolean(),
  sentence: z.string().nullable().meta({ description: 'What an administrator must set where it is not configured.' }),
  permissions: z
    .array(z.object({ scope: z.string(), why: z.string() }))
    .meta({ description: 'What a person is asked for, and why.' }),
});

export const providers = oc
  .route({
    method: 'GET',
    path: '/mailboxes/providers',
    summary: 'List the providers whose mailboxes are connected by a sign-in there',
    tags,
  })
  .output(z.object({ items: z.array(ProviderDoor) }));

export const connectOAuth = oc
  .route({
    method: 'POST',
    path: '/mailboxes/oauth',
    summary: 'Begin to connect a mailbox, or to connect one again, by a sign-in at its provider',
    tags,
  })
  .meta({ role: 'rep', isForPeople: true })
  .input(
    z.object({
      provider: OAuthProvider,
      mailboxId: MailboxId.optional().meta({ description: 'The mailbox to connect again. What waits in it goes on.' }),
    }),
  )
  .output(z.object({ url: z.url().meta({ description: 'Where the browser goes now.' }) }));
