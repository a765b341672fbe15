import type { ImapFlow, MailboxObject } from 'imapflow';
import { z } from 'zod';
import type { Fetched, FetchedMail, MailChange } from '../mail-provider.ts';

const PAGE = 50;
/** A page of long mails ends sooner: what is fetched at a time stays small in memory. */
const PAGE_BYTES = 16 * 1024 * 1024;
/** Of a longer mail only the beginning is read: words and reports come first, what follows is attachments. */
const MAX_BYTES = 5 * 1024 * 1024;
const DAY_MS = 86_400_000;

/** How far an inbox has been read. */
export const InboxCursor = z
  .object({
    uidValidity: z.string(),
    uidNext: z.number(),
    /** When everything was read last. */
    lookedAt: z.number().default(0),
    /** Mails below this number may have been fetched before the server renumbered them. */
    knownBelow: z.number().default(0),
    /** The first mail that is ours to know: what came before the mailbox was connected is not. */
    knownFrom: z.number().optional(),
    /** The last change of flags that is known (RFC 7162), where the server counts them. */
    modseq: z.string().optional(),
  })
  .nullable()
  .catch(null);
type InboxCursor = z.output<typeof InboxCursor>;

/** Where reading starts. A mailbox that is new to us starts at its end: what came before was not for us. One that was renumbered is read again from the day before everything was read last. */
async function startOf(client: ImapFlow, inbox: MailboxObject, cursor: InboxCursor): Promise<NonNullable<InboxCursor>> {
  const uidValidity = String(inbox.uidValidity);
  if (cursor?.uidValidity === uidValidity) return cursor;
  const since = cursor && new Date(cursor.lookedAt - DAY_MS);
  const recent = since ? (await client.search({ since }, { uid: true })) || [] : [];
  const uidNext = recent.reduce((first, uid) => Math.min(first, uid), inbox.uidNext);
  return {
    uidValidity,
    uidNext,
    lookedAt: cursor?.lookedAt ?? Date.now(),
    knownBelow: inbox.uidNext,
    knownFrom: uidNext,
  };
}

/** What happened to the flags of mails that were fetched before. Asked for only where the server counts changes and has counted some. */
async function changesSince(
  client: ImapFlow,
  inbox: MailboxObject,
  { uidValidity, uidNext, knownFrom = uidNext, modseq }: NonNullable<InboxCursor>,
): Promise<MailChange[]> {
  if (!modseq || !inbox.highestModseq || String(inbox.highestModseq) === modseq || knownFrom >= uidNext) return [];
  const changes: MailChange[] = [];
  const known = `${knownFrom}:${uidNext - 1}`;
  const changed = client.fetch(known, { uid: true, flags: true }, { uid: true, changedSince: BigInt(modseq) });
  for await (const { uid, flags } of changed)
    changes.push({ externalId: `imap/${uidValidity}/${uid}`, isRead: flags?.has('\\Seen') ?? false });
  return changes;
}

/** The mails of the next page: not too many, and not too long together. */
async function pageOf(client: ImapFlow, uids: number[]): Promise<number[]> {
  if (uids.length === 0) return [];
  const asked = uids.slice(0, PAGE);
  const sizes = new Map<number, number>();
  for await (const { uid, size } of client.fetch(asked, { uid: true, size: true }, { uid: true }))
    sizes.set(uid, Math.min(size ?? MAX_BYTES, MAX_BYTES));
  let bytes = 0;
  const end = asked.findIndex((uid, index) => {
    bytes += sizes.get(uid) ?? 0;
    return index > 0 && bytes > PAGE_BYTES;
  });
  return end === -1 ? asked : asked.slice(0, end);
}

/** The next page of mails in the inbox, oldest first, and what happened to those that are known. */
export async function fetchInbox(client: ImapFlow, from: unknown): Promise<Fetched> {
  const lookedAt = Date.now();
  const inbox = await client.mailboxOpen('INBOX', { readOnly: true });
  const start = await startOf(client, inbox, InboxCursor.parse(from));
  const changes = await changesSince(client, inbox, start);
  const hasNews = inbox.uidNext > start.uidNext;
  const found = hasNews && (await client.search({ uid: `${start.uidNext}:*` }, { uid: true }));
  const uids = (found || []).filter((uid) => uid >= start.uidNext).toSorted((a, b) => a - b); // `n:*` always finds the last one
  const page = await pageOf(client, uids);
  const mails: FetchedMail[] = [];
  const fields = { uid: true, flags: true, source: { maxLength: MAX_BYTES }, internalDate: true };
  for await (const mail of page.length > 0 ? client.fetch(page, fields, { uid: true }) : [])
    if (mail.source)
      mails.push({
        externalId: `imap/${start.uidValidity}/${mail.uid}`,
        raw: mail.source,
        receivedAt: new Date(mail.internalDate ?? lookedAt).getTime(),
        isRead: mail.flags?.has('\\Seen') ?? false,
        mayBeKnown: mail.uid < start.knownBelow,
      });
  const hasMore = uids.length > page.length;
  const uidNext = (page.at(-1) ?? start.uidNext - 1) + 1;
  return {
    mails,
    changes,
    hasMore,
    cursor: {
      ...start,
      lookedAt: hasMore ? start.lookedAt : lookedAt,
      uidNext: hasMore ? uidNext : Math.max(uidNext, inbox.uidNext),
      knownFrom: start.knownFrom ?? start.uidNext,
      ...(inbox.highestModseq ? { modseq: String(inbox.highestModseq) } : {}),
    },
  };
}
