import { z } from 'zod';
import { oc } from './base.ts';
import { MailboxId } from './ids.ts';

const tags = ['Mailboxes'];
const OAuthProvider = z.enum(['gmail', 'outlook']);

export const MailboxProvider = z.object({
  provider: OAuthProvider,
  isConfigured: z.boolean().meta({ description: 'Whether this installation is known to the provider.' }),
  sentence: z.string().nullable().meta({ description: 'What an administrator must do first.' }),
  permissions: z
    .array(z.object({ scope: z.string(), why: z.string() }))
    .meta({ description: 'What a person is asked for, and why.' }),
});

export const providers = oc
  .route({
    method: 'GET',
    path: '/mailbox-providers',
    summary: 'The providers whose mailboxes are connected by signing in there',
    tags,
  })
  .output(z.array(MailboxProvider));

export const connectOAuth = oc
  .route({
    method: 'POST',
    path: '/mailboxes/connect',
    summary: 'Begin to connect a mailbox at its provider: where to send the person',
    description:
      'The person says yes there and comes back to /mailboxes/{mailboxId}?connected=1, or to /mailboxes?problem={code}. The address works once, for ten minutes, in the session that asked for it.',
    tags,
  })
  .meta({ role: 'rep', isForPeople: true })
  .input(
    z.object({
      provider: OAuthProvider,
      mailboxId: MailboxId.optional().meta({ description: 'A mailbox to connect again; it must be the same account.' }),
    }),
  )
  .output(z.object({ url: z.url() }));
