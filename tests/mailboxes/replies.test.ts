import { expect, test } from 'vitest';
import { isSuppressed } from '../../prisma/suppressions.ts';
import { type Conversation, withConversation } from '../helpers/conversation.ts';

const DAY = 86_400_000;

/** What was written down about a conversation. */
const written = ({ inWorkspace, contactId, enrollmentId }: Conversation) =>
  inWorkspace(async (tx) => {
    const contact = await tx.contact.findUniqueOrThrow({ where: { id: contactId } });
    const timeline = await tx.activity.findMany({ where: { contactId }, orderBy: { occurredAt: 'asc' } });
    return {
      contact,
      isSuppressed: await isSuppressed(tx, { address: contact.email ?? '' }),
      mails: await tx.outboundEmail.findMany({ where: { enrollmentId }, orderBy: { id: 'asc' } }),
      bounces: await tx.bounce.findMany({}),
      complaints: await tx.complaint.findMany({}),
      timeline: timeline.map(({ type }) => type),
    };
  });

type Act = Omit<Parameters<Conversation['person']['rpc']['sandbox']['playRecipient']>[0], 'messageId'>;
const play = ({ person, messageId }: Conversation, act: Act) => person.rpc.sandbox.playRecipient({ messageId, ...act });

test('a reply ends the enrollment as replied, and the second mail is never sent', () =>
  withConversation(async (conversation) => {
    await play(conversation, { act: 'reply', text: 'Yes, let us talk on Thursday.' });
    const ended = await conversation.enrollmentWhen(({ state }) => state !== 'active');
    expect(ended).toMatchObject({ state: 'replied', endReason: 'replied', repliedAt: expect.any(Date), nextAt: null });
    const [message] = await conversation.received(1);
    expect(message).toMatchObject({
      kind: 'human',
      contactId: conversation.contactId,
      enrollmentId: conversation.enrollmentId,
      subject: 'Re: Quick question',
      threadId: expect.any(String),
    });
    const { mails, contact, timeline, isSuppressed: isMuted } = await written(conversation);
    expect(mails).toMatchObject([{ state: 'sent', repliedAt: expect.any(Date) }, { state: 'cancelled' }]);
    expect(contact.lastRepliedAt).not.toBeNull();
    expect(timeline).toEqual(['enrolled', 'email_sent', 'email_received', 'enrollment_ended']);
    expect(isMuted).toBe(false);
    const shown = await conversation.person.rpc.sandbox.getSandboxMessage({ messageId: conversation.messageId });
    expect(shown.answers).toMatchObject([{ kind: 'human' }]);
  }));

/** A Wednesday, some three weeks ahead. */
const wednesdayAhead = () => {
  const at = Date.now() + 20 * DAY;
  const days = (3 - new Date(at).getUTCDay() + 7) % 7;
  return new Date(at + days * DAY).toISOString().slice(0, 10);
};

test('an out-of-office puts the second mail off until nine on the first working day back, and ends nothing', () =>
  withConversation(async (conversation) => {
    const back = wednesdayAhead();
    const before = await conversation.enrollmentWhen(({ nextAt }) => nextAt !== null);
    expect(before.nextAt?.getTime()).toBeLessThan(Date.parse(back));
    await play(conversation, { act: 'out-of-office', until: back });
    const after = await conversation.enrollmentWhen(({ nextAt }) => (nextAt?.getTime() ?? 0) >= Date.parse(back));
    expect(after).toMatchObject({
      state: 'active',
      repliedAt: null,
      postponedUntil: new Date(Date.parse(back) + DAY + 9 * 3_600_000),
    });
    expect(await conversation.received(1)).toMatchObject([{ kind: 'auto_reply' }]);
    const { timeline, mails } = await written(conversation);
    expect(timeline).toEqual(['enrolled', 'email_sent', 'auto_reply_received']);
    expect(mails).toMatchObject([{ repliedAt: null }, { state: 'reserved' }]);
  }));

test('a hard bounce ends it as bounced, and the address gets no mail any more', () =>
  withConversation(async (conversation) => {
    await play(conversation, { act: 'hard-bounce' });
    const ended = await conversation.enrollmentWhen(({ state }) => state !== 'active');
    expect(ended).toMatchObject({ state: 'bounced', endReason: 'bounced', repliedAt: null });
    expect(await written(conversation)).toMatchObject({
      contact: { bouncedAt: expect.any(Date) },
      isSuppressed: true,
      mails: [{ state: 'bounced', errorCode: '5.1.1', repliedAt: null }, { state: 'cancelled' }],
      bounces: [{ type: 'hard', category: 'invalid_email', status: '5.1.1' }],
    });
    expect(await conversation.received(1)).toMatchObject([{ kind: 'bounce', kindRule: 'rfc3464-failed' }]);
  }));

test('a soft bounce is written down, and the sequence goes on', () =>
  withConversation(async (conversation) => {
    await play(conversation, { act: 'soft-bounce' });
    expect(await conversation.received(1)).toMatchObject([{ kind: 'bounce' }]);
    expect(await written(conversation)).toMatchObject({
      contact: { bouncedAt: null },
      isSuppressed: false,
      mails: [{ state: 'sent', bouncedAt: null }, { state: 'reserved' }],
      bounces: [{ type: 'soft', category: 'mailbox_full', status: '4.2.2' }],
      timeline: ['enrolled', 'email_sent', 'email_bounced'],
    });
    expect(await conversation.enrollmentWhen(() => true)).toMatchObject({ state: 'active', bouncedAt: null });
  }));

test('a complaint ends it, and the address gets no mail any more', () =>
  withConversation(async (conversation) => {
    await play(conversation, { act: 'complain' });
    const ended = await conversation.enrollmentWhen(({ state }) => state !== 'active');
    expect(ended).toMatchObject({ state: 'unsubscribed', endReason: 'complained' });
    expect(await written(conversation)).toMatchObject({
      contact: { unsubscribedAt: expect.any(Date) },
      isSuppressed: true,
      mails: [{ complainedAt: expect.any(Date), repliedAt: null }, { state: 'suppressed' }],
      complaints: [{ recipient: ended.contact.email, feedbackType: 'abuse' }],
    });
    expect(await conversation.received(1)).toMatchObject([{ kind: 'complaint', kindRule: 'rfc5965' }]);
  }));

test('one press of the mail program on unsubscribe ends it', () =>
  withConversation(async (conversation) => {
    await play(conversation, { act: 'unsubscribe' });
    const ended = await conversation.enrollmentWhen(({ state }) => state !== 'active');
    expect(ended).toMatchObject({
      state: 'unsubscribed',
      endReason: 'unsubscribed',
      contact: { unsubscribedAt: expect.any(Date) },
    });
    expect(await written(conversation)).toMatchObject({
      isSuppressed: true,
      mails: [{ state: 'sent', unsubscribedAt: expect.any(Date) }, { state: 'suppressed' }],
    });
  }));

test('opens and clicks are counted, and change nothing else', () =>
  withConversation(async (conversation) => {
    await play(conversation, { act: 'open' });
    await play(conversation, { act: 'open' });
    const { url } = await play(conversation, { act: 'click' });
    expect(url).toBe('https://acme.example/offer');
    const { mails, timeline } = await written(conversation);
    expect(mails[0]).toMatchObject({ openCount: 2, clickCount: 1, state: 'sent' });
    expect(timeline).toEqual(['enrolled', 'email_sent', 'email_opened', 'email_clicked']);
    expect(await conversation.enrollmentWhen(() => true)).toMatchObject({ state: 'active' });
  }));

test('a mail that cannot be handled holds up no other: after five tries it is left to a person, with the reason', () =>
  withConversation(async (conversation) => {
    const { inWorkspace, mailboxId, person } = conversation;
    const { workspaceId } = person;
    // Its bytes are gone, which no code of ours expects; it has been tried four times.
    const poison = { workspaceId, mailboxId, externalId: 'poison', direction: 'inbound' as const, handleAttempts: 4 };
    await inWorkspace((tx) => tx.emailMessage.create({ data: { ...poison, receivedAt: new Date(0) } }));
    await play(conversation, { act: 'reply' });
    await conversation.enrollmentWhen(({ state }) => state === 'replied');
    const messages = await conversation.received(2);
    expect(messages).toMatchObject([
      { externalId: 'poison', kind: 'unknown', kindRule: 'not-handled', handleAttempts: 5 },
      { kind: 'human', handleError: null },
    ]);
    expect(messages[0]?.handleError).toBe(
      'An operation failed because it depends on one or more records that were required but not found. No record was found for a query.',
    );
  }));
