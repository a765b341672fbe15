import type { ConnectionReport, MailboxAccess, MailProvider } from '../mail-provider.ts';
import { handOverBySmtp } from './handover.ts';
import { awaitNews, withImap } from './imap.ts';
import { fetchInbox } from './inbox.ts';
import { smtpPool } from './pool.ts';
import { reportOf } from './report.ts';
import { copyToSent, findInSent } from './sent-folder.ts';
import { SmtpSecrets, SmtpSettings, trustedBy } from './settings.ts';

/** Some servers put a copy of what they send among the sent mails themselves, a while later: so long it is left to them. */
const FILES_ITSELF_MS = 30_000;

/** After the final dot a server may take its time (RFC 5321, 4.5.3.2.6): who waits too short does not know whether the mail left. */
const SILENCE_MS = 4 * 60_000;

/** Any mailbox with SMTP and IMAP. Certificates are verified; passwords go over plain connections only where that was chosen. */
export function smtpProvider(mailbox: MailboxAccess, { silenceMs = SILENCE_MS } = {}): MailProvider {
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
      socketTimeout: silenceMs,
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
    async send(mail, { signal }) {
      const outcome = await handOverBySmtp(pool, mail, signal);
      return outcome.kind === 'accepted' ? { ...outcome, copyDueAt: Date.now() + FILES_ITSELF_MS } : outcome;
    },
    fileSent: (mails) => withImap(access, (client) => copyToSent(client, mails)),
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
