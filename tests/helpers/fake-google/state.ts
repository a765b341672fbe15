import { randomBytes } from 'node:crypto';
import { addressesIn, bareSubject, headerIn, withHeader } from './mail.ts';

export type Mail = { id: string; threadId: string; labels: Set<string>; raw: Buffer; at: number; historyId: number };
export type HistoryEntry = {
  id: number;
  kind: 'messagesAdded' | 'messagesDeleted' | 'labelsAdded' | 'labelsRemoved';
  mail: { id: string; threadId: string; labelIds: string[] };
  labelIds?: string[];
};
export type Watch = { topicName: string; labelIds: string[]; until: number };

/** One mail as it reached the world, once for each sending. */
export type Delivery = {
  from: string;
  to: string[];
  messageId: string;
  ref: string | null;
  subject: string;
  inReplyTo: string | null;
  references: string | null;
  at: number;
};

/** One Gmail account. */
export type Account = {
  email: string;
  historyId: number;
  /** Gmail forgets what lies before it. */
  oldestHistoryId: number;
  mails: Map<string, Mail>;
  /** The mails by the Message-ID that they have here. */
  named: Map<string, Mail>;
  drafts: Map<string, string>;
  history: HistoryEntry[];
  watch: Watch | null;
  spent: { at: number; units: number }[];
};

export type World = {
  accounts: Map<string, Account>;
  deliveries: Delivery[];
  /** Called after each change of an account. */
  onChange: (account: Account, entry: HistoryEntry) => void;
  /** Gmail puts its own Message-ID in the place of the one it is given: when it sends, in drafts too, or never. */
  renames: 'sent' | 'drafts' | 'never';
};

let count = 0;
const nextId = () => (0x18f0_0000_0000_0000n + BigInt(++count)).toString(16);

function newAccount(email: string): Account {
  const historyId = 1_000 + ++count;
  return {
    email,
    historyId,
    oldestHistoryId: historyId,
    mails: new Map(),
    named: new Map(),
    drafts: new Map(),
    history: [],
    watch: null,
    spent: [],
  };
}

/** The account of an address; who is asked for is there. */
export function accountIn(world: World, email: string): Account {
  const known = world.accounts.get(email) ?? newAccount(email);
  world.accounts.set(email, known);
  return known;
}

const shortOf = ({ id, threadId, labels }: Mail) => ({ id, threadId, labelIds: [...labels] });

function note(world: World, account: Account, mail: Mail, change: Pick<HistoryEntry, 'kind' | 'labelIds'>) {
  account.historyId += 1 + (count % 3); // ids grow, and have gaps
  mail.historyId = account.historyId;
  const entry = { ...change, id: account.historyId, mail: shortOf(mail) };
  account.history.push(entry);
  world.onChange(account, entry);
}

/** The conversation that a mail goes on: named, with the same subject, and answering a mail that lies in it. Else it begins one. */
function threadFor(account: Account, raw: Buffer, asked: string | undefined): string {
  const named = `${headerIn(raw, 'In-Reply-To') ?? ''} ${headerIn(raw, 'References') ?? ''}`.match(/<[^<>]+>/g) ?? [];
  const answered = named
    .flatMap((id) => account.named.get(id) ?? [])
    .find((mail) => (asked === undefined || mail.threadId === asked) && bareSubject(mail.raw) === bareSubject(raw));
  return answered?.threadId ?? nextId();
}

/** Lays a mail into an account. */
export function addMail(
  world: World,
  account: Account,
  { raw, labels, threadId }: { raw: Buffer; labels: string[]; threadId?: string },
): Mail {
  const mail: Mail = {
    id: nextId(),
    threadId: threadId ?? threadFor(account, raw, undefined),
    labels: new Set(labels),
    raw,
    at: Date.now(),
    historyId: 0,
  };
  account.mails.set(mail.id, mail);
  account.named.set(headerIn(raw, 'Message-ID') ?? mail.id, mail);
  note(world, account, mail, { kind: 'messagesAdded' });
  return mail;
}

export function removeMail(world: World, account: Account, mail: Mail) {
  account.mails.delete(mail.id);
  note(world, account, mail, { kind: 'messagesDeleted' });
}

export function changeLabels(world: World, account: Account, mail: Mail, change: { add: string[]; remove: string[] }) {
  for (const label of change.add) mail.labels.add(label);
  for (const label of change.remove) mail.labels.delete(label);
  if (change.add.length > 0) note(world, account, mail, { kind: 'labelsAdded', labelIds: change.add });
  if (change.remove.length > 0) note(world, account, mail, { kind: 'labelsRemoved', labelIds: change.remove });
}

const ownId = () => `<CA${randomBytes(12).toString('base64url')}@mail.gmail.com>`;

/** Writes a draft anew, or the first time. */
export function keepDraft(
  world: World,
  account: Account,
  { draftId, raw, threadId }: { draftId?: string; raw: Buffer; threadId?: string },
): { draftId: string; mail: Mail } {
  const old = account.mails.get(account.drafts.get(draftId ?? '') ?? '');
  if (old) removeMail(world, account, old);
  const kept = world.renames === 'drafts' ? withHeader(raw, 'Message-ID', ownId()) : raw;
  const thread = threadId === undefined ? old?.threadId : threadFor(account, raw, threadId);
  const mail = addMail(world, account, { raw: kept, labels: ['DRAFT'], threadId: thread });
  const id = draftId ?? `r-${BigInt(`0x${mail.id}`)}`;
  account.drafts.set(id, mail.id);
  return { draftId: id, mail };
}

/** Delivers a mail to whoever of its recipients has an account here, and notes what the world got. */
function deliver(world: World, from: string, raw: Buffer) {
  const to = addressesIn(raw, ['To', 'Cc', 'Bcc']);
  const seen = withHeader(raw, 'Bcc', null);
  world.deliveries.push({
    from,
    to,
    messageId: headerIn(raw, 'Message-ID') ?? '',
    ref: headerIn(raw, 'X-Message-Ref'),
    subject: headerIn(raw, 'Subject') ?? '',
    inReplyTo: headerIn(raw, 'In-Reply-To'),
    references: headerIn(raw, 'References'),
    at: Date.now(),
  });
  for (const address of to) {
    const account = world.accounts.get(address);
    if (account) addMail(world, account, { raw: seen, labels: ['INBOX', 'UNREAD'] });
  }
}

/** Sends a draft: it is gone, and a mail of another id lies among the sent ones. */
export function sendDraft(world: World, account: Account, draftId: string): Mail | null {
  const draft = account.mails.get(account.drafts.get(draftId) ?? '');
  if (!draft) return null;
  account.drafts.delete(draftId);
  removeMail(world, account, draft);
  const raw = world.renames === 'never' ? draft.raw : withHeader(draft.raw, 'Message-ID', ownId());
  const sent = addMail(world, account, { raw, labels: ['SENT'], threadId: draft.threadId });
  deliver(world, account.email, raw);
  return sent;
}
