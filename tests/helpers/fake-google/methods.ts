import { badArgument, Failure, notFound } from './failure.ts';
import { addressesIn, headerIn, headersOf } from './mail.ts';
import { type Account, changeLabels, keepDraft, type Mail, removeMail, sendDraft, type World } from './state.ts';

export type Asked = {
  world: World;
  account: Account;
  id: string;
  query: URLSearchParams;
  body: { id?: string; message?: { raw?: string; threadId?: string } } & Record<string, unknown>;
};

const WEEK_MS = 7 * 86_400_000;
const MAX_BYTES = 36_700_160;

const bytesOf = (raw: string | undefined): Buffer => {
  const bytes = Buffer.from(raw ?? '', 'base64url');
  if (bytes.length === 0)
    throw badArgument("'raw' RFC822 payload message string or uploading message via /upload/* URL required");
  if (bytes.length > MAX_BYTES) throw new Failure(413, 'uploadTooLarge', 'Message too large');
  return bytes;
};

const short = ({ id, threadId }: Mail) => ({ id, threadId });

function messageOf(mail: Mail, query: URLSearchParams) {
  const format = query.get('format') ?? 'full';
  const head = {
    ...short(mail),
    labelIds: [...mail.labels],
    historyId: String(mail.historyId),
    internalDate: String(mail.at),
    sizeEstimate: mail.raw.length,
  };
  if (format === 'minimal') return head;
  if (format === 'raw') return { ...head, snippet: '', raw: mail.raw.toString('base64url') };
  const wanted = query.getAll('metadataHeaders').map((name) => name.toLowerCase());
  const headers = headersOf(mail.raw).filter(
    ({ name }) => format !== 'metadata' || wanted.length === 0 || wanted.includes(name.toLowerCase()),
  );
  return { ...head, snippet: '', payload: { partId: '', mimeType: 'text/plain', filename: '', headers } };
}

const mailIn = ({ account, id }: Asked): Mail => {
  const mail = account.mails.get(id);
  if (!mail) throw notFound();
  return mail;
};
const draftIn = ({ account, id }: Asked): Mail => {
  const mail = account.mails.get(account.drafts.get(id) ?? '');
  if (!mail) throw notFound();
  return mail;
};

/** What Gmail's search understands, as far as anybody here uses it. */
const SEARCH: Record<string, (mail: Mail, value: string) => boolean> = {
  rfc822msgid: ({ raw }, value) => headerIn(raw, 'Message-ID') === `<${value}>`,
  in: ({ labels }, value) => labels.has(value.toUpperCase()),
  to: ({ raw }, value) => addressesIn(raw, ['To', 'Cc', 'Bcc']).includes(value.toLowerCase()),
  after: ({ at }, value) => at >= Number(value) * 1000,
};

function matches(mail: Mail, q: string | null): boolean {
  return (q ?? '')
    .split(' ')
    .filter(Boolean)
    .every((term) => {
      const [key = '', ...rest] = term.split(':');
      const find = SEARCH[key];
      if (!find) throw badArgument(`The search "${term}" is none that this server knows.`);
      return find(mail, rest.join(':'));
    });
}

/** A page of a list. Tokens are opaque to whoever gets them. */
function pageOf<T>(items: T[], query: URLSearchParams): { page: T[]; next: { nextPageToken?: string } } {
  const from = Number(query.get('pageToken')?.replace('page-', '') ?? 0);
  if (Number.isNaN(from)) throw badArgument('Invalid pageToken');
  const to = from + Number(query.get('maxResults') ?? 100);
  return { page: items.slice(from, to), next: to < items.length ? { nextPageToken: `page-${to}` } : {} };
}

function listMessages({ account, query }: Asked) {
  const isHidden = ({ labels }: Mail) =>
    query.get('includeSpamTrash') !== 'true' && (labels.has('SPAM') || labels.has('TRASH'));
  const found = [...account.mails.values()]
    .filter((mail) => !isHidden(mail) && matches(mail, query.get('q')))
    .toReversed();
  const { page, next } = pageOf(found, query);
  return { ...(page.length > 0 ? { messages: page.map(short) } : {}), ...next, resultSizeEstimate: found.length };
}

function listDrafts({ account, query }: Asked) {
  const found = [...account.drafts]
    .flatMap(([id, mailId]) => {
      const mail = account.mails.get(mailId);
      return mail && matches(mail, query.get('q')) ? [{ id, message: short(mail) }] : [];
    })
    .toReversed();
  const { page, next } = pageOf(found, query);
  return { ...(page.length > 0 ? { drafts: page } : {}), ...next, resultSizeEstimate: found.length };
}

const KINDS: Record<string, string> = {
  messageAdded: 'messagesAdded',
  messageDeleted: 'messagesDeleted',
  labelAdded: 'labelsAdded',
  labelRemoved: 'labelsRemoved',
};

function listHistory({ account, query }: Asked) {
  const start = Number(query.get('startHistoryId'));
  if (!query.has('startHistoryId')) throw badArgument('Missing startHistoryId');
  if (start < account.oldestHistoryId) throw notFound();
  const kinds = query.getAll('historyTypes').map((kind) => KINDS[kind]);
  const found = account.history.filter(({ id, kind }) => id > start && (kinds.length === 0 || kinds.includes(kind)));
  const { page, next } = pageOf(found, query);
  const history = page.map(({ id, kind, mail, labelIds }) => ({
    id: String(id),
    messages: [{ id: mail.id, threadId: mail.threadId }],
    [kind]: [{ message: mail, ...(labelIds ? { labelIds } : {}) }],
  }));
  return { ...(history.length > 0 ? { history } : {}), ...next, historyId: String(account.historyId) };
}

function getThread({ account, id, query }: Asked) {
  const mails = [...account.mails.values()].filter(({ threadId }) => threadId === id);
  if (mails.length === 0) throw notFound();
  return { id, historyId: String(account.historyId), messages: mails.map((mail) => messageOf(mail, query)) };
}

function watchMailbox({ account, body }: Asked) {
  const { topicName } = body;
  if (typeof topicName !== 'string' || !/^projects\/[^/]+\/topics\/[^/]+$/.test(topicName))
    throw badArgument('Invalid topicName');
  account.watch = { topicName, labelIds: (body.labelIds ?? []) as string[], until: Date.now() + WEEK_MS };
  return { historyId: String(account.historyId), expiration: String(account.watch.until) };
}

function writeDraft({ world, account, body, id }: Asked) {
  const { raw, threadId } = body.message ?? {};
  const isKnown = threadId === undefined || [...account.mails.values()].some((mail) => mail.threadId === threadId);
  if (!isKnown) throw notFound();
  const kept = keepDraft(world, account, { draftId: id || undefined, raw: bytesOf(raw), threadId });
  return { id: kept.draftId, message: { ...short(kept.mail), labelIds: [...kept.mail.labels] } };
}

function send({ world, account, body }: Asked) {
  const mail = account.mails.get(account.drafts.get(body.id ?? '') ?? '');
  if (!mail) throw notFound();
  const to = addressesIn(mail.raw, ['To', 'Cc', 'Bcc']);
  if (to.length === 0) throw badArgument('Recipient address required');
  if (to.some((address) => !/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(address))) throw badArgument('Invalid To header');
  const sent = sendDraft(world, account, body.id ?? '');
  if (!sent) throw notFound();
  return { ...short(sent), labelIds: [...sent.labels] };
}

type Method = { http: string; path: RegExp; units: number; run: (asked: Asked) => unknown };
const at = (rest: string) => new RegExp(`^/gmail/v1/users/(?<user>[^/]+)/${rest}$`);
const ONE = '(?<id>[^/]+)';

/** The methods that this Gmail has, each with what it costs. */
export const METHODS: Record<string, Method> = {
  'gmail.users.getProfile': {
    http: 'GET',
    path: at('profile'),
    units: 1,
    run: ({ account }) => ({
      emailAddress: account.email,
      messagesTotal: account.mails.size,
      threadsTotal: new Set([...account.mails.values()].map(({ threadId }) => threadId)).size,
      historyId: String(account.historyId),
    }),
  },
  'gmail.users.watch': { http: 'POST', path: at('watch'), units: 100, run: watchMailbox },
  'gmail.users.stop': { http: 'POST', path: at('stop'), units: 50, run: ({ account }) => void (account.watch = null) },
  'gmail.users.drafts.create': {
    http: 'POST',
    path: at('drafts'),
    units: 10,
    run: (asked) => writeDraft({ ...asked, id: '' }),
  },
  'gmail.users.drafts.send': { http: 'POST', path: at('drafts/send'), units: 100, run: send },
  'gmail.users.drafts.list': { http: 'GET', path: at('drafts'), units: 5, run: listDrafts },
  'gmail.users.drafts.get': {
    http: 'GET',
    path: at(`drafts/${ONE}`),
    units: 5,
    run: (asked) => ({ id: asked.id, message: messageOf(draftIn(asked), asked.query) }),
  },
  'gmail.users.drafts.update': {
    http: 'PUT',
    path: at(`drafts/${ONE}`),
    units: 15,
    run: (asked) => draftIn(asked) && writeDraft(asked),
  },
  'gmail.users.drafts.delete': {
    http: 'DELETE',
    path: at(`drafts/${ONE}`),
    units: 10,
    run(asked) {
      removeMail(asked.world, asked.account, draftIn(asked));
      asked.account.drafts.delete(asked.id);
    },
  },
  'gmail.users.history.list': { http: 'GET', path: at('history'), units: 2, run: listHistory },
  'gmail.users.messages.list': { http: 'GET', path: at('messages'), units: 5, run: listMessages },
  'gmail.users.messages.get': {
    http: 'GET',
    path: at(`messages/${ONE}`),
    units: 20,
    run: (asked) => messageOf(mailIn(asked), asked.query),
  },
  'gmail.users.messages.modify': {
    http: 'POST',
    path: at(`messages/${ONE}/modify`),
    units: 5,
    run(asked) {
      const mail = mailIn(asked);
      const { addLabelIds = [], removeLabelIds = [] } = asked.body as {
        addLabelIds?: string[];
        removeLabelIds?: string[];
      };
      changeLabels(asked.world, asked.account, mail, { add: addLabelIds, remove: removeLabelIds });
      return { ...short(mail), labelIds: [...mail.labels] };
    },
  },
  'gmail.users.threads.get': { http: 'GET', path: at(`threads/${ONE}`), units: 40, run: getThread },
};
