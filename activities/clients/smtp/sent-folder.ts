import type { ImapFlow } from 'imapflow';
import type { OutgoingMail, SentAnswer } from '../mail-provider.ts';
import { composeMail } from './compose.ts';

/** The folder for sent mail: the one that the server marks so (RFC 6154), else one that is named so in some language, or null. */
async function sentFolder(client: ImapFlow): Promise<string | null> {
  const folders = await client.list();
  return folders.find(({ specialUse }) => specialUse === '\\Sent')?.path ?? null;
}

const has = async (client: ImapFlow, messageId: string) =>
  ((await client.search({ header: { 'message-id': messageId } }, { uid: true })) || []).length > 0;

/** Looks for a Message-ID among the sent mails. Its absence proves nothing: the copy is written after the mail has left. */
export async function findInSent(client: ImapFlow, messageId: string): Promise<SentAnswer> {
  const folder = await sentFolder(client);
  if (!folder) return { kind: 'unknown' };
  await client.mailboxOpen(folder, { readOnly: true });
  return { kind: (await has(client, messageId)) ? 'sent' : 'unknown' };
}

/** Writes copies of sent mails to the folder for sent mail, each that is not there yet: the server may have put it there itself. One that is refused holds up no other. */
export async function copyToSent(client: ImapFlow, mails: OutgoingMail[]): Promise<void> {
  const folder = await sentFolder(client);
  if (!folder) return;
  await client.mailboxOpen(folder, { readOnly: true });
  const refused: unknown[] = [];
  for (const mail of mails) {
    if (await has(client, mail.messageId)) continue;
    try {
      await client.append(folder, await composeMail(mail), ['\\Seen'], new Date(mail.sentAt));
    } catch (error) {
      if (!client.usable) throw error;
      refused.push(error);
    }
  }
  if (refused.length > 0) throw refused[0];
}
