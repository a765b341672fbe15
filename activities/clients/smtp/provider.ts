import type { ConnectionReport, MailboxAccess, MailProvider } from '../mail-provider.ts';
import { handOverBySmtp } from './handover.ts';
import { awaitNews, copyToSent, fetchInbox, findInSent, withImap } from './imap.ts';
import { smtpPool } from './pool.ts';
import { reportOf } from './report.ts';
import { SmtpSecrets, SmtpSettings, trustedBy } from './settings.ts';

/** Any mailbox with SMTP and IMAP. Certificates are verified; passwords go over plain connections only where that was chosen. */
export function smtpProvider(mailbox: MailboxAccess): MailProvider {
  const settings = SmtpSettings.parse(mailbox.settings);
  const secrets = SmtpSecrets.parse(mailbox.secrets);
  const access = { settings, secrets };
  const { security, user, ...smtp } = settings.smtp;
  const pool = smtpPool({
    connection: {
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 120_000,
      ...trustedBy(smtp),
    },
    server: { name: 'SMTP', host: smtp.host, port: smtp.port },
    login: { user, pass: secrets.smtpPassword },
    maxConnections: 3,
  });
  const checkSmtp = (): Promise<ConnectionReport> =>
    pool.verify().then(
      () => ({ isUsable: true }),
      (error: unknown) => reportOf(error, pool.server),
    );
  const checkImap = (): Promise<ConnectionReport> =>
    withImap(access, (client) => client.mailboxOpen('INBOX', { readOnly: true })).then(
      () => ({ isUsable: true }),
      (error: unknown) => reportOf(error, { name: 'IMAP', ...settings.imap }),
    );

  return {
    send: (mail, { signal }) => handOverBySmtp(pool, mail, signal),
    fileSent: (mail) => withImap(access, (client) => copyToSent(client, mail)),
    findSent: ({ messageId }) =>
      withImap(access, (client) => findInSent(client, messageId)).catch(() => ({ kind: 'unknown' as const })),
    fetchSince: (cursor) => withImap(access, (client) => fetchInbox(client, cursor)),
    awaitMail: (cursor, options) => withImap(access, (client) => awaitNews(client, cursor, options)),
    async check() {
      const [sending, receiving] = await Promise.all([checkSmtp(), checkImap()]);
      return sending.isUsable ? receiving : sending;
    },
    reportOf: (error) => reportOf(error, { name: 'IMAP', ...settings.imap }),
    close: async () => pool.close(),
  };
}
