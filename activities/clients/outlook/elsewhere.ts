import type { Message } from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import type { FetchedMail } from '../mail-provider.ts';
import { headerOf } from '../mime.ts';
import type { FolderName, GraphClient } from './client.ts';
import { graphSecond, MAIL_FIELDS, readMail, receivedAtOf } from './received.ts';

/** How far the mails outside the inbox have been looked at: to a second, which of that second, and where Graph said to go on. */
export const Elsewhere = z
  .object({ since: z.number(), seen: z.array(z.string()), link: z.string().nullable() })
  .nullable()
  .catch(null);
type Elsewhere = NonNullable<z.output<typeof Elsewhere>>;

/** Where looking outside the inbox begins. */
export const beginningAt = (instant: number): Elsewhere => ({
  since: Math.floor(instant / 1_000) * 1_000,
  seen: [],
  link: null,
});

/** Most of what is listed is our own mail, and not read. */
const LIST = 50;

/** The inbox is followed by itself; what lies in the others is our own. */
const NOT_ELSEWHERE: FolderName[] = ['inbox', 'drafts', 'outbox', 'sentitems'];
/** Of what lies here only answers and reports are looked at: they may be about mail of ours. */
const DOUBTFUL: FolderName[] = ['junkemail', 'deleteditems'];

const foldersOf = (client: GraphClient, names: FolderName[]) =>
  Promise.all(names.map((name) => client.folderId(name))).then((ids) => new Set<string | null | undefined>(ids));

const mayBeAboutOurs = ({ raw }: FetchedMail) =>
  headerOf(raw, 'In-Reply-To') !== null ||
  headerOf(raw, 'References') !== null ||
  /multipart\/report/i.test(headerOf(raw, 'Content-Type') ?? '') ||
  /<?(mailer-daemon|postmaster)@/i.test(headerOf(raw, 'From') ?? '');

/** Mails from a second on, whatever folder they lie in (learn.microsoft.com/graph/api/user-list-messages). */
function pathFrom(since: number): string {
  const filter = encodeURIComponent(`receivedDateTime ge ${graphSecond(since)} and isDraft eq false`);
  return `/me/messages?$filter=${filter}&$orderby=receivedDateTime&$top=${LIST}&$select=${MAIL_FIELDS}`;
}

/** How far has been looked after these mails. */
function cursorAfter(
  { since, seen }: Elsewhere,
  { value, link }: { value: Message[]; link: string | null },
): Elsewhere {
  const last = value.at(-1);
  if (!last) return { since, seen, link };
  const at = receivedAtOf(last);
  const ofThatSecond = value.filter((message) => receivedAtOf(message) === at).map(({ id = '' }) => id);
  return { since: at, seen: [...new Set([...(at === since ? seen : []), ...ofThatSecond])], link };
}

type Page = { value: Message[]; '@odata.nextLink'?: string };

/** Mails that came in and lie outside the inbox, as rules file them: an answer is one wherever it lies. */
export async function fetchElsewhere(
  client: GraphClient,
  from: Elsewhere,
): Promise<{ mails: FetchedMail[]; cursor: Elsewhere; hasMore: boolean }> {
  const { value, '@odata.nextLink': link = null } = await client.call<Page>({
    path: from.link ?? pathFrom(from.since),
  });
  const [known, doubtful] = await Promise.all([foldersOf(client, NOT_ELSEWHERE), foldersOf(client, DOUBTFUL)]);
  const filed = value.filter(({ id = '', parentFolderId }) => !known.has(parentFolderId) && !from.seen.includes(id));
  const read = await Promise.all(
    filed.map(async (message) => {
      const mail = await readMail(client, message, 0);
      const isWanted = mail && (!doubtful.has(message.parentFolderId) || mayBeAboutOurs(mail));
      return isWanted ? mail : null;
    }),
  );
  return {
    mails: read.filter((mail) => mail !== null),
    cursor: cursorAfter(from, { value, link }),
    hasMore: link !== null,
  };
}
