import { rootCertificates } from 'node:tls';
import { z } from 'zod';

const server = z.object({
  host: z.string().min(1).meta({ title: 'Host', description: 'The name of the server, as smtp.example.com.' }),
  port: z.number().int().min(1).max(65535).meta({ title: 'Port' }),
  security: z
    .enum(['tls', 'starttls', 'none'])
    .meta({ title: 'Security', description: '`none` is for servers on this machine.' }),
  user: z.string().min(1).meta({ title: 'User' }),
  caCertificate: z
    .string()
    .optional()
    .meta({ title: 'CA certificate', description: 'Trusted for this server besides the public authorities.' }),
});

/** Where a mailbox's mail goes out and comes in. */
export const SmtpSettings = z.object({ smtp: server, imap: server });
export type SmtpSettings = z.output<typeof SmtpSettings>;

/** What opens the two servers. Kept sealed. */
export const SmtpSecrets = z.object({ smtpPassword: z.string().min(1), imapPassword: z.string().min(1) });
export type SmtpSecrets = z.output<typeof SmtpSecrets>;

/** Whom to believe when a server shows its certificate: the public authorities, and the one that was given for it. */
export const trustedBy = ({ caCertificate }: { caCertificate?: string }) =>
  caCertificate ? { tls: { ca: [...rootCertificates, caCertificate] } } : {};
