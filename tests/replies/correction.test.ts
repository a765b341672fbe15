import { expect, test } from 'vitest';
import { isSuppressed } from '../../prisma/suppressions.ts';
import { idOf, type MessageId } from '../../workflows/ids.ts';
import type { Understanding } from '../../workflows/replies/correction.calc.ts';
import { type Conversation, withConversation } from '../helpers/conversation.ts';
import { eventually } from '../helpers/engine.ts';

const DAY = 86_400_000;

type Act = Omit<Parameters<Conversation['person']['rpc']['sandbox']['playRecipient']>[0], 'messageId'>;

/** Has the recipient do something, and gives the mail that comes of it as soon as the enrollment has heard of it. */
async function receive(conversation: Conversation, act: Act, count = 1): Promise<MessageId> {
  await conversation.person.rpc.sandbox.playRecipient({ messageId: conversation.messageId, ...act });
  const messages = await conversation.received(count);
  return idOf<MessageId>(messages.at(-1)?.id ?? '');
}

/** Corrects a mail, and waits until that is carried out. */
async function correct({ person }: Conversation, messageId: MessageId, kind: Understanding) {
  const { correctionId } = await person.rpc.replies.correctReply({ messageId, kind, note: 'I read it.' });
  return eventually(async () => {
    const reply = await person.rpc.replies.getReply({ messageId });
    return reply.corrections.some(({ id, isApplied }) => id === correctionId && isApplied) && reply;
  });
}

/** All that a mail that came in can have changed. */
const state = ({ inWorkspace, contactId, enrollmentId, person }: Conversation) =>
  inWorkspace(async (tx) => {
    const contact = await tx.contact.findUniqueOrThrow({ where: { id: contactId } });
    const { sequenceId, ...enrollment } = await tx.enrollment.findUniqueOrThrow({ where: { id: enrollmentId } });
    const mails = await tx.outboundEmail.findMany({ where: { enrollmentId }, orderBy: { id: 'asc' } });
    const timeline = await tx.activity.findMany({ where: { contactId }, orderBy: { createdAt: 'asc' } });
    const { total } = await person.rpc.sequences.getNumbers({ sequenceId: idOf(sequenceId) });
    return {
      contact,
      enrollment,
      mails,
      numbers: total,
      isMuted: await isSuppressed(tx, { address: contact.email ?? '' }),
      bounces: await tx.bounce.count(),
      tracked: (await tx.trackingEvent.findMany()).map(({ type }) => type),
      effects: await tx.messageEffect.count(),
      timeline: timeline.map(({ type }) => type),
    };
  });

test('a bounce that was none: the address gets mail again, the mail counts as answered, and the sequence stays ended by the reply', () =>
  withConversation(async (conversation) => {
    const messageId = await receive(conversation, { act: 'hard-bounce' });
    await conversation.enrollmentWhen(({ state: is }) => is === 'bounced');
    expect(await state(conversation)).toMatchObject({ isMuted: true, numbers: { bounced: 1, replied: 0 } });

    const reply = await correct(conversation, messageId, 'human');
    expect(reply).toMatchObject({
      understoodAs: 'human',
      correctingTo: null,
      evidence: { rule: 'a-person', confidence: 1 },
      corrections: [{ from: 'hard_bounce', to: 'human', note: 'I read it.', by: 'Pat Person', isApplied: true }],
    });
    expect(await state(conversation)).toMatchObject({
      contact: { bouncedAt: null, lastRepliedAt: expect.any(Date) },
      enrollment: { state: 'replied', endReason: 'replied', bouncedAt: null, repliedAt: expect.any(Date) },
      mails: [{ state: 'sent', bouncedAt: null, errorCode: null, repliedAt: expect.any(Date) }, { state: 'cancelled' }],
      numbers: { bounced: 0, replied: 1 },
      isMuted: false,
      bounces: 0,
      tracked: ['reply'],
    });
    const { timeline } = await state(conversation);
    expect(timeline).not.toContain('email_bounced');
    expect(timeline).toContain('email_corrected');
  }));

test('a reply that was an out-of-office: the enrollment goes on from where it was, once its contact is back', () =>
  withConversation(async (conversation) => {
    const messageId = await receive(conversation, { act: 'reply', text: 'I am back in the office on Monday.' });
    await conversation.enrollmentWhen(({ state: is }) => is === 'replied');

    await correct(conversation, messageId, 'auto_reply');
    const resumed = await conversation.enrollmentWhen(({ state: is, nextAt }) => is === 'active' && nextAt !== null);
    expect(resumed).toMatchObject({ endReason: null, repliedAt: null, currentStep: 1 });
    expect(resumed.nextAt?.getTime()).toBeGreaterThanOrEqual(Date.now() + 4 * DAY);
    expect(await state(conversation)).toMatchObject({
      contact: { lastRepliedAt: null },
      mails: [{ state: 'sent', repliedAt: null }, { state: 'reserved' }],
      numbers: { replied: 0 },
      tracked: [],
    });
    // Its workflow lives: it does as it is told.
    await conversation.person.rpc.enrollments.commandEnrollment({
      enrollmentId: conversation.enrollmentId,
      command: 'stop',
    });
    await conversation.enrollmentWhen(({ state: is }) => is === 'stopped');
  }));

test('an out-of-office that was none: the second mail leaves when it would have left', () =>
  withConversation(async (conversation) => {
    const before = await conversation.enrollmentWhen(({ nextAt }) => nextAt !== null);
    const until = new Date(Date.now() + 20 * DAY).toISOString().slice(0, 10);
    const messageId = await receive(conversation, { act: 'out-of-office', until });
    await conversation.enrollmentWhen(({ nextAt }) => (nextAt?.getTime() ?? 0) >= Date.parse(until));
    await correct(conversation, messageId, 'unknown');
    const after = await conversation.enrollmentWhen(({ nextAt }) => (nextAt?.getTime() ?? 0) < Date.parse(until));
    expect(after).toMatchObject({ state: 'active', postponedUntil: null });
    expect(after.nextAt?.getTime()).toBeLessThan((before.nextAt?.getTime() ?? 0) + DAY);
    expect(await state(conversation)).toMatchObject({ effects: 0, mails: [{ state: 'sent' }, { state: 'reserved' }] });
  }));

test('an opt-out that was none: the person may be written to again, and has answered', () =>
  withConversation(async (conversation) => {
    const messageId = await receive(conversation, { act: 'reply', text: 'Please unsubscribe me from this list.' });
    const ended = await conversation.enrollmentWhen(({ state: is }) => is !== 'active');
    expect(ended.contact.unsubscribedAt).not.toBeNull();
    expect(await state(conversation)).toMatchObject({
      isMuted: true,
      numbers: { unsubscribed: 1, replied: 1 },
    });
    await correct(conversation, messageId, 'human');
    expect(await state(conversation)).toMatchObject({
      contact: { unsubscribedAt: null, lastRepliedAt: expect.any(Date) },
      enrollment: { state: 'replied', unsubscribedAt: null },
      mails: [{ unsubscribedAt: null, repliedAt: expect.any(Date) }, { state: 'cancelled' }],
      numbers: { unsubscribed: 0, replied: 1 },
      isMuted: false,
    });
  }));

test('there and back again: what the rules had said follows again, and the same twice changes nothing', () =>
  withConversation(async (conversation) => {
    const messageId = await receive(conversation, { act: 'hard-bounce' });
    await conversation.enrollmentWhen(({ state: is }) => is === 'bounced');
    const before = await state(conversation);
    await correct(conversation, messageId, 'soft_bounce');
    await conversation.enrollmentWhen(({ state: is }) => is === 'active');
    expect(await state(conversation)).toMatchObject({
      contact: { bouncedAt: null },
      mails: [{ state: 'sent' }, { state: 'reserved' }],
      isMuted: false,
      bounces: 1,
    });

    const reply = await correct(conversation, messageId, 'hard_bounce');
    expect(reply.evidence).toMatchObject({ rule: expect.not.stringContaining('a-person') });
    await conversation.enrollmentWhen(({ state: is }) => is === 'bounced');
    const after = await state(conversation);
    expect(after).toMatchObject({
      mails: [{ state: 'bounced', errorCode: '5.1.1' }, { state: 'cancelled' }],
      numbers: before.numbers,
      isMuted: true,
      bounces: 1,
      effects: before.effects,
    });
    await correct(conversation, messageId, 'hard_bounce');
    const again = await state(conversation);
    expect(again).toMatchObject({ effects: after.effects, bounces: 1, timeline: after.timeline });
  }));

test('of two mails that say the same, taking one back leaves what the other says', () =>
  withConversation(async (conversation) => {
    const bounce = await receive(conversation, { act: 'hard-bounce' });
    await conversation.enrollmentWhen(({ state: is }) => is === 'bounced');
    await receive(conversation, { act: 'hard-bounce' }, 2);
    await correct(conversation, bounce, 'unknown');
    expect(await state(conversation)).toMatchObject({
      contact: { bouncedAt: expect.any(Date) },
      enrollment: { state: 'bounced' },
      mails: [{ state: 'bounced' }, { state: 'cancelled' }],
      isMuted: true,
      bounces: 1,
    });
  }));
