import { expect, test } from 'vitest';
import { type Conversation, conversationOf, converse } from '../helpers/conversation.ts';
import { eventually } from '../helpers/engine.ts';
import { ALWAYS } from '../helpers/make.ts';
import { withProduct } from '../helpers/product.ts';

const DAY = 86_400_000;
const ALL_DAY = [{ from: '00:00', to: '24:00' }];

/** The window of a mailbox that is open on one day of the week alone: the one in so many days. */
const openIn = (days: number) => ({ [new Date(Date.now() + days * DAY).getUTCDay() || 7]: ALL_DAY });
const weekdayOf = (at: Date | null) => at?.getUTCDay();

type Talk = Omit<Conversation, 'messageId'>;
const sentFrom = ({ inWorkspace, mailboxId }: Talk) =>
  inWorkspace((tx) => tx.sandboxMessage.count({ where: { mailboxId, folder: 'sent' } }));

test('a window that is opened lets a waiting mail leave at once', () =>
  withProduct(async (product) => {
    const talk = await converse(product, { sendWindow: openIn(3) });
    const { person, mailboxId, enrollmentWhen } = talk;
    const waiting = await enrollmentWhen(({ nextAt }) => nextAt !== null);
    expect(waiting.nextAt?.getTime()).toBeGreaterThan(Date.now() + 2 * DAY);
    await person.rpc.mailboxes.updateMailbox({ mailboxId, sendWindow: ALWAYS });
    await enrollmentWhen(({ currentStep }) => currentStep === 1);
    expect(await sentFrom(talk)).toBe(1);
  }));

test('a window that is narrowed moves a waiting mail to when it is open', () =>
  withProduct(async (product) => {
    const { person, mailboxId, enrollmentWhen, inWorkspace, enrollmentId } = await conversationOf(product);
    const wanted = new Date(Date.now() + 5 * DAY).getUTCDay();
    await person.rpc.mailboxes.updateMailbox({ mailboxId, sendWindow: openIn(5) });
    const moved = await enrollmentWhen(({ nextAt }) => weekdayOf(nextAt) === wanted);
    expect(moved.state).toBe('active');
    const mail = await inWorkspace((tx) => tx.outboundEmail.findFirst({ where: { enrollmentId, state: 'reserved' } }));
    expect(mail).toMatchObject({ slotAt: moved.nextAt, slotDay: moved.nextAt?.toISOString().slice(0, 10) });
    expect(mail?.slotReason).toMatchObject([{ code: 'closed' }]);
  }));

test('a disconnected mailbox holds its mails, and sends them when it is connected again', () =>
  withProduct(async (product) => {
    const talk = await converse(product, { sendWindow: openIn(3) });
    const { person, mailboxId, enrollmentWhen } = talk;
    await person.rpc.mailboxes.disconnectMailbox({ mailboxId });
    await person.rpc.mailboxes.updateMailbox({ mailboxId, sendWindow: ALWAYS });
    expect(await enrollmentWhen(({ holdCode }) => holdCode !== null)).toMatchObject({ holdCode: 'mailbox-unusable' });
    expect(await sentFrom(talk)).toBe(0);
    await person.rpc.mailboxes.reconnectMailbox({ mailboxId });
    expect(await enrollmentWhen(({ currentStep }) => currentStep === 1)).toMatchObject({ holdCode: null });
    expect(await sentFrom(talk)).toBe(1);
  }));

test('the people of a removed mailbox go on from the one that takes them over', () =>
  withProduct(async (product) => {
    const talk = await conversationOf(product);
    const { person, mailboxId, enrollmentId, enrollmentWhen, inWorkspace } = talk;
    const { mailboxId: heir } = await person.rpc.mailboxes.createMailbox({
      provider: 'sandbox',
      email: 'heir@acme.example',
      sendWindow: ALWAYS,
      minGapSeconds: 0,
    });
    await person.rpc.mailboxes.deleteMailbox({ mailboxId, moveTo: heir });
    await enrollmentWhen((row) => row.mailboxId === heir);
    await person.rpc.enrollments.commandEnrollment({ enrollmentId, command: 'skip-wait' });
    expect(await enrollmentWhen(({ state }) => state !== 'active')).toMatchObject({ state: 'completed' });
    expect([await sentFrom(talk), await sentFrom({ ...talk, mailboxId: heir })]).toEqual([1, 1]);
    const watch = await eventually(async () => {
      const { status } = await product.engine.client.workflow.getHandle(`mailbox/${mailboxId}`).describe();
      return status.name === 'COMPLETED' && status.name;
    });
    expect(watch).toBe('COMPLETED');
    expect(await inWorkspace((tx) => tx.enrollment.count({ where: { mailboxId } }))).toBe(0);
  }));
