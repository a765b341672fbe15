import { expect, test } from 'vitest';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { isSuppressed } from '../../prisma/suppressions.ts';
import { idOf, type MessageId } from '../../workflows/ids.ts';
import { tellMailbox } from '../../workflows/mailboxes/messages.ts';
import { type Conversation, withConversation } from '../helpers/conversation.ts';

type Failed = { address: string; status: string; diagnostic: string };

/** A delivery report (RFC 3464) about our mail. */
const report = (about: string, recipients: Failed[]) =>
  [
    'Return-Path: <>',
    'From: Mail Delivery System <mailer-daemon@mx.acme.example>',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Your mail could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.acme.example',
    ...recipients.flatMap(({ address, status, diagnostic }) => [
      '',
      `Final-Recipient: rfc822; ${address}`,
      'Action: failed',
      `Status: ${status}`,
      `Diagnostic-Code: smtp; ${diagnostic}`,
    ]),
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${about}`,
    '',
    '--b--',
    '',
  ].join('\r\n');

/** Puts bytes into the inbox, as any server may, and waits until they are sorted. */
async function comesIn(
  { inWorkspace, mailboxId, person, received }: Conversation,
  raw: string | Buffer,
): Promise<MessageId> {
  await inWorkspace(async (tx) => {
    await tx.sandboxMessage.create({
      data: { workspaceId: person.workspaceId, mailboxId, folder: 'inbox', raw: Buffer.from(raw) },
    });
    await tellWorkflows(tx, [tellMailbox.arrived(mailboxId)]);
  });
  const [message] = await received(1);
  return idOf<MessageId>(message?.id ?? '');
}

const ours = ({ inWorkspace, enrollmentId }: Conversation) =>
  inWorkspace((tx) => tx.outboundEmail.findFirstOrThrow({ where: { enrollmentId, state: 'sent' } }));

test('a report about several recipients is a row for each, and only the dead one of ours is written to no more', () =>
  withConversation(async (conversation) => {
    const { toAddress, messageId } = await ours(conversation);
    await comesIn(
      conversation,
      report(messageId ?? '', [
        { address: 'colleague@acme.example', status: '4.2.2', diagnostic: '452 4.2.2 Mailbox full' },
        { address: toAddress, status: '5.1.1', diagnostic: '550 5.1.1 No such user here' },
      ]),
    );
    await conversation.enrollmentWhen(({ state }) => state === 'bounced');
    await conversation.inWorkspace(async (tx) => {
      expect(await tx.bounce.findMany({ orderBy: { status: 'asc' } })).toMatchObject([
        { recipient: 'colleague@acme.example', type: 'soft', status: '4.2.2', replyCode: '452', outboundEmailId: null },
        { recipient: toAddress, type: 'hard', status: '5.1.1', reasonCode: 'userunknown', fault: 'recipient' },
      ]);
      expect(await isSuppressed(tx, { address: toAddress })).toBe(true);
      expect(await isSuppressed(tx, { address: 'colleague@acme.example' })).toBe(false);
    });
  }));

test('a report that blames the sender marks nobody: the mailbox waits, and the sequence goes on', () =>
  withConversation(async (conversation) => {
    const { toAddress, messageId } = await ours(conversation);
    const diagnostic = '550-5.7.26 Unauthenticated email from acme.example is not accepted due to domain DMARC policy.';
    const id = await comesIn(
      conversation,
      report(messageId ?? '', [{ address: toAddress, status: '5.7.26', diagnostic }]),
    );
    expect(await conversation.enrollmentWhen(() => true)).toMatchObject({
      state: 'active',
      bouncedAt: null,
      contact: { bouncedAt: null },
    });
    await conversation.inWorkspace(async (tx) => {
      expect(await tx.bounce.findMany()).toMatchObject([{ type: 'soft', fault: 'sender', status: '5.7.26' }]);
      expect(await isSuppressed(tx, { address: toAddress })).toBe(false);
      expect(await tx.senderPause.findMany()).toMatchObject([{ code: '5.7.26' }]);
    });
    const reply = await conversation.person.rpc.replies.getReply({ messageId: id });
    expect(reply.evidence.recipients).toMatchObject([{ isHard: false, fault: 'sender' }]);
  }));

test('bytes that are no mail are kept as they came, and shown as not understood', () =>
  withConversation(async (conversation) => {
    const bytes = Buffer.from([0, 255, 254, 10, 13, 0, 200, 1, 2, 3, 0, 10]);
    const id = await comesIn(conversation, bytes);
    const { rpc, cookie } = conversation.person;
    expect(await rpc.replies.getReply({ messageId: id })).toMatchObject({
      understoodAs: 'unknown',
      hasRaw: true,
      evidence: { recipients: [] },
    });
    const raw = await fetch(`${conversation.api.url}/api/v1/replies/${id}/raw`, { headers: { cookie } });
    expect(raw.headers.get('content-type')).toBe('message/rfc822');
    expect(raw.headers.get('content-disposition')).toContain('attachment');
    expect(Buffer.from(await raw.arrayBuffer())).toEqual(bytes);
  }));
