import type { gmail_v1 } from '@googleapis/gmail';
import { z } from 'zod';
import type { Fetched, FetchedMail, MailChange } from '../mail-provider.ts';
import { headerOf } from '../mime.ts';
import type { GmailClient } from './client.ts';
import { GoogleError } from './google-error.ts';

const PAGE = 100;
const AT_A_TIME = 5;
const DAY_S = 86_400;
/** Of a longer mail only the beginning is kept: words and reports come first, what follows is attachments. */
const MAX_BYTES = 5 * 1024 * 1024;
/** What did not come in from somebody else. */
const NOT_RECEIVED = new Set(['SENT', 'DRAFT', 'TRASH', 'CHAT']);

const Cursor = z
  .object({
    /** Everything up to here has been seen. */
    historyId: z.string(),
    lookedAt: z.number(),
    /** Where the next page begins; `since` where the history had ended and mails are listed instead. */
    page: z.object({ token: z.string().nullable(), since: z.number().nullable() }).nullable().default(null),
  })
  .nullable()
  .catch(null);
type Cursor = NonNullable<z.output<typeof Cursor>>;

const isGone = (error: unknown) => error instanceof GoogleError && error.failure === 'gone';

const currentHistory = async (client: GmailClient) => {
  const profile = await client.call('users.getProfile', (users, options) =>
    users.getProfile({ userId: 'me' }, options),
  );
  return profile.historyId ?? '1';
};

/** Whether a mail came in. One that a filter has filed away did too; a mail to oneself lies in the inbox. */
const isReceived = (labels: string[]) => labels.includes('INBOX') || !labels.some((label) => NOT_RECEIVED.has(label));

/** Of what Gmail calls spam, reports and answers are looked at: they may be about mail of ours. The rest stays where it is. */
const isWanted = (labels: string[], raw: Buffer) =>
  !labels.includes('SPAM') ||
  headerOf(raw, 'In-Reply-To') !== null ||
  headerOf(raw, 'References') !== null ||
  /multipart\/report/i.test(headerOf(raw, 'Content-Type') ?? '') ||
  /<?(mailer-daemon|postmaster)@/i.test(headerOf(raw, 'From') ?? '');

const externalIdOf = (id: string) => `gmail/${id}`;

/** One mail as it came; null when it is gone again, or not for us. */
async function fetchMail(client: GmailClient, id: string): Promise<FetchedMail | null> {
  const message = await client
    .call('messages.get', (users, options) => users.messages.get({ userId: 'me', id, format: 'raw' }, options))
    .catch((error: unknown) => {
      if (isGone(error)) return null;
      throw error;
    });
  const labels = message?.labelIds ?? [];
  const raw = Buffer.from(message?.raw ?? '', 'base64url').subarray(0, MAX_BYTES);
  if (!message || !isReceived(labels) || !isWanted(labels, raw)) return null;
  return {
    externalId: externalIdOf(id),
    raw,
    receivedAt: Number(message.internalDate ?? Date.now()),
    providerThreadId: message.threadId ?? undefined,
    labels,
    isRead: !labels.includes('UNREAD'),
  };
}

/** Some mails at a time, in the order in which they came. */
async function fetchMails(client: GmailClient, ids: string[]): Promise<FetchedMail[]> {
  const mails: FetchedMail[] = [];
  for (let from = 0; from < ids.length; from += AT_A_TIME) {
    const fetched = await Promise.all(ids.slice(from, from + AT_A_TIME).map((id) => fetchMail(client, id)));
    mails.push(...fetched.filter((mail) => mail !== null));
  }
  return mails;
}

const addedIn = (history: gmail_v1.Schema$History[]) =>
  history
    .flatMap(({ messagesAdded }) => messagesAdded ?? [])
    .flatMap(({ message }) => (message?.id && isReceived(message.labelIds ?? []) ? [message.id] : []));

/** What was read, or marked as unread, in Gmail; the last word about a mail counts. */
function changesIn(history: gmail_v1.Schema$History[]): MailChange[] {
  const isRead = new Map<string, boolean>();
  for (const { labelsAdded = [], labelsRemoved = [] } of history) {
    for (const { message, labelIds } of labelsAdded)
      if (message?.id && labelIds?.includes('UNREAD')) isRead.set(message.id, false);
    for (const { message, labelIds } of labelsRemoved)
      if (message?.id && labelIds?.includes('UNREAD')) isRead.set(message.id, true);
  }
  return [...isRead].map(([id, each]) => ({ externalId: externalIdOf(id), isRead: each }));
}

/** A page of what has changed since the cursor. */
async function fetchHistory(client: GmailClient, { historyId, page }: Cursor, lookedAt: number): Promise<Fetched> {
  const answer = await client.call('history.list', (users, options) =>
    users.history.list(
      {
        userId: 'me',
        startHistoryId: historyId,
        historyTypes: ['messageAdded', 'labelAdded', 'labelRemoved'],
        maxResults: PAGE,
        ...(page?.token ? { pageToken: page.token } : {}),
      },
      options,
    ),
  );
  const mails = await fetchMails(client, [...new Set(addedIn(answer.history ?? []))]);
  const token = answer.nextPageToken ?? null;
  const cursor: Cursor = token
    ? { historyId, lookedAt, page: { token, since: null } }
    : { historyId: answer.historyId ?? historyId, lookedAt, page: null };
  return { mails, changes: changesIn(answer.history ?? []), cursor, hasMore: token !== null };
}

/** A page of the mails since an instant, where Gmail has forgotten the history. Those that were fetched before are known by their id. */
async function fetchList(client: GmailClient, { historyId, page }: Cursor, lookedAt: number): Promise<Fetched> {
  const since = page?.since ?? lookedAt;
  const answer = await client.call('messages.list', (users, options) =>
    users.messages.list(
      {
        userId: 'me',
        q: `after:${Math.floor(since / 1000) - DAY_S}`,
        includeSpamTrash: true,
        maxResults: PAGE,
        ...(page?.token ? { pageToken: page.token } : {}),
      },
      options,
    ),
  );
  const ids = (answer.messages ?? []).flatMap(({ id }) => id ?? []);
  const mails = await fetchMails(client, ids);
  const token = answer.nextPageToken ?? null;
  return {
    mails: mails.toSorted((a, b) => a.receivedAt - b.receivedAt),
    cursor: { historyId, lookedAt, page: token ? { token, since } : null },
    hasMore: token !== null,
  };
}

/** The next mails since the cursor. A mailbox that is new to us starts now: what came before was not for us. */
export async function fetchGmail(client: GmailClient, from: unknown): Promise<Fetched> {
  const lookedAt = Date.now();
  const cursor = Cursor.parse(from);
  if (!cursor) {
    const first: Cursor = { historyId: await currentHistory(client), lookedAt, page: null };
    return { mails: [], cursor: first, hasMore: false };
  }
  if (cursor.page?.since != null) return fetchList(client, cursor, lookedAt);
  return fetchHistory(client, cursor, lookedAt).catch(async (error: unknown) => {
    if (!isGone(error)) throw error;
    const page = { token: null, since: cursor.lookedAt };
    return fetchList(client, { ...cursor, historyId: await currentHistory(client), page }, lookedAt);
  });
}
