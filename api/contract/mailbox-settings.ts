import { z } from 'zod';
import { windowProblem } from '../../workflows/mailboxes/window.calc.ts';
import { Address } from './account.ts';
import { TimeZone } from './base.ts';

const Hours = z.array(z.object({ from: z.string().max(5), to: z.string().max(5) }));

/** Hours in which a mailbox may send, by ISO weekday (1 is Monday), on its own clock. */
export const SendWindow = z
  .object({ 1: Hours, 2: Hours, 3: Hours, 4: Hours, 5: Hours, 6: Hours, 7: Hours })
  .partial()
  .superRefine((window, context) => {
    const problem = windowProblem(window);
    if (problem)
      context.addIssue({ code: 'custom', path: problem.weekday ? [problem.weekday] : [], message: problem.sentence });
  })
  .meta({
    description: 'Ranges of local time by weekday, 1 for Monday; "24:00" ends a day. A day without ranges is shut.',
    examples: [{ 1: [{ from: '09:00', to: '17:00' }] }],
  });

/** What a person may change of a mailbox that is connected. */
export const MailboxLimits = z.object({
  displayName: z.string().trim().max(100, 'must have at most 100 characters').nullable(),
  signature: z
    .string()
    .max(20_000, 'must have at most 20,000 characters')
    .nullable()
    .meta({ description: 'HTML, under every mail. Scripts, styles and foreign tags are taken out.' }),
  isActive: z.boolean().meta({ description: 'Whether it sends. One that is switched off is still watched.' }),
  dailyLimit: z
    .number()
    .int('must be a whole number')
    .min(1, 'must be at least 1 mail a day')
    .max(10_000, 'must be at most 10,000 mails a day'),
  minGapSeconds: z
    .number()
    .int('must be a whole number of seconds')
    .min(0, 'must not be negative')
    .max(86_400, 'must be at most a day (86,400 s)')
    .meta({ description: 'The least time between two mails.' }),
  timeZone: TimeZone,
  sendWindow: SendWindow,
  holidayCountry: z.string().length(2, 'must be a country by its two letters, as DE').toUpperCase().nullable(),
  holidayRegion: z.string().min(1).max(10).toUpperCase().nullable(),
});

/** Where a server is. Its password is given beside it and never given back. */
export const MailServer = z.object({
  host: z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .regex(/^[a-z0-9:]([a-z0-9.:-]*[a-z0-9])?$/, 'must be the name of a server, as smtp.example.com'),
  port: z.number().int().min(1, 'must be a port: 1 to 65535').max(65_535, 'must be a port: 1 to 65535'),
  security: z.enum(['tls', 'starttls', 'none']).meta({
    description: '`tls` from the first byte, `starttls` after a greeting, `none` only for a server on this machine.',
  }),
  user: z.string().trim().min(1, 'must not be empty').max(254),
  caCertificate: z
    .string()
    .trim()
    .max(20_000)
    .regex(/^-----BEGIN CERTIFICATE-----/, 'must be a certificate as text: it begins with -----BEGIN CERTIFICATE-----')
    .optional()
    .meta({
      description: 'Trusted for this server besides the public authorities: for one with a certificate of its own.',
    }),
});

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
const WithPassword = MailServer.extend({
  password: z.string().min(1, 'must not be empty').max(500).meta({ format: 'password' }),
}).refine(({ security, host }) => security !== 'none' || LOOPBACK.test(host), {
  path: ['security'],
  error: 'must be tls or starttls: without them the password crosses the network in the clear',
});

/** The two servers of a mailbox, with what opens them. */
export const MailServers = z.object({ smtp: WithPassword, imap: WithPassword });

/** A mailbox to connect; limits that are left out start at careful values. */
export const NewMailbox = z.discriminatedUnion('provider', [
  z.object({ provider: z.literal('sandbox'), email: Address, ...MailboxLimits.partial().shape }),
  z.object({ provider: z.literal('smtp'), email: Address, servers: MailServers, ...MailboxLimits.partial().shape }),
]);
