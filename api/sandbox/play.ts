import type { OpenedMail } from '../../activities/clients/sandbox/opened-mail.ts';
import {
  type AnswerMail,
  composeBounce,
  composeComplaint,
  composeOutOfOffice,
  composeReply,
} from '../../activities/clients/sandbox/recipient.ts';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { tellMailbox } from '../../workflows/mailboxes/messages.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { playRecipient as contract } from '../contract/sandbox.ts';
import type { Context } from '../http/context.ts';
import { unsubscribe } from '../sending/unsubscribe.ts';
import { countClick, countOpen, type Visitor } from '../sending/visits.ts';
import { findMail, opened, ourLink, type SandboxMail } from './find.ts';

type Wanted = Given<typeof contract>;
type Played = Answer<typeof contract>;
/** A recipient at work: what they have open, and what they do with it. */
type Scene = { tx: Tx; context: Context; mail: SandboxMail; open: OpenedMail; wanted: Wanted };

const REPLY = 'Thank you for writing. This sounds interesting: how about Thursday?';

/** The recipient, as they are seen from our side. */
const visitorOf = ({ ipAddress }: Context): Visitor => ({
  method: 'GET',
  ipAddress: ipAddress || null,
  userAgent: 'Mozilla/5.0 (Followthrough sandbox)',
  referer: null,
  isPrefetch: false,
  isPlayed: true,
});

/** Loads the pictures of the mail; the one that counts opens is ours. */
async function playOpen({ tx, context, open }: Scene): Promise<Played> {
  const [link] = open.images.flatMap((url) => ourLink(context.deps.linkSecret, url, 'open') ?? []);
  if (!link) return { sentence: 'Opened. This mail does not count opens.', url: null };
  await countOpen(tx, link, visitorOf(context));
  return { sentence: 'Opened, and counted.', url: null };
}

/** Follows a link of the mail: the one that was chosen, else the first that is counted, else the first. */
async function playClick({ tx, context, open, wanted }: Scene): Promise<Played> {
  const { linkSecret } = context.deps;
  const { links } = open;
  const counted = links.findIndex(({ url }) => ourLink(linkSecret, url, 'click'));
  const index = wanted.link ?? Math.max(counted, 0);
  const chosen = links[index];
  if (!chosen)
    throw new Refusal(
      'bad-value',
      links.length === 0
        ? 'This mail has no link to click.'
        : `The mail has ${links.length} links, counted from 0; ${index} is none of them.`,
      'link',
    );
  const link = ourLink(linkSecret, chosen.url, 'click');
  if (!link)
    return { sentence: `"${chosen.label}" leads to ${chosen.url}. This link is not counted.`, url: chosen.url };
  const url = await countClick(tx, link, visitorOf(context));
  return { sentence: `"${chosen.label}" leads to ${url ?? chosen.url}. The click was counted.`, url };
}

/** Presses the button that mail programs show for one-click unsubscribing. */
async function playUnsubscribe({ tx, context, open }: Scene): Promise<Played> {
  const link = open.unsubscribeUrl && ourLink(context.deps.linkSecret, open.unsubscribeUrl, 'unsubscribe');
  if (!link) throw new Refusal('bad-value', 'This mail has no one-click way to unsubscribe.', 'act');
  const { address, workspaceName, isTest } = await unsubscribe(tx, link, 'header');
  const sentence = isTest
    ? `This is a test mail to ${address}: nothing was changed.`
    : `${address} gets no more mail from ${workspaceName}.`;
  return { sentence, url: null };
}

function assertAhead(until: string | undefined, at: number) {
  if (until !== undefined && Date.parse(until) <= at)
    throw new Refusal('bad-value', `${until} is not ahead. Give the last day of an absence that lasts.`, 'until');
}

/** Writes what the recipient, or a machine for them, sends back. */
async function answerOf({ open, wanted }: Scene, at: number): Promise<{ answer: AnswerMail; sentence: string }> {
  const { act, text, until } = wanted;
  switch (act) {
    case 'reply':
      return { answer: await composeReply(open, { text: text || REPLY, at }), sentence: 'The reply is on its way.' };
    case 'out-of-office':
      assertAhead(until, at);
      return {
        answer: await composeOutOfOffice(open, { until: until ?? null, at }),
        sentence: 'The automatic reply is on its way.',
      };
    case 'hard-bounce':
      return {
        answer: await composeBounce(open, { type: 'hard', at }),
        sentence: 'The report of the failed delivery is on its way.',
      };
    case 'soft-bounce':
      return {
        answer: await composeBounce(open, { type: 'soft', at }),
        sentence: 'The report of a full mailbox is on its way.',
      };
    default:
      return { answer: await composeComplaint(open, { at }), sentence: 'The complaint is on its way.' };
  }
}

/** Puts an answer into the inbox of the mailbox that wrote, where its watch finds it as on any server. */
async function playAnswer(scene: Scene): Promise<Played> {
  const { tx, mail } = scene;
  if (mail.mailbox.deletedAt)
    throw new Refusal('not-ready', `The mailbox ${mail.mailbox.email} was removed: nobody reads what is sent to it.`);
  const { answer, sentence } = await answerOf(scene, Date.now());
  await tx.sandboxMessage.create({
    data: {
      workspaceId: mail.workspaceId,
      mailboxId: mail.mailboxId,
      folder: 'inbox',
      messageId: answer.messageId,
      inReplyToId: mail.id,
      envelopeFrom: answer.envelopeFrom || null,
      envelopeTo: [mail.mailbox.email],
      subject: answer.subject,
      raw: new Uint8Array(answer.raw),
    },
  });
  await tellWorkflows(tx, [tellMailbox.arrived(mail.mailboxId)]);
  return { sentence, url: null };
}

const PLAYS = { open: playOpen, click: playClick, unsubscribe: playUnsubscribe } as const;

/** Does what the recipient of a mail might do with it. */
export function playRecipient(context: Context, wanted: Wanted): Promise<Played> {
  const { messageId, act } = wanted;
  return context.inWorkspace(async (tx) => {
    const mail = await findMail(tx, messageId);
    if (mail.folder !== 'sent')
      throw new Refusal('bad-value', 'This mail came in. Play the recipient of one that was sent.', 'messageId');
    const scene = { tx, context, mail, open: await opened(mail), wanted };
    const play = act === 'open' || act === 'click' || act === 'unsubscribe' ? PLAYS[act] : playAnswer;
    const played = await play(scene);
    await tx.sandboxMessage.update({ where: { id: mail.id }, data: { played: { push: act } } });
    await noteEvents(tx, [{ type: 'sandbox.changed', subjectId: mail.id }]);
    return played;
  });
}
