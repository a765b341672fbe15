import type { ConnectionReport, MailboxAccess, MailProvider } from '../mail-provider.ts';
import { handOverBySmtp } from './handover.ts';
import { copyToSent, fetchInbox, findInSent, idle, withImap } from './imap.ts';
import { smtpPool } from './pool.ts';
import { SmtpSecrets, SmtpSettings } from './settings.ts';

/** What a failed connection means for the person who set it up. */
function reportOf(
  error: unknown,
  { name, host, port }: { name: string; host: string; port: number },
): ConnectionReport {
  const { message, code, authenticationFailed } = error as Error & { code?: string; authenticationFailed?: boolean };
  const server = `The ${name} server ${host}:${port}`;
  if (code === 'EAUTH' || authenticationFailed)
    return {
      isUsable: false,
      code: 'auth',
      sentence: `${server} refused the user or password: ${message}. Check both; some providers ask for an app password.`,
    };
  if (/certificate|self.signed|ssl|tls|wrong version/i.test(`${code} ${message}`))
    return {
      isUsable: false,
      code: 'tls',
      sentence: `${server} could not be reached securely: ${message}. Check the port and the choice between TLS and STARTTLS.`,
    };
  return {
    isUsable: false,
    code: 'unreachable',
    sentence: `${server} could not be reached: ${message}. Check host and port, and whether this machine may connect to it.`,
  };
}

/** Any mailbox with SMTP and IMAP. Certificates are verified; passwords go over plain connections only where that was chosen. */
export function smtpProvider(mailbox: MailboxAccess): MailProvider {
  const settings = SmtpSettings.parse(mailbox.settings);
  const secrets = SmtpSecrets.parse(mailbox.secrets);
  const access = { settings, secrets };
  const { host, port, security, user } = settings.smtp;
  const pool = smtpPool({
    connection: {
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 120_000,
    },
    login: { user, pass: secrets.smtpPassword },
    maxConnections: 3,
  });

  return {
    send: (mail, signal) => handOverBySmtp(pool, mail, signal),
    fileSent: (mail) => withImap(access, (client) => copyToSent(client, mail)),
    findSent: (messageId) =>
      withImap(access, (client) => findInSent(client, messageId)).catch(() => 'unknown' as const),
    fetchSince: (cursor) => withImap(access, (client) => fetchInbox(client, cursor)),
    awaitMail: (forMs, signal) => withImap(access, (client) => idle(client, forMs, signal)),
    async check() {
      try {
        await pool.verify();
      } catch (error) {
        return reportOf(error, { name: 'SMTP', ...settings.smtp });
      }
      try {
        await withImap(access, (client) => client.mailboxOpen('INBOX', { readOnly: true }));
      } catch (error) {
        return reportOf(error, { name: 'IMAP', ...settings.imap });
      }
      return { isUsable: true };
    },
    close: async () => pool.close(),
  };
}
