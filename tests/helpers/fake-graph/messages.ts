import { randomUUID } from 'node:crypto';
import type { Message } from '@microsoft/microsoft-graph-types';
import { type Request, Router } from 'express';
import { forMailbox, problem, problemAnswer, textOf } from './gate.ts';
import {
  type Account,
  accountOf,
  type Folder,
  fileMessage,
  moveMessage,
  type State,
  type StoredMessage,
  type StoredSubscription,
} from './state.ts';

type Selected = Required<Pick<Message, 'id'>> & Message & { '@odata.etag': string };

const isImmutable = (request: Request) => /IdType\s*=\s*"ImmutableId"/i.test(request.get('prefer') ?? '');

/** A message resource (learn.microsoft.com/graph/api/resources/message): named for ever only to whoever asks for that. */
export const messageResource = (message: StoredMessage, request: Request): Selected => ({
  '@odata.etag': `W/"${message.movableId}"`,
  id: isImmutable(request) ? message.immutableId : message.movableId,
  isDraft: message.isDraft,
  isRead: message.isRead,
  internetMessageId: message.internetMessageId,
  conversationId: message.conversationId,
  parentFolderId: message.folder,
  subject: message.subject,
  categories: message.categories,
  // Graph tells the time to the second.
  receivedDateTime: `${new Date(message.receivedAt).toISOString().slice(0, 19)}Z`,
});

const missing = problem(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

const findMessage = (account: Account, id: unknown) =>
  account.messages.find(({ immutableId, movableId }) => immutableId === id || movableId === id);

type Arrived = (account: Account, subscriptions: StoredSubscription[], message: StoredMessage) => void;

type Incoming = { to: string; raw: Buffer; folder?: Folder; onArrival: Arrived };

/** Puts a mail into an inbox, or where a rule of its owner files it, and tells who asked to be told of the inbox. */
export async function deliver(state: State, { to, raw, folder = 'inbox', onArrival }: Incoming) {
  const account = accountOf(state, to);
  const message = await fileMessage(account, raw, folder);
  if (folder === 'inbox') onArrival(account, account.subscriptions, message);
  return message;
}

/** Hands a draft over: it is named anew, filed among the sent ones, and each recipient has it. */
async function sendDraft(state: State, account: Account, message: StoredMessage, onArrival: Arrived) {
  moveMessage(message, 'sentitems');
  message.isDraft = false;
  if (state.replacesMessageIds) message.internetMessageId = `<${randomUUID()}@fake.prod.outlook.com>`;
  const raw = Buffer.from(
    message.raw.toString('latin1').replace(/^Message-ID:.*$/im, `Message-ID: ${message.internetMessageId}`),
    'latin1',
  );
  message.raw = raw;
  const { subject, writtenMessageId, internetMessageId } = message;
  for (const to of message.to) {
    const at = Date.now();
    state.deliveries.push({
      ...{ from: account.email, to, subject, writtenMessageId, internetMessageId, at },
      raw: raw.toString(),
    });
    if (state.accounts.has(to)) await deliver(state, { to, raw, onArrival });
  }
}

/** Creating, sending, reading, finding and deleting mails (learn.microsoft.com/graph/api/resources/message). */
export function messageRoutes(state: State, onArrival: Arrived): Router {
  const router = Router();
  const write = { scope: 'Mail.ReadWrite' };

  // A MIME draft: learn.microsoft.com/graph/api/user-post-messages, "Create a draft in MIME format".
  router.post(
    '/me/messages',
    forMailbox(state, { operation: 'createDraft', ...write }, async (account, request) => {
      if (!request.is('text/plain'))
        return problem(415, 'UnsupportedMediaType', 'Send the MIME content as text/plain in base64.');
      const raw = Buffer.from(String(request.body), 'base64');
      if (!raw.includes('\r\n')) return problem(400, 'ErrorMimeContentInvalidBase64String', 'Invalid base64 string.');
      const message = await fileMessage(account, raw, 'drafts');
      return { status: 201, body: messageResource(message, request) };
    }),
  );

  // learn.microsoft.com/graph/api/message-send: 202 with nothing in it.
  router.post(
    '/me/messages/:id/send',
    forMailbox(state, { operation: 'sendDraft', scope: 'Mail.Send' }, async (account, request) => {
      const message = findMessage(account, request.params.id);
      if (!message) return missing;
      if (!message.isDraft) return problem(400, 'ErrorInvalidOperation', 'The message has been sent already.');
      const refusal = state.refusals.get(account.email) ?? message.to.map((to) => state.refusals.get(to)).find(Boolean);
      if (refusal) return problemAnswer(refusal);
      const tooMany = state.throttle.send(account.email);
      if (tooMany) return problemAnswer(tooMany);
      const leave = () => sendDraft(state, account, message, onArrival);
      if (state.outboxMs === 0) await leave();
      else {
        moveMessage(message, 'outbox');
        setTimeout(() => void leave(), state.outboxMs);
      }
      return { status: 202 };
    }),
  );

  router.get(
    '/me/messages',
    forMailbox(state, { operation: 'findMessages', ...write }, (account, request) => {
      const since = /^receivedDateTime ge (\S+) and isDraft eq false$/.exec(textOf(request.query.$filter))?.[1];
      if (since !== undefined) {
        const late = account.messages.filter(({ isDraft, receivedAt }) => !isDraft && receivedAt >= Date.parse(since));
        const from = Number(textOf(request.query.$skip));
        const to = from + Number(textOf(request.query.$top));
        const value = late.slice(from, to).map((each) => messageResource(each, request));
        const next = new URL(request.originalUrl, `http://${request.get('host')}`);
        next.searchParams.set('$skip', String(to));
        return { status: 200, body: { value, ...(to < late.length ? { '@odata.nextLink': next.href } : {}) } };
      }
      const wanted = /^internetMessageId eq '((?:[^']|'')*)'$/.exec(textOf(request.query.$filter))?.[1];
      if (wanted === undefined) return problem(400, 'ErrorInvalidUrlQueryFilter', 'The filter is not understood.');
      const id = wanted.replaceAll("''", "'");
      const found = account.messages.filter(({ internetMessageId }) => internetMessageId === id);
      return { status: 200, body: { value: found.map((message) => messageResource(message, request)) } };
    }),
  );

  router.get(
    '/me/messages/:id/\\$value',
    forMailbox(state, { operation: 'mime', ...write }, (account, request) => {
      const message = findMessage(account, request.params.id);
      return message ? { status: 200, bytes: message.raw } : missing;
    }),
  );

  router.get(
    '/me/messages/:id',
    forMailbox(state, { operation: 'getMessage', ...write }, (account, request) => {
      const message = findMessage(account, request.params.id);
      return message ? { status: 200, body: messageResource(message, request) } : missing;
    }),
  );

  router.delete(
    '/me/messages/:id',
    forMailbox(state, { operation: 'deleteMessage', ...write }, (account, request) => {
      const message = findMessage(account, request.params.id);
      if (!message) return missing;
      account.messages.splice(account.messages.indexOf(message), 1);
      if (message.folder === 'inbox') account.arrivals.push({ messageId: message.immutableId, isRemoved: true });
      return { status: 204 };
    }),
  );
  return router;
}
