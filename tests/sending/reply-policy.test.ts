import { expect, test } from 'vitest';
import { type Conversation, withConversation } from '../helpers/conversation.ts';
import { eventually } from '../helpers/engine.ts';
import { make } from '../helpers/make.ts';

/** Puts the contact of a conversation into a second sequence, whose first mail is days away. */
async function enrollAgain({ person, inWorkspace, mailboxId, contactId }: Conversation) {
  const steps = [{ delayAmount: 3, delayUnit: 'days' as const }];
  const sequenceId = await inWorkspace((tx) => make.sequence(tx, person, { steps }));
  await person.rpc.enrolling.enroll({
    sequenceId,
    mailboxId,
    selection: { kind: 'contacts', contactIds: [contactId] },
  });
  const stateWhen = (is: (state: string) => boolean) =>
    eventually(async () => {
      const [item] = (await person.rpc.enrollments.listEnrollments({ sequenceId, contactId })).items;
      return item && is(item.state) && item.state;
    });
  await stateWhen((state) => state === 'active');
  return stateWhen;
}

const reply = ({ person, messageId }: Conversation) =>
  person.rpc.sandbox.playRecipient({ messageId, act: 'reply', text: 'Yes, let us talk on Thursday.' });

test('a reply in one sequence ends the others of that contact', () =>
  withConversation(async (conversation) => {
    const stateWhen = await enrollAgain(conversation);
    await reply(conversation);
    expect(await stateWhen((state) => state !== 'active')).toBe('replied');
    const waiting = await conversation.inWorkspace((tx) =>
      tx.outboundEmail.count({ where: { state: { in: ['planned', 'reserved'] } } }),
    );
    expect(waiting).toBe(0);
  }));

test('where the workspace wants it so, a reply ends the sequence that it answers and no other', () =>
  withConversation(async (conversation) => {
    await conversation.person.rpc.sendingPolicy.updatePolicy({ stopsOnReplyAnywhere: false });
    const stateWhen = await enrollAgain(conversation);
    await reply(conversation);
    await conversation.enrollmentWhen(({ state }) => state === 'replied');
    expect(await stateWhen(() => true)).toBe('active');
  }));
