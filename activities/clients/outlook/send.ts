import { setTimeout as sleep } from 'node:timers/promises';
import type { OutgoingMail, SendOptions, SendOutcome, SentAnswer } from '../mail-provider.ts';
import type { GraphClient } from './client.ts';
import { GraphError } from './graph-error.ts';
import type { Lane } from './lane.ts';
import {
  createDraft,
  dropDraft,
  findMessages,
  findSent,
  type KnownMessage,
  readMessage,
  submitDraft,
} from './messages.ts';
import { refusalOf, sentenceOf } from './trouble.ts';

/** How long to ask what became of a mail before that is left to a later look. Sending goes on behind Graph's back: a draft that lies there at first may leave yet. */
const ASK_AGAIN_MS = [0, 500, 1_500, 3_000];

/** How often a draft is sent that Microsoft was too busy for, and how long it may ask to wait. */
const TRIES = 3;
const SHORT_MS = 10_000;

type Sending = { mail: OutgoingMail; options: SendOptions };
type Way = { client: GraphClient; lane: Lane };

const failed = (error: unknown): GraphError => {
  if (error instanceof GraphError) return error;
  throw error; // our own database, as where the draft's name is kept
};

/** Asks until the mail is seen among the sent ones, or has been asked for long enough: then the last answer counts. */
async function ask({ client }: Way, draftId: string, { mail, options: { signal } }: Sending): Promise<SentAnswer> {
  let last: SentAnswer = { kind: 'unknown' };
  for (const waitMs of ASK_AGAIN_MS) {
    if (signal.aborted) break;
    await sleep(waitMs, undefined, { signal }).catch(() => {});
    const answer = await findSent(client, { draftId, messageId: mail.messageId, signal }).catch(failed);
    if (!(answer instanceof GraphError)) last = answer;
    if (last.kind === 'sent' && last.messageId) break;
  }
  return last;
}

/** What a failure means before anything could be sent. */
const beforeSending = (error: GraphError): SendOutcome =>
  error.failure === 'silence' ? { kind: 'unreachable', sentence: sentenceOf(error) } : refusalOf(error);

/** A draft of this mail that lies there, because the answer that named it was lost. */
async function lostDraft(client: GraphClient, { mail, options: { signal } }: Sending): Promise<KnownMessage | null> {
  const [draft, ...more] = (await findMessages(client, mail.messageId, { signal })).filter(
    ({ state }) => state === 'draft',
  );
  for (const { id } of more) await dropDraft(client, id).catch(failed);
  return draft ?? null;
}

/** Writes the draft of a mail; where the answer is lost, the draft is looked for before another is written. */
async function writeDraft(client: GraphClient, sending: Sending): Promise<KnownMessage> {
  const { mail, options } = sending;
  try {
    return await createDraft(client, mail, options);
  } catch (error) {
    const { failure } = failed(error);
    if (failure !== 'silence' || options.signal.aborted) throw error;
    return (await lostDraft(client, sending)) ?? createDraft(client, mail, options);
  }
}

/** The mail as Outlook has it: what an earlier attempt left, or a new draft. Null where what was left is gone. */
async function messageOf(client: GraphClient, sending: Sending): Promise<KnownMessage | null> {
  const { draftId, isRetry, keepDraft, signal } = sending.options;
  if (draftId) return readMessage(client, draftId, { signal });
  const draft = (isRetry ? await lostDraft(client, sending) : null) ?? (await writeDraft(client, sending));
  await keepDraft(draft.id);
  return draft;
}

/** Throws the draft away of a mail that Microsoft will never take; its name is forgotten first, so that its absence says nothing. */
async function clearAway(client: GraphClient, id: string, { keepDraft }: SendOptions) {
  await keepDraft('');
  await dropDraft(client, id).catch(failed); // else it lies there unsent, and does no harm
}

/** The names that a mail got when it was sent. Until Exchange has named it, its conversation is enough to know answers by. */
async function namesOf(way: Way, draft: KnownMessage, sending: Sending) {
  const answer = await ask(way, draft.id, sending);
  return answer.kind === 'sent' ? answer : draft.names;
}

/** Sends a draft. After silence, and even after a refusal to hurry, it may have gone all the same: then it is asked for. */
async function sendDraft(
  way: Way,
  { draft, tries }: { draft: KnownMessage; tries: number },
  sending: Sending,
): Promise<SendOutcome> {
  const { client, lane } = way;
  const { options } = sending;
  try {
    await lane.takeMessage(options.signal);
    await submitDraft(client, draft.id, options);
  } catch (thrown) {
    const error = failed(thrown);
    const isDoubtful = error.failure === 'silence' || error.failure === 'gone' || (error.status ?? 0) === 429;
    if (isDoubtful && !error.wasKeptBack) return settle(way, { draft, tries, error }, sending);
    const refusal = refusalOf(error);
    if (refusal.isPermanent && refusal.fault !== 'sender') await clearAway(client, draft.id, options);
    return refusal;
  }
  return { ...(await namesOf(way, draft, sending)), kind: 'accepted', answer: '202 Accepted' };
}

const isShort = ({ failure, retryAfterMs }: GraphError) =>
  failure === 'rate' && retryAfterMs !== null && retryAfterMs <= SHORT_MS;

/** What became of a draft whose sending was not said yes to. */
async function settle(
  way: Way,
  { draft, tries, error }: { draft: KnownMessage; tries: number; error: GraphError },
  sending: Sending,
): Promise<SendOutcome> {
  const answer = await ask(way, draft.id, sending);
  switch (answer.kind) {
    case 'sent':
      return { ...answer, kind: 'accepted', answer: 'found among the sent mails' };
    case 'absent':
      if (isShort(error) && tries > 1) return sendDraft(way, { draft, tries: tries - 1 }, sending);
      return beforeSending(error); // it lies there unsent; the next attempt sends this very draft
    case 'unknown':
      if (error.failure === 'rate') return refusalOf(error); // the next attempt asks before it sends
      return { kind: 'unknown', sentence: `Microsoft took the mail and did not answer (${error.message}).` };
  }
}

/** Hands a mail to Outlook in two steps: a draft, whose name is kept, and then its sending. Sending one draft twice cannot double a mail. */
export async function sendByGraph(way: Way, mail: OutgoingMail, given: SendOptions): Promise<SendOutcome> {
  const options = { ...given, draftId: given.draftId || null };
  const sending = { mail, options };
  const draft = await messageOf(way.client, sending).catch(failed);
  if (draft instanceof GraphError) return beforeSending(draft);
  if (draft?.state === 'draft') return sendDraft(way, { draft, tries: TRIES }, sending);
  const answer = draft ? { kind: 'sent' as const, ...draft.names } : await ask(way, options.draftId ?? '', sending);
  if (answer.kind === 'sent') return { ...answer, kind: 'accepted', answer: 'found among the sent mails' };
  return { kind: 'unknown', sentence: 'Its draft is gone, and it is not among the sent mails.' };
}
