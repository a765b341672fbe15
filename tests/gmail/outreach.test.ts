import { expect, test } from 'vitest';
import { connect, idIn } from './google-api.ts';
import { type Outreach, withOutreach } from './outreach.ts';
import { fromAda, ROBIN } from './robin.ts';

const SEND = 'gmail.users.drafts.send';
const CREATE = 'gmail.users.drafts.create';
const isDone = ({ state }: { state: string }) => state === 'completed';
const isWaiting = ({ state, currentStep }: { state: string; currentStep: number }) =>
  state === 'active' && currentStep === 1;
const LATER = { steps: [{}, { delayAmount: 3, delayUnit: 'days' as const, isReply: true }] };

/** Who got a mail, once for each. */
const receivers = ({ google }: Outreach) => google.world.deliveries.map(({ to }) => to.join()).toSorted();
const once = (people: string[]) => [...new Set(people)];
const draftsLeft = ({ google }: Outreach) => google.account(ROBIN).drafts.size;

test('three mails of a sequence are one conversation, by the names that Gmail gave them', { timeout: 120_000 }, () =>
  withOutreach(async (outreach) => {
    const { enroll, enrollmentsWhen, google, inWorkspace } = outreach;
    const follow = { isReply: true };
    await enrollmentsWhen(await enroll(1, { steps: [{}, follow, follow] }), isDone);
    const [first, second, third] = google.world.deliveries;
    expect(second).toMatchObject({ inReplyTo: first?.messageId, subject: `Re: ${first?.subject}` });
    expect(third?.references).toBe(`${first?.messageId} ${second?.messageId}`);
    const threads = [...google.account(ROBIN).mails.values()].map(({ threadId }) => threadId);
    expect(threads).toHaveLength(3);
    expect(new Set(threads).size).toBe(1);
    const ledger = await inWorkspace((tx) => tx.outboundEmail.findMany({ orderBy: { sentAt: 'asc' } }));
    expect(ledger.map(({ messageId }) => messageId)).toEqual([first, second, third].map((mail) => mail?.messageId));
  }),
);

test('a reply is told of by push, and ends the enrollment before the second mail', { timeout: 120_000 }, () =>
  withOutreach(async ({ api, enroll, enrollmentsWhen, google, mailboxWhen, inWorkspace }) => {
    google.push.to(`${api.url}/hooks/gmail`);
    const told = await mailboxWhen(({ subscribedUntil }) => subscribedUntil !== null);
    expect(told.subscribeAt?.getTime()).toBeLessThan(Date.now() + 86_400_000);
    const people = await enroll(1, LATER);
    await enrollmentsWhen(people, isWaiting);
    const [sent] = google.world.deliveries;
    const { email } = await inWorkspace((tx) => tx.contact.findUniqueOrThrow({ where: { id: people[0] } }));
    google.receive({ to: ROBIN, raw: fromAda({ From: email ?? '', 'In-Reply-To': sent?.messageId ?? '' }) });
    await enrollmentsWhen(people, ({ state }) => state === 'replied');
    expect(google.push.statuses).toContain(204);
  }),
);

test(
  'when answers are lost after drafts are written and after mails have left, each arrives once',
  { timeout: 120_000 },
  () =>
    withOutreach(async (outreach) => {
      const { enroll, enrollmentsWhen, google } = outreach;
      google.fault({ method: SEND, kind: 'drop-after', every: 2 });
      google.fault({ method: CREATE, kind: 'drop-after', every: 3 });
      await enrollmentsWhen(await enroll(8), isDone);
      expect(receivers(outreach)).toHaveLength(8);
      expect(once(receivers(outreach))).toHaveLength(8);
      expect(draftsLeft(outreach)).toBe(0);
    }),
);

test('a storm of refusals for too many calls loses nothing and doubles nothing', { timeout: 120_000 }, () =>
  withOutreach(async (outreach) => {
    const { enroll, enrollmentsWhen, google } = outreach;
    google.fault({ method: SEND, kind: 'error', status: 429, reason: 'rateLimitExceeded', retryAfterS: 1, every: 2 });
    google.fault({ method: CREATE, kind: 'error', status: 403, reason: 'userRateLimitExceeded', every: 3 });
    await enrollmentsWhen(await enroll(6), isDone);
    expect(receivers(outreach)).toHaveLength(6);
    expect(once(receivers(outreach))).toHaveLength(6);
    expect(draftsLeft(outreach)).toBe(0);
  }),
);

test(
  'a permission that is taken back in the middle stops the mailbox in words; connected again, its mails go on, each once',
  {
    timeout: 120_000,
  },
  () =>
    withOutreach(async (outreach) => {
      const { enroll, enrollmentsWhen, google, mailboxWhen, mailboxId, person } = outreach;
      await enrollmentsWhen(await enroll(2), isDone);
      google.revoke(ROBIN);
      const held = await enroll(3);
      await enrollmentsWhen(held, ({ holdCode }) => holdCode === 'mailbox-unusable');
      const { healthReason, healthCode } = await mailboxWhen(({ health }) => health === 'disconnected');
      expect(healthCode).toBe('auth');
      expect(healthReason).toMatch(/Google no longer lets this mailbox be used.*Connect it again/);
      expect(google.world.deliveries).toHaveLength(2);

      expect(idIn(await connect(person, mailboxId))).toBe(mailboxId);
      await enrollmentsWhen(held, isDone);
      expect(receivers(outreach)).toHaveLength(5);
      expect(once(receivers(outreach))).toHaveLength(5);
      expect(draftsLeft(outreach)).toBe(0);
    }),
);

test('a reply that came while Gmail forgot its history is seen all the same', { timeout: 120_000 }, () =>
  withOutreach(async ({ enroll, enrollmentsWhen, google, mailboxId, mailboxWhen, person }) => {
    await mailboxWhen(({ lastSyncAt }) => lastSyncAt !== null);
    const people = await enroll(1, LATER);
    await enrollmentsWhen(people, isWaiting);
    const [sent] = google.world.deliveries;
    google.receive({ to: ROBIN, raw: fromAda({ 'In-Reply-To': sent?.messageId ?? '' }) });
    google.expireHistory(ROBIN);
    await person.rpc.mailboxes.testMailbox({ mailboxId });
    expect(await enrollmentsWhen(people, ({ state }) => state === 'replied')).toHaveLength(1);
    expect(google.calls['gmail.users.messages.list']).toBeGreaterThan(0);
  }),
);

test('a name that could not be read back is learnt when the mailbox is looked at', { timeout: 120_000 }, () =>
  withOutreach(async ({ enroll, enrollmentsWhen, google, inWorkspace, mailboxId, mailboxWhen, person }) => {
    await mailboxWhen(({ lastSyncAt }) => lastSyncAt !== null);
    google.fault({ method: 'gmail.users.messages.get', kind: 'error', status: 503 });
    await enrollmentsWhen(await enroll(1, LATER), isWaiting);
    const [sent] = google.world.deliveries;
    const read = () => inWorkspace((tx) => tx.outboundEmail.findFirstOrThrow());
    expect((await read()).isNameAwaited).toBe(true);
    await person.rpc.mailboxes.testMailbox({ mailboxId });
    await expect.poll(async () => (await read()).messageId, { timeout: 20_000 }).toBe(sent?.messageId);
  }),
);

test('the draft of a mail that was put off and then cancelled is thrown away', { timeout: 120_000 }, () =>
  withOutreach(async ({ enroll, enrollmentsWhen, google, inWorkspace, mailboxId, mailboxWhen, person }) => {
    await mailboxWhen(({ lastSyncAt }) => lastSyncAt !== null);
    google.fault({
      method: SEND,
      kind: 'error',
      status: 403,
      reason: 'dailyLimitExceeded',
      retryAfterS: 7_200,
      times: 99,
    });
    const people = await enroll(1);
    await expect.poll(() => google.account(ROBIN).drafts.size, { timeout: 20_000 }).toBe(1);
    await expect
      .poll(() => inWorkspace(async (tx) => (await tx.outboundEmail.findFirstOrThrow()).state), { timeout: 20_000 })
      .toBe('reserved');
    const [enrollment] = await enrollmentsWhen(people, () => true);
    await person.rpc.enrollments.commandEnrollment({ enrollmentId: enrollment?.id as never, command: 'stop' });
    await enrollmentsWhen(people, ({ state }) => state === 'stopped');
    await person.rpc.mailboxes.testMailbox({ mailboxId });
    await expect.poll(() => google.account(ROBIN).drafts.size, { timeout: 20_000 }).toBe(0);
    expect(google.world.deliveries).toEqual([]);
  }),
);
