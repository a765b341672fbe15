import { setTimeout as sleep } from 'node:timers/promises';
import type { OutgoingMail, SendOptions, SendOutcome, SentAnswer } from '../mail-provider.ts';
import type { GmailClient } from './client.ts';
import { dropDraft, findDraft, rewriteDraft, writeDraft } from './draft.ts';
import { type DraftName, draftName } from './draft-name.ts';
import { type GoogleError, googleError } from './google-error.ts';
import { findGone, findSent, readNames } from './sent.ts';
import { refusalOf, sentenceOf } from './trouble.ts';

/** How long to ask what became of a mail before that is left to a later look. */
const ASK_AGAIN_MS = [500, 1_500, 4_000, 10_000, 15_000];
/** How often one draft is sent while it lies there still. */
const TRIES = 3;

type Sending = { mail: OutgoingMail; options: SendOptions };

/** Asks what became of a draft over whose sending Google fell silent, until it answers. */
async function ask(client: GmailClient, name: DraftName, { mail, options: { signal } }: Sending): Promise<SentAnswer> {
  const question = { messageId: mail.messageId, draftId: draftName.write(name) };
  for (const waitMs of ASK_AGAIN_MS) {
    if (signal.aborted) break;
    await sleep(waitMs, undefined, { signal }).catch(() => {});
    const answer = await findSent(client, question, signal).catch(() => null);
    if (answer) return answer;
  }
  return { kind: 'unknown' };
}

function outcomeOf(answer: SentAnswer, silence: string): SendOutcome | null {
  if (answer.kind === 'absent') return null;
  if (answer.kind === 'sent') return { ...answer, kind: 'accepted', answer: 'found among the sent mails' };
  return { kind: 'unknown', sentence: silence };
}

/** The draft of a mail: the one that an earlier attempt left, with today's words, or a new one. `isGone` says that it went. */
async function draftOf(
  client: GmailClient,
  { mail, options: { draftId, isRetry, signal } }: Sending,
): Promise<{ name: DraftName; isGone: boolean }> {
  const kept = draftName.read(draftId);
  const known = kept ?? (isRetry ? await findDraft(client, { mail, signal }) : null);
  const rewritten = known && (await rewriteDraft(client, known, { mail, signal }));
  if (kept && !rewritten) return { name: kept, isGone: true };
  return { name: rewritten ?? (await writeDraft(client, { mail, signal })), isGone: false };
}

/** What a failure means before anything could be sent. */
function beforeSending(failed: GoogleError): SendOutcome {
  return failed.failure === 'silence' ? { kind: 'unreachable', sentence: sentenceOf(failed) } : refusalOf(failed);
}

/** Throws the draft away of a mail that Google will never take; its name is forgotten first, so that its absence says nothing. */
async function clearAway(client: GmailClient, name: DraftName, { keepDraft }: SendOptions) {
  await keepDraft('');
  await dropDraft(client, name).catch(() => {}); // it lies there unsent, and does no harm
}

/** Sends a draft. Sending one draft twice cannot double a mail: the second time it is gone. */
async function sendDraft(client: GmailClient, name: DraftName, sending: Sending): Promise<SendOutcome> {
  const { mail, options } = sending;
  const { signal } = options;
  let silence = '';
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      const sent = await client.call(
        'drafts.send',
        (users, callOptions) => users.drafts.send({ userId: 'me', requestBody: { id: name.draftId } }, callOptions),
        signal,
      );
      return { kind: 'accepted', answer: JSON.stringify(sent), ...(await readNames(client, sent, signal)) };
    } catch (error) {
      const failed = googleError(error);
      silence = `Google took the mail and did not answer (${failed.message}).`;
      if (failed.failure !== 'silence' && failed.failure !== 'gone') {
        const refusal = refusalOf(failed);
        if (refusal.isPermanent && refusal.fault !== 'sender') await clearAway(client, name, options);
        return refusal;
      }
      const answer =
        failed.failure === 'gone'
          ? await findGone(client, { name, messageId: mail.messageId, signal }).catch(() => ask(client, name, sending))
          : await ask(client, name, sending);
      const outcome = outcomeOf(answer, silence);
      if (outcome) return outcome;
    }
  }
  return { kind: 'unreachable', sentence: 'Google does not send just now: the mail lies among the drafts, unsent.' };
}

/** Hands a mail to Gmail in two steps: a draft, whose name is kept, and then its sending. */
export async function sendByGmail(client: GmailClient, mail: OutgoingMail, options: SendOptions): Promise<SendOutcome> {
  const sending = { mail, options };
  const draft = await draftOf(client, sending).catch((error: unknown) => googleError(error));
  if ('failure' in draft) return beforeSending(draft);
  const { name, isGone } = draft;
  if (!isGone) {
    await options.keepDraft(draftName.write(name)); // where that fails nothing is sent, and the draft is found again
    return sendDraft(client, name, sending);
  }
  const question = { name, messageId: mail.messageId, signal: options.signal };
  const answer = await findGone(client, question).catch(() => ask(client, name, sending));
  return (
    outcomeOf(answer, 'Its draft is gone, and it is not among the sent mails.') ?? sendDraft(client, name, sending)
  );
}
