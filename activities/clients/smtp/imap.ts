import { ImapFlow } from 'imapflow';
import { InboxCursor } from './inbox.ts';
import { type SmtpSecrets, type SmtpSettings, trustedBy } from './settings.ts';

/** Servers drop a listener after a while (RFC 2177 allows 29 minutes); listening begins anew before that. */
const MAX_IDLE_MS = 9 * 60_000;
/** How long to leave a server that does not let us listen. */
const DEAF_MS = 60_000;

/** Opens a connection for one piece of work, and always closes it. */
export async function withImap<T>(
  access: { settings: SmtpSettings; secrets: SmtpSecrets },
  work: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const { host, port, security, user } = access.settings.imap;
  const client = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls' ? true : security === 'none' ? false : undefined,
    auth: { user, pass: access.secrets.imapPassword },
    logger: false,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    maxIdleTime: MAX_IDLE_MS,
    disableAutoIdle: true,
    ...trustedBy(access.settings.imap),
  });
  client.on('error', () => {}); // a broken connection rejects the command that waits on it
  try {
    await client.connect();
    return await work(client);
  } finally {
    if (client.usable) await client.logout().catch(() => {});
    client.close();
  }
}

/** Waits on the server (IDLE, RFC 2177) until something newer than the cursor may have come; at once when it has come already. */
export async function awaitNews(
  client: ImapFlow,
  from: unknown,
  { forMs, signal }: { forMs: number; signal: AbortSignal },
): Promise<void> {
  const cursor = InboxCursor.parse(from);
  const inbox = await client.mailboxOpen('INBOX', { readOnly: true });
  if (cursor?.uidValidity !== String(inbox.uidValidity) || cursor.uidNext < inbox.uidNext || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, forMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    client.once('exists', done);
    client.once('close', done);
    signal.addEventListener('abort', done, { once: true });
    // Listening that ends by itself was refused: then a later look must do.
    void client
      .idle()
      .catch(() => {})
      .then(() => setTimeout(done, DEAF_MS).unref());
  });
}
