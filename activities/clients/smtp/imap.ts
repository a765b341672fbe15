import { ImapFlow, type MailboxObject } from 'imapflow';
import { z } from 'zod';
import type { Fetched, FetchedMail, OutgoingMail, SentAnswer } from '../mail-provider.ts';
import { composeMail } from './compose.ts';
import { type SmtpSecrets, type SmtpSettings, trustedBy } from './settings.ts';

const PAGE = 50;
const DAY_MS = 86_400_000;
/** Of a longer mail only the beginning is read: words and reports come first, what follows is attachments. */
const MAX_BYTES = 5 * 1024 * 1024;
/** Servers drop a listener after a while (RFC 2177 allows 29 minutes); listening begins anew before that. */
const MAX_IDLE_MS = 9 * 60_000;
/** How long to leave a server that does not let us listen. */
const DEAF_MS = 60_000;

const Cursor = z
  .object({
    uidValidity: z.string(),
    uidNext: z.number(),
    /** When the server was asked last. */
    lookedAt: z.number().default(0),
    /** Mails below this number may have been fetched before the server renumbered them. */
    knownBelow: z.number().default(0),
  })
  .nullable()
  .catch(null);
type Cursor = z.output<typeof Cursor>;

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

/** Where reading starts. A mailbox that is new to us starts at its end: what came before was not for us. One that was renumbered is read again from the day before the last look. */
async function startOf(client: ImapFlow, inbox: MailboxObject, cursor: Cursor): Promise<NonNullable<Cursor>> {
  const uidValidity = String(inbox.uidValidity);
  if (cursor?.uidValidity === uidValidity) return cursor;
  const since = cursor && new Date(cursor.lookedAt - DAY_MS);
  const recent = since ? (await client.search({ since }, { uid: true })) || [] : [];
  return {
    uidValidity,
    uidNext: recent.reduce((first, uid) => Math.min(first, uid), inbox.uidNext),
    lookedAt: 0,
    knownBelow: inbox.uidNext,
  };
}

/** The next page of mails in the inbox, oldest first. */
export async function fetchInbox(client: ImapFlow, from: unknown): Promise<Fetched> {
  const lookedAt = Date.now();
  const inbox = await client.mailboxOpen('INBOX', { readOnly: true });
  const start = await startOf(client, inbox, Cursor.parse(from));
  const found = (await client.search({ uid: `${start.uidNext}:*` }, { uid: true })) || [];
  const uids = found.filter((uid) => uid >= start.uidNext).toSorted((a, b) => a - b); // `n:*` always finds the last one
  const page = uids.slice(0, PAGE);
  const mails: FetchedMail[] = [];
  const fields = { uid: true, source: { maxLength: MAX_BYTES }, internalDate: true };
  for await (const { uid, source, internalDate } of page.length > 0 ? client.fetch(page, fields, { uid: true }) : [])
    if (source)
      mails.push({
        externalId: `imap/${start.uidValidity}/${uid}`,
        raw: source,
        receivedAt: new Date(internalDate ?? lookedAt).getTime(),
        mayBeKnown: uid < start.knownBelow,
      });
  const hasMore = uids.length > page.length;
  const uidNext = (page.at(-1) ?? start.uidNext - 1) + 1;
  return {
    mails,
    hasMore,
    cursor: { ...start, lookedAt, uidNext: hasMore ? uidNext : Math.max(uidNext, inbox.uidNext) },
  };
}

/** The folder for sent mail: the one that the server marks so (RFC 6154) or that is named so, or null. */
async function sentFolder(client: ImapFlow): Promise<string | null> {
  const folders = await client.list();
  return folders.find(({ specialUse }) => specialUse === '\\Sent')?.path ?? null;
}

/** Looks for a Message-ID among the sent mails. Its absence proves nothing: the copy is written after the mail has left. */
export async function findInSent(client: ImapFlow, messageId: string): Promise<SentAnswer> {
  const folder = await sentFolder(client);
  if (!folder) return { kind: 'unknown' };
  await client.mailboxOpen(folder, { readOnly: true });
  const found = (await client.search({ header: { 'message-id': messageId } }, { uid: true })) || [];
  return { kind: found.length > 0 ? 'sent' : 'unknown' };
}

/** Writes a copy of a sent mail to the folder for sent mail, unless the server has put one there itself. */
export async function copyToSent(client: ImapFlow, mail: OutgoingMail): Promise<void> {
  const folder = await sentFolder(client);
  if (!folder || (await findInSent(client, mail.messageId)).kind === 'sent') return;
  await client.append(folder, await composeMail(mail), ['\\Seen'], new Date(mail.sentAt));
}

/** Waits on the server (IDLE, RFC 2177) until something newer than the cursor may have come; at once when it has come already. */
export async function awaitNews(
  client: ImapFlow,
  from: unknown,
  { forMs, signal }: { forMs: number; signal: AbortSignal },
): Promise<void> {
  const cursor = Cursor.parse(from);
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
