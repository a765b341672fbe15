import { setTimeout as sleep } from 'node:timers/promises';
import type { gmail_v1 } from '@googleapis/gmail';
import type { SentAnswer, SentNames, SentQuestion } from '../mail-provider.ts';
import type { GmailClient } from './client.ts';
import { type DraftName, draftName } from './draft-name.ts';
import { GoogleError } from './google-error.ts';

/** Carries the Message-ID that we gave, for Gmail puts its own in its place. */
export const REF_HEADER = 'X-Message-Ref';
const NAMED = ['Message-ID', REF_HEADER];

type Message = gmail_v1.Schema$Message;

const headerOf = ({ payload }: Message, name: string) =>
  payload?.headers?.find((header) => header.name?.toLowerCase() === name.toLowerCase())?.value ?? null;

const isSent = ({ labelIds }: Message) => labelIds?.includes('SENT') === true;

/** Whether a mail in Gmail is the one that we named so. */
const isOurs = (message: Message, messageId: string) =>
  headerOf(message, REF_HEADER) === messageId || headerOf(message, 'Message-ID') === messageId;

const namesOf = (message: Message): SentNames => ({
  messageId: headerOf(message, 'Message-ID') ?? undefined,
  providerMessageId: message.id ?? undefined,
  providerThreadId: message.threadId ?? undefined,
});

const isGone = (error: unknown) => error instanceof GoogleError && error.failure === 'gone';
const orNull = (error: unknown): null => {
  if (isGone(error)) return null;
  throw error;
};

/** The head of a message: its labels, and the names it carries. */
export const readHead = (client: GmailClient, id: string, signal?: AbortSignal): Promise<Message> =>
  client.call(
    'messages.get',
    (users, options) => users.messages.get({ userId: 'me', id, format: 'metadata', metadataHeaders: NAMED }, options),
    signal,
  );

/** The names of a message that has just been sent; without the Message-ID where Gmail does not tell it now. */
export async function readNames(client: GmailClient, sent: Message, signal: AbortSignal): Promise<SentNames> {
  const known = namesOf(sent);
  try {
    return { ...known, ...namesOf(await readHead(client, sent.id ?? '', signal)) };
  } catch {
    return known; // it has left; its name is asked for again when the mailbox is looked at
  }
}

/** Whether a draft still lies there: then it has not been sent. */
const lies = (client: GmailClient, { draftId }: DraftName, signal?: AbortSignal) =>
  client
    .call(
      'drafts.get',
      (users, options) => users.drafts.get({ userId: 'me', id: draftId, format: 'minimal' }, options),
      signal,
    )
    .then(() => true, orNull);

/** A draft that is not there any more, and the mail that it was. */
type Gone = { name: DraftName; messageId: string; signal?: AbortSignal };

/** The mail of ours in the conversation that its draft began or went on. */
async function findInThread(client: GmailClient, { name: { threadId }, messageId, signal }: Gone) {
  const thread = await client
    .call(
      'threads.get',
      (users, options) =>
        users.threads.get({ userId: 'me', id: threadId, format: 'metadata', metadataHeaders: NAMED }, options),
      signal,
    )
    .catch(orNull);
  return thread?.messages?.find((message) => isSent(message) && isOurs(message, messageId)) ?? null;
}

/** The mail of ours among all that were sent, where Gmail kept the name that we gave. */
async function findByName(client: GmailClient, messageId: string, signal?: AbortSignal): Promise<Message | null> {
  const { messages } = await client.call(
    'messages.list',
    (users, options) =>
      users.messages.list({ userId: 'me', q: `in:sent rfc822msgid:${messageId.slice(1, -1)}`, maxResults: 1 }, options),
    signal,
  );
  const id = messages?.[0]?.id;
  return id ? readHead(client, id, signal) : null;
}

/** A draft that was sent a moment ago may not be found among the sent ones yet. */
const AGAIN_MS = [500, 2_000];

/** Finds a mail whose draft is gone. */
export async function findGone(client: GmailClient, gone: Gone): Promise<SentAnswer> {
  const { messageId, signal } = gone;
  for (const waitMs of [...AGAIN_MS, null]) {
    const found = (await findInThread(client, gone)) ?? (await findByName(client, messageId, signal));
    if (found) return { kind: 'sent', ...namesOf(found) };
    if (waitMs !== null) await sleep(waitMs, undefined, { signal });
  }
  return { kind: 'unknown' }; // somebody may have thrown the draft away
}

/** What became of a mail: its draft lies there still, or it is gone and among the sent ones. Throws where Google does not answer. */
export async function findSent(
  client: GmailClient,
  { messageId, draftId }: SentQuestion,
  signal?: AbortSignal,
): Promise<SentAnswer> {
  const name = draftName.read(draftId);
  if (!name) return { kind: 'absent' }; // a draft's name is kept before it is sent
  if (await lies(client, name, signal)) return { kind: 'absent' };
  return findGone(client, { name, messageId, signal });
}
