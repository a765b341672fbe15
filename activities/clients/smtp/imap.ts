import { ImapFlow } from 'imapflow';
import { z } from 'zod';
import type { Fetched, FetchedMail, OutgoingMail, SentAnswer } from '../mail-provider.ts';
import { composeMail } from './compose.ts';
import type { SmtpSecrets, SmtpSettings } from './settings.ts';

const PAGE = 50;
const Cursor = z.object({ uidValidity: z.string(), uidNext: z.number() }).nullable().catch(null);

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
    socketTimeout: 5 * 60_000,
    disableAutoIdle: true,
  });
  client.on('error', () => {}); // a broken connection rejects the command that waits on it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout().catch(() => client.close());
  }
}

/** The next page of mails in the inbox. The first time there is none: what came before the mailbox was connected is not ours. */
export async function fetchInbox(client: ImapFlow, from: unknown): Promise<Fetched> {
  const inbox = await client.mailboxOpen('INBOX', { readOnly: true });
  const uidValidity = String(inbox.uidValidity);
  const cursor = Cursor.parse(from);
  if (cursor?.uidValidity !== uidValidity)
    return { mails: [], cursor: { uidValidity, uidNext: inbox.uidNext }, hasMore: false };

  const found = (await client.search({ uid: `${cursor.uidNext}:*` }, { uid: true })) || [];
  const uids = found.filter((uid) => uid >= cursor.uidNext).toSorted((a, b) => a - b); // `n:*` always finds the last one
  const page = uids.slice(0, PAGE);
  const mails: FetchedMail[] = [];
  for await (const { uid, source, internalDate } of page.length > 0
    ? client.fetch(page, { uid: true, source: true, internalDate: true }, { uid: true })
    : [])
    if (source)
      mails.push({
        externalId: `imap/${uidValidity}/${uid}`,
        raw: source,
        receivedAt: new Date(internalDate ?? Date.now()).getTime(),
      });
  return {
    mails,
    cursor: { uidValidity, uidNext: (page.at(-1) ?? cursor.uidNext - 1) + 1 },
    hasMore: uids.length > page.length,
  };
}

/** The folder that the server marks as the one for sent mail (RFC 6154), or null. */
async function sentFolder(client: ImapFlow): Promise<string | null> {
  const folders = await client.list();
  return folders.find(({ specialUse }) => specialUse === '\\Sent')?.path ?? null;
}

/** Looks for a Message-ID among the sent mails. Its absence proves nothing: the copy is written after the mail has left. */
export async function findInSent(client: ImapFlow, messageId: string): Promise<SentAnswer> {
  const folder = await sentFolder(client);
  if (!folder) return 'unknown';
  await client.mailboxOpen(folder, { readOnly: true });
  const found = (await client.search({ header: { 'message-id': messageId } }, { uid: true })) || [];
  return found.length > 0 ? 'sent' : 'unknown';
}

/** Writes a copy of a sent mail to the folder for sent mail, unless the server has put one there itself. */
export async function copyToSent(client: ImapFlow, mail: OutgoingMail): Promise<void> {
  const folder = await sentFolder(client);
  if (!folder || (await findInSent(client, mail.messageId)) === 'sent') return;
  await client.append(folder, await composeMail(mail), ['\\Seen'], new Date(mail.sentAt));
}

/** Waits on the server (IDLE, RFC 2177) until something new may have come. */
export async function idle(client: ImapFlow, forMs: number, signal: AbortSignal): Promise<void> {
  await client.mailboxOpen('INBOX', { readOnly: true });
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, forMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    client.once('exists', done);
    client.once('close', done);
    signal.addEventListener('abort', done, { once: true });
    void client.idle().then(done, done);
  });
}
