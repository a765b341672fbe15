import type { OutgoingMail } from '../mail-provider.ts';
import { composeMail } from '../smtp/compose.ts';
import type { GmailClient } from './client.ts';
import type { DraftName } from './draft-name.ts';
import { GoogleError } from './google-error.ts';
import { REF_HEADER, readHead } from './sent.ts';

type Asked = { mail: OutgoingMail; signal: AbortSignal };

/** The bytes of a mail as Gmail takes them: whom it goes to stands in its head, hidden copies too. */
async function messageOf(mail: OutgoingMail) {
  const raw = await composeMail(mail, { keepBcc: true, headers: { [REF_HEADER]: mail.messageId } });
  return { raw: raw.toString('base64url'), ...(mail.providerThreadId ? { threadId: mail.providerThreadId } : {}) };
}

const nameOf = ({ id, message }: { id?: string | null; message?: { threadId?: string | null } }): DraftName => ({
  draftId: id ?? '',
  threadId: message?.threadId ?? '',
});

/** Puts today's words into a draft; null when it is gone. */
export async function rewriteDraft(
  client: GmailClient,
  name: DraftName,
  { mail, signal }: Asked,
): Promise<DraftName | null> {
  // A follow-up stays in the conversation in which its draft lies.
  const message = await messageOf({ ...mail, providerThreadId: mail.providerThreadId && name.threadId });
  return client
    .call(
      'drafts.update',
      (users, options) =>
        users.drafts.update({ userId: 'me', id: name.draftId, requestBody: { id: name.draftId, message } }, options),
      signal,
    )
    .then(nameOf, (error: unknown) => {
      if (error instanceof GoogleError && error.failure === 'gone') return null;
      throw error;
    });
}

const AMONG = 20;

/** The draft of a mail whose name was lost: by the Message-ID, else by the reference in it among the latest to that person. */
export async function findDraft(client: GmailClient, { mail, signal }: Asked): Promise<DraftName | null> {
  const list = (q: string, maxResults: number) =>
    client.call('drafts.list', (users, options) => users.drafts.list({ userId: 'me', q, maxResults }, options), signal);
  const [named] = (await list(`rfc822msgid:${mail.messageId.slice(1, -1)}`, 1)).drafts ?? [];
  if (named) return nameOf(named);
  for (const draft of (await list(`to:${mail.to.address}`, AMONG)).drafts ?? []) {
    const { payload } = await readHead(client, draft.message?.id ?? '', signal);
    if (payload?.headers?.some(({ name, value }) => name === REF_HEADER && value === mail.messageId))
      return nameOf(draft);
  }
  return null;
}

/** Writes a draft. Where Google's answer is lost the draft may be there: it is looked for. */
export async function writeDraft(client: GmailClient, asked: Asked): Promise<DraftName> {
  const { mail, signal } = asked;
  const create = async (threadId: string | undefined) => {
    const message = await messageOf({ ...mail, providerThreadId: threadId });
    return client.call(
      'drafts.create',
      (users, options) => users.drafts.create({ userId: 'me', requestBody: { message } }, options),
      signal,
    );
  };
  try {
    return nameOf(await create(mail.providerThreadId));
  } catch (error) {
    if (!(error instanceof GoogleError)) throw error;
    // The conversation was deleted in Gmail: the mail begins another there, and the recipient sees no difference.
    if (error.failure === 'gone' && mail.providerThreadId) return nameOf(await create(undefined));
    const found =
      error.failure === 'silence' && !signal.aborted ? await findDraft(client, asked).catch(() => null) : null;
    if (found) return found;
    throw error;
  }
}

/** Throws a draft away that will never be sent. */
export const dropDraft = (client: GmailClient, { draftId }: DraftName): Promise<unknown> =>
  client
    .call('drafts.delete', (users, options) => users.drafts.delete({ userId: 'me', id: draftId }, options))
    .catch((error: unknown) => {
      if (!(error instanceof GoogleError && error.failure === 'gone')) throw error;
    });
