import type { Message } from '@microsoft/microsoft-graph-types';
import type { FetchedMail } from '../mail-provider.ts';
import type { GraphClient } from './client.ts';
import { GraphError } from './graph-error.ts';

/** So many mails are read at a time: the longest of them fit into memory together. */
export const PAGE = 20;
/** Of a longer mail only the beginning is read: words and reports come first, what follows is attachments. */
const MAX_BYTES = 5 * 1024 * 1024;

/** What is asked of a mail that came in, beside its bytes. */
export const MAIL_FIELDS = 'id,receivedDateTime,conversationId,categories,isRead,parentFolderId';

/** An instant as Graph tells it: to the second. */
export const graphSecond = (instant: number) => `${new Date(instant).toISOString().slice(0, 19)}Z`;

/** When a mail came in. */
export const receivedAtOf = ({ receivedDateTime }: Message) => Date.parse(receivedDateTime ?? '') || Date.now();

/** A mail as it came (learn.microsoft.com/graph/outlook-get-mime-message); null where it was deleted meanwhile. */
export async function readMail(client: GraphClient, message: Message, knownUntil: number): Promise<FetchedMail | null> {
  const { id = '', conversationId, categories, isRead } = message;
  const receivedAt = receivedAtOf(message);
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
    if (error instanceof GraphError && error.failure === 'gone') return null;
    throw error;
  }
}
