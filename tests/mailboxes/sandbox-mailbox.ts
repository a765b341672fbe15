import type { MailboxId } from '../../workflows/ids.ts';
import type { TestApi } from '../helpers/api.ts';

/** What connects a mailbox that needs no server. */
export const sandbox = { provider: 'sandbox' as const, email: 'robin@acme.example' };

/** What the watch of a mailbox has been told so far, in order. */
export const messagesTo = ({ system }: TestApi, mailboxId: MailboxId) =>
  system.workflowMessage.findMany({ where: { workflowId: `mailbox/${mailboxId}` }, orderBy: { id: 'asc' } });
