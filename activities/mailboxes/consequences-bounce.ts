import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { OutboundEmail } from '../../prisma/generated/client.ts';
import type { ReportedRecipient } from '../../workflows/replies/rules.ts';
import { pauseSender } from '../sending/sender-pause.ts';
import { mark, stopFor, suppressFor } from './effects.ts';
import { type Incoming, note, restate, track } from './evidence.ts';
import { findSentTo } from './match.ts';

/** One failed recipient, the address that we wrote to, and the mail of ours; null where we never wrote there. */
type Failure = { recipient: ReportedRecipient; address: string | null; mail: OutboundEmail | null; detail: string };

const ARRIVED = new Set(['delivered', 'relayed', 'expanded']);

/** The recipients that a report calls failed, for good or for now; one that names none speaks of the mail that it is about. */
function failedRecipients({ classification, about }: Incoming): ReportedRecipient[] {
  const failed = classification.recipients.filter(({ action }) => !action || !ARRIVED.has(action));
  if (failed.length > 0 || !about) return failed;
  return [
    {
      ...{ address: about.toAddress, action: 'failed', status: null, replyCode: null, diagnostic: null },
      ...{ isHard: false, category: 'other', reason: 'undefined', fault: 'network' },
    },
  ];
}

/** Which mail of ours a failed recipient speaks of. A report about one address that we did not write to tells where the mail was forwarded. */
async function failureOf(
  tx: Tx,
  { message, about }: Incoming,
  { recipient, isOnly }: { recipient: ReportedRecipient; isOnly: boolean },
): Promise<Failure> {
  const reported = recipient.address?.toLowerCase() ?? null;
  const detail = [recipient.status, recipient.diagnostic].filter(Boolean).join(' ').slice(0, 2_000);
  const written = about ? [about.toAddress, ...about.ccAddresses, ...about.bccAddresses] : [];
  const address = written.find((each) => each.toLowerCase() === reported);
  if (about && address) return { recipient, address, mail: about, detail };
  if (about && (isOnly || !reported)) return { recipient, address: about.toAddress, mail: about, detail };
  const mail = reported && (await findSentTo(tx, { mailboxId: message.mailboxId, addresses: [reported] }));
  return mail ? { recipient, address: mail.toAddress, mail, detail } : { recipient, address: null, mail: null, detail };
}

/** An address will never work: nobody writes to it any more, and whoever is being written to there is stopped. */
async function onHardFailure(tx: Tx, incoming: Incoming, { recipient, address, mail, detail }: Failure) {
  const { message, now } = incoming;
  if (!address || !mail) return;
  if (address === mail.toAddress) {
    await mark(tx, message, { mark: 'mail-bounced', on: [mail.id], at: now });
    await restate(tx, mail.id);
    await tx.outboundEmail.update({
      where: { id: mail.id },
      data: { errorCode: recipient.status, errorMessage: detail || null },
    });
  }
  await suppressFor(tx, message, { address, reason: 'bounced', source: 'bounce', detail, outboundEmailId: mail.id });
  const contact = await tx.contact.findFirst({
    where: {
      email: address,
      ...(address === mail.toAddress && mail.contactId ? { id: mail.contactId } : {}),
      deletedAt: null,
    },
    select: { id: true },
  });
  if (!contact) return; // its address has been corrected since
  const underWay = await tx.enrollment.findMany({
    where: { contactId: contact.id, state: { in: ['active', 'paused'] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  await mark(tx, message, { mark: 'enrollment-bounced', on: underWay.map(({ id }) => id), at: now });
  await mark(tx, message, { mark: 'contact-bounced', on: [contact.id], at: now });
  await stopFor(tx, message, { where: { contactId: contact.id }, reason: 'bounced' });
}

/** A report that is older speaks of what is over. */
const FRESH_MS = 3_600_000;

/** A server refused us, not the address: the mailbox, or all of its domain, waits and is tried again. The person is not marked. */
async function onSenderFault(tx: Tx, { message, now }: Incoming, { recipient, mail, detail }: Failure) {
  if (!mail || now - message.receivedAt.getTime() > FRESH_MS) return;
  const mailbox = await tx.mailbox.findUniqueOrThrow({
    where: { id: mail.mailboxId },
    select: { id: true, email: true },
  });
  await pauseSender(tx, mailbox, {
    scope: recipient.reason === 'authfailure' ? 'domain' : 'mailbox',
    code: recipient.status ?? recipient.reason,
    reason: detail.slice(0, 500) || recipient.reason,
    now,
  });
}

/** Writes one failed recipient down; only an address that will never work stops its contact, and never for a fault of ours. */
async function onFailure(tx: Tx, incoming: Incoming, failure: Failure) {
  const { message } = incoming;
  const { recipient, address, mail, detail } = failure;
  const { isHard, category, reason, fault, status, replyCode, diagnostic, action } = recipient;
  await tx.bounce.create({
    data: {
      workspaceId: message.workspaceId,
      outboundEmailId: mail?.id,
      messageId: message.id,
      recipient: recipient.address ?? address ?? '',
      type: isHard ? 'hard' : 'soft',
      ...{ category, fault, status, replyCode, action, reasonCode: reason },
      reason: diagnostic?.slice(0, 2_000),
      rawResponse: detail,
    },
  });
  const contactId = mail ? mail.contactId : incoming.contactId;
  const whom = address ?? recipient.address ?? 'an address that the report does not name';
  await note(
    tx,
    { ...incoming, contactId },
    {
      type: 'email_bounced',
      title: `${isHard ? 'Bounced' : 'Not delivered for now'}: ${whom}`,
      metadata: { isHard, category, reason, fault, detail },
    },
  );
  await track(tx, incoming, { type: 'bounce', mail });
  await noteEvents(tx, [{ type: 'mail.bounced', subjectId: mail?.id ?? message.id, payload: { contactId, isHard } }]);
  if (isHard && fault === 'recipient') await onHardFailure(tx, incoming, failure);
  if (fault === 'sender' && action !== 'delayed') await onSenderFault(tx, incoming, failure);
}

/** A delivery failed, for one recipient or for several: each has consequences of its own. */
export async function onBounce(tx: Tx, incoming: Incoming) {
  const { classification, about, message, now } = incoming;
  const failed = failedRecipients(incoming);
  for (const recipient of failed)
    await onFailure(tx, incoming, await failureOf(tx, incoming, { recipient, isOnly: failed.length === 1 }));
  const arrived = classification.recipients.some(
    ({ action, address }) => ARRIVED.has(action ?? '') && address?.toLowerCase() === about?.toAddress.toLowerCase(),
  );
  if (!about || !arrived) return;
  await mark(tx, message, { mark: 'mail-delivered', on: [about.id], at: now });
  await restate(tx, about.id);
}
