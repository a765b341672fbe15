import type { Message } from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import type { Fetched, FetchedMail } from '../mail-provider.ts';
import type { GraphClient } from './client.ts';
import { GraphError } from './graph-error.ts';

const PAGE = 50;
const DAY_MS = 86_400_000;
/** Of a longer mail only the beginning is read: words and reports come first, what follows is attachments. */
const MAX_BYTES = 5 * 1024 * 1024;
const FIELDS = '$select=id,receivedDateTime,conversationId,categories,isRead';

const Cursor = z
  .object({
    /** Where Graph said to go on: the next page, or what comes after the last. */
    link: z.string(),
    /** When all that there was had been seen. */
    lookedAt: z.number(),
    /** Mails that came before this instant may have been fetched before Graph forgot where we were. */
    knownUntil: z.number().default(0),
  })
  .nullable()
  .catch(null);
type Cursor = NonNullable<z.output<typeof Cursor>>;

type Page = { value: (Message & { '@removed'?: object })[]; '@odata.nextLink'?: string; '@odata.deltaLink'?: string };

/** A link that sees what came in from an instant on (learn.microsoft.com/graph/api/message-delta). Graph tells the time to the second. */
const linkFrom = (instant: number) => {
  const since = `${new Date(instant).toISOString().slice(0, 19)}Z`;
  const filter = encodeURIComponent(`receivedDateTime ge ${since}`);
  return `/me/mailFolders/inbox/messages/delta?changeType=created&$filter=${filter}&${FIELDS}`;
};

/** Links that Graph gave are followed only to Graph: they are kept, and signed with a token. */
function isOurs(link: string, graphUrl: string) {
  return link.startsWith('/') || link.startsWith(`${graphUrl}/`);
}

async function readMail(
  client: GraphClient,
  { id = '', receivedDateTime, conversationId, categories, isRead }: Message,
  knownUntil: number,
): Promise<FetchedMail | null> {
  const receivedAt = Date.parse(receivedDateTime ?? '') || Date.now();
  try {
    const raw = await client.bytes(`/me/messages/${encodeURIComponent(id)}/$value`, { most: MAX_BYTES });
    return {
      externalId: `outlook/${id}`,
      raw,
      receivedAt,
      ...(conversationId ? { providerThreadId: conversationId } : {}),
      labels: categories ?? [],
      isRead: isRead ?? false,
      mayBeKnown: receivedAt <= knownUntil,
    };
  } catch (error) {
    if (error instanceof GraphError && error.failure === 'gone') return null; // deleted meanwhile
    throw error;
  }
}

/** The next page of mails in the inbox, oldest first. A mailbox that is new to us begins now; one that Graph has lost count of begins a day before the last look. */
export async function fetchInbox(client: GraphClient, from: unknown, graphUrl: string): Promise<Fetched> {
  const lookedAt = Date.now();
  const given = Cursor.parse(from);
  const cursor: Cursor =
    given && isOurs(given.link, graphUrl) ? given : { link: linkFrom(lookedAt), lookedAt, knownUntil: 0 };
  const page = await client
    .call<Page>({ path: cursor.link, prefer: [`odata.maxpagesize=${PAGE}`] })
    .catch((error: unknown) => {
      if (error instanceof GraphError && error.failure === 'gone' && error.status !== 404) return null;
      throw error;
    });
  if (!page) {
    const link = linkFrom(cursor.lookedAt - DAY_MS);
    return { mails: [], hasMore: true, cursor: { link, lookedAt: cursor.lookedAt, knownUntil: lookedAt } };
  }
  const came = page.value.filter((message) => !message['@removed']);
  const mails = await Promise.all(came.map((message) => readMail(client, message, cursor.knownUntil)));
  const next = page['@odata.nextLink'];
  const link = next ?? page['@odata.deltaLink'] ?? cursor.link;
  return {
    mails: mails.filter((mail) => mail !== null).toSorted((a, b) => a.receivedAt - b.receivedAt),
    hasMore: next !== undefined,
    cursor: next ? { ...cursor, link } : { link, lookedAt, knownUntil: 0 },
  };
}
