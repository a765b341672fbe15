import type { Message } from '@microsoft/microsoft-graph-types';
import type { OutgoingMail, SentAnswer, SentNames } from '../mail-provider.ts';
import { composeMail } from '../smtp/compose.ts';
import type { GraphClient } from './client.ts';
import { GraphError } from './graph-error.ts';

/** What is asked of a mail. */
const FIELDS = '$select=id,isDraft,parentFolderId,internetMessageId,conversationId';

/** A mail as Outlook has it: still a draft, handed over and waiting its turn to leave, or sent. */
export type KnownMessage = { id: string; state: 'draft' | 'leaving' | 'sent'; names: SentNames };

type Asked = { signal?: AbortSignal };

/** Mails that are handed over faster than Exchange lets them out wait in the outbox, and are called drafts until they leave. */
async function stateOf(client: GraphClient, { isDraft, parentFolderId }: Message): Promise<KnownMessage['state']> {
  if (!isDraft) return 'sent';
  return parentFolderId === (await client.folderId('outbox')) ? 'leaving' : 'draft';
}

/** What a mail is called, as far as that lasts: its Message-ID is another one once it has left. */
function known(message: Message, state: KnownMessage['state']): KnownMessage {
  const { id = '', internetMessageId, conversationId } = message;
  const names = {
    providerMessageId: id,
    ...(internetMessageId && state === 'sent' ? { messageId: internetMessageId } : {}),
    ...(conversationId ? { providerThreadId: conversationId } : {}),
  };
  return { id, state, names };
}

/** A header that the library leaves out, for a mail that goes without an envelope (RFC 5322, 3.6.3). */
const blindHeader = ({ bcc = [] }: OutgoingMail) => (bcc.length > 0 ? `Bcc: ${bcc.join(', ')}\r\n` : '');

/** Writes a draft, headers and all: only as MIME may it have List-Unsubscribe and References (learn.microsoft.com/graph/api/user-post-messages). */
export async function createDraft(client: GraphClient, mail: OutgoingMail, { signal }: Asked): Promise<KnownMessage> {
  const bytes = Buffer.concat([Buffer.from(blindHeader(mail)), await composeMail(mail)]);
  const path = '/me/messages';
  const text = bytes.toString('base64');
  return known(await client.call<Message>({ method: 'POST', path, text, signal, repeat: 'if-refused' }), 'draft');
}

/** Asks for a draft to be sent; that is done when it is no draft any more. */
export const submitDraft = (client: GraphClient, id: string, { signal }: Asked) =>
  client.call<null>({ method: 'POST', path: `/me/messages/${encodeURIComponent(id)}/send`, signal, repeat: 'never' });

/** A mail by its name at Outlook, which it keeps when it is sent (learn.microsoft.com/graph/outlook-immutable-id); null where there is none. */
export async function readMessage(
  client: GraphClient,
  id: string,
  { signal }: Asked = {},
): Promise<KnownMessage | null> {
  try {
    const path = `/me/messages/${encodeURIComponent(id)}?${FIELDS}`;
    const message = await client.call<Message>({ path, signal });
    return known(message, await stateOf(client, message));
  } catch (error) {
    if (error instanceof GraphError && error.failure === 'gone') return null;
    throw error;
  }
}

/** The mails of a Message-ID. Exchange gives a mail another one when it sends it, so a sent mail may not be found so. */
export async function findMessages(
  client: GraphClient,
  messageId: string,
  { signal }: Asked = {},
): Promise<KnownMessage[]> {
  const filter = encodeURIComponent(`internetMessageId eq '${messageId.replaceAll("'", "''")}'`);
  const { value } = await client.call<{ value: Message[] }>({
    path: `/me/messages?$filter=${filter}&${FIELDS}`,
    signal,
  });
  return Promise.all(value.map(async (message) => known(message, await stateOf(client, message))));
}

/** Throws a draft away. A mail keeps its name when it is sent, so that is looked at first: what was sent stays. */
export async function dropDraft(client: GraphClient, id: string): Promise<void> {
  const message = await readMessage(client, id);
  if (message?.state === 'draft')
    await client.call<null>({ method: 'DELETE', path: `/me/messages/${encodeURIComponent(id)}` });
}

type Question = Asked & { draftId: string | null; messageId: string };

/** Whether a mail left. A draft whose name was lost cannot have been sent: its name is kept before that. */
export async function findSent(client: GraphClient, { draftId, messageId, signal }: Question): Promise<SentAnswer> {
  const message = draftId ? await readMessage(client, draftId, { signal }) : null;
  if (message) return message.state === 'draft' ? { kind: 'absent' } : { kind: 'sent', ...message.names };
  const found = await findMessages(client, messageId, { signal });
  const sent = found.find(({ state }) => state !== 'draft');
  if (sent) return { kind: 'sent', ...sent.names };
  return { kind: draftId ? 'unknown' : 'absent' };
}
