import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { MessageKind } from '../../workflows/replies/rules.ts';
import { onBounce } from './consequences-bounce.ts';
import { onAutoReply, onHuman } from './consequences-reply.ts';
import { mark, stopFor, suppressFor } from './effects.ts';
import { type Incoming, note, restate, track } from './evidence.ts';

/** A server confirmed that a mail arrived. */
async function onDelivered(tx: Tx, { message, about, now }: Incoming) {
  if (about?.state !== 'sent' && about?.state !== 'delivered') return;
  await mark(tx, message, { mark: 'mail-delivered', on: [about.id], at: now });
  await restate(tx, about.id);
}

/** The recipient called it spam: nothing goes to that address any more. */
async function onComplaint(tx: Tx, incoming: Incoming) {
  const { message, classification, about, contactId, now } = incoming;
  if (classification.feedbackType === 'auth-failure') return; // RFC 6591: a server tells of our SPF or DKIM; nobody complained
  // Who complained is known from the mail that the report is about, never from an address in the report (RFC 5965, 3.2).
  const recipient = about?.toAddress ?? null;
  await tx.complaint.create({
    data: {
      workspaceId: message.workspaceId,
      outboundEmailId: about?.id,
      messageId: message.id,
      recipient,
      feedbackType: classification.feedbackType,
      userAgent: classification.reporter,
    },
  });
  await note(tx, incoming, { type: 'complaint_received', title: 'Called it spam' });
  await track(tx, incoming, { type: 'complaint', mail: about });
  if (!about || !recipient) return;
  await mark(tx, message, { mark: 'mail-complained', on: [about.id], at: now });
  await suppressFor(tx, message, {
    address: recipient,
    reason: 'complained',
    source: 'complaint',
    outboundEmailId: about.id,
  });
  await noteEvents(tx, [{ type: 'mail.complained', subjectId: about.id, payload: { contactId } }]);
  if (!contactId) return;
  await mark(tx, message, { mark: 'contact-unsubscribed', on: [contactId], at: now });
  await stopFor(tx, message, { where: { contactId }, reason: 'complained' });
}

const CONSEQUENCES = {
  human: onHuman,
  bounce: onBounce,
  complaint: onComplaint,
  auto_reply: onAutoReply,
  delivered: onDelivered,
  unknown: async () => {},
} satisfies Record<MessageKind, (tx: Tx, incoming: Incoming) => Promise<unknown>>;

/** Draws the consequences of a message that came in, each remembered so that it can be taken back. */
export async function drawConsequences(tx: Tx, incoming: Incoming): Promise<void> {
  await CONSEQUENCES[incoming.classification.kind](tx, incoming);
}
