import type { Outputs } from '../../lib/client.ts';

export type MailboxItem = Outputs['mailboxes']['listMailboxes']['items'][number];
export type Mailbox = Outputs['mailboxes']['getMailbox'];
export type MailboxDay = Outputs['mailboxes']['listDays']['days'][number];
export type MailboxMessage = Outputs['mailboxes']['listMailboxMessages']['items'][number];
export type ConnectionReport = Outputs['mailboxes']['testMailbox'];

/** What a provider is called. */
export const PROVIDERS: Record<MailboxItem['provider'], string> = {
  sandbox: 'Sandbox',
  smtp: 'SMTP and IMAP',
  gmail: 'Gmail',
  outlook: 'Outlook',
};

/** "1 mail", "3 mails". */
export const mails = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'mail' : 'mails'}`;

/** "1 person", "3 people". */
export const people = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'person' : 'people'}`;
