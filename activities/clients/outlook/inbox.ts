import type { Message } from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import type { Fetched } from '../mail-provider.ts';
import type { GraphClient } from './client.ts';
import { beginningAt, Elsewhere, fetchElsewhere } from './elsewhere.ts';
import { GraphError } from './graph-error.ts';
import { graphSecond, MAIL_FIELDS, PAGE, readMail } from './received.ts';

const DAY_MS = 86_400_000;

const Cursor = z
  .object({
    /** Where Graph said to go on: the next page, or what comes after the last. */
    link: z.string(),
    /** When all that there was had been seen. */
    lookedAt: z.number(),
    /** Mails that came before this instant may have been fetched before Graph forgot where we were. */
    knownUntil: z.number().default(0),
    elsewhere: Elsewhere,
  })
  .nullable()
  .catch(null);
type Cursor = NonNullable<z.output<typeof Cursor>>;

type Page = { value: (Message & { '@removed'?: object })[]; '@odata.nextLink'?: string; '@odata.deltaLink'?: string };

/** A link that sees what came in from an instant on (learn.microsoft.com/graph/api/message-delta). */
const linkFrom = (instant: number) => {
  const filter = encodeURIComponent(`receivedDateTime ge ${graphSecond(instant)}`);
  return `/me/mailFolders/inbox/messages/delta?changeType=created&$filter=${filter}&$select=${MAIL_FIELDS}`;
};

/** Links that Graph gave are followed only to Graph: they are kept, and signed with a token. */
const isOurs = ({ link, elsewhere }: Cursor, graphUrl: string) =>
  [link, elsewhere?.link ?? '/'].every((each) => each.startsWith('/') || each.startsWith(`${graphUrl}/`));

/** The next page of mails in the inbox, oldest first. A mailbox that is new to us begins now; one that Graph has lost count of begins a day before the last look. */
export async function fetchInbox(client: GraphClient, from: unknown, graphUrl: string): Promise<Fetched> {
  const lookedAt = Date.now();
  const given = Cursor.parse(from);
  const cursor: Cursor =
    given && isOurs(given, graphUrl) ? given : { link: linkFrom(lookedAt), lookedAt, knownUntil: 0, elsewhere: null };
  const page = await client
    .call<Page>({ path: cursor.link, prefer: [`odata.maxpagesize=${PAGE}`] })
    .catch((error: unknown) => {
      if (error instanceof GraphError && error.failure === 'gone' && error.status !== 404) return null;
      throw error;
    });
  if (!page) {
    const link = linkFrom(cursor.lookedAt - DAY_MS);
    return { mails: [], hasMore: true, cursor: { ...cursor, link, knownUntil: lookedAt } };
  }
  const came = page.value.filter((message) => !message['@removed']);
  const read = await Promise.all(came.map((message) => readMail(client, message, cursor.knownUntil)));
  const mails = read.filter((mail) => mail !== null).toSorted((a, b) => a.receivedAt - b.receivedAt);
  const next = page['@odata.nextLink'];
  if (next) return { mails, hasMore: true, cursor: { ...cursor, link: next } };
  const filed = await fetchElsewhere(client, cursor.elsewhere ?? beginningAt(cursor.lookedAt));
  const link = page['@odata.deltaLink'] ?? cursor.link;
  return {
    mails: [...mails, ...filed.mails],
    hasMore: filed.hasMore,
    cursor: { link, lookedAt, knownUntil: 0, elsewhere: filed.cursor },
  };
}
