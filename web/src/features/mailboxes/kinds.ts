import { FlaskConical, type LucideIcon, Mail, MailCheck, Server } from 'lucide-react';

/** The kinds of mailbox that a person can add. */
export type AddKind = 'gmail' | 'outlook' | 'smtp' | 'sandbox';
/** Those that are connected by a sign-in at their provider. */
export type Provider = Extract<AddKind, 'gmail' | 'outlook'>;

type Words = { title: string; detail: string; may: string; icon: LucideIcon; color: string };

/** What each kind is called, whom it is for, and what it can do. */
export const ADD_KINDS: Record<AddKind, Words> = {
  gmail: {
    title: 'Google',
    detail: 'Gmail and Google Workspace',
    may: 'You sign in at Google. Answers are seen at once where your admin has set up push, else within minutes.',
    icon: Mail,
    color: 'red',
  },
  outlook: {
    title: 'Microsoft',
    detail: 'Outlook and Microsoft 365',
    may: 'You sign in at Microsoft. Answers are seen at once where it can reach this installation, else within minutes.',
    icon: MailCheck,
    color: 'blue',
  },
  smtp: {
    title: 'Other',
    detail: 'SMTP and IMAP',
    may: 'Any mail server, with its address and your password. Answers are seen as they come.',
    icon: Server,
    color: 'gray',
  },
  sandbox: {
    title: 'Sandbox',
    detail: 'To try everything',
    may: 'Nothing leaves this machine. You read the mails here, and answer them as their recipients would.',
    icon: FlaskConical,
    color: 'iris',
  },
};
