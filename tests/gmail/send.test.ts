import { expect, test } from 'vitest';
import { HAS_DISCOVERY } from '../helpers/fake-google/discovery.ts';
import { type FakeGoogle, type FakeGoogleOptions, withFakeGoogle } from '../helpers/fake-google/server.ts';
import { ADA, aMail, ROBIN, type Robin, robinAt } from './robin.ts';

/** Lends a Google with Robin's mailbox in it. */
const withRobin = (work: (robin: Robin, google: FakeGoogle) => Promise<void>, options?: FakeGoogleOptions) =>
  withFakeGoogle((google) => work(robinAt(google), google), options);
const draftsOf = (google: FakeGoogle) => [...google.account(ROBIN).drafts.keys()];
const SEND = 'gmail.users.drafts.send';
const CREATE = 'gmail.users.drafts.create';

test("the discovery documents of Google are there, so that this Google is checked against the real one's", (context) => {
  context.skip(!HAS_DISCOVERY, 'no ../shared/corpus/google-discovery: the fake Google is not checked');
  expect(HAS_DISCOVERY).toBe(true);
});

test('a mail leaves once, under the Message-ID that Gmail gave it, and leaves no draft behind', () =>
  withRobin(async ({ send }, google) => {
    const mail = aMail({ bcc: ['crm@acme.example'] });
    const outcome = await send(mail);
    expect(google.world.deliveries).toHaveLength(1);
    const [delivery] = google.world.deliveries;
    expect(delivery).toMatchObject({ from: ROBIN, to: [ADA, 'crm@acme.example'], ref: mail.messageId });
    expect(delivery?.messageId).toMatch(/@mail\.gmail\.com>$/);
    expect(outcome).toMatchObject({ kind: 'accepted', messageId: delivery?.messageId });
    expect(draftsOf(google)).toEqual([]);
  }));

test('a follow-up goes on the conversation, on both sides', () =>
  withRobin(async ({ send, ledger }, google) => {
    const first = await send(aMail());
    const { messageId = '', providerThreadId } = first as { messageId?: string; providerThreadId?: string };
    ledger.draftId = null;
    const second = await send(
      aMail({ subject: 'Re: Quick question', inReplyTo: messageId, references: [messageId], providerThreadId }),
    );
    expect(second).toMatchObject({ kind: 'accepted', providerThreadId });
    expect(google.world.deliveries[1]).toMatchObject({ inReplyTo: messageId, references: messageId });
  }));

test('a follow-up in a conversation that was deleted begins another, and leaves', () =>
  withRobin(async ({ send }, google) => {
    const outcome = await send(aMail({ providerThreadId: '18f0deadbeef' }));
    expect(outcome.kind).toBe('accepted');
    expect(google.world.deliveries).toHaveLength(1);
  }));

test('when the answer is lost after the mail has left, it is found among the sent ones and not sent again', () =>
  withRobin(async ({ send }, google) => {
    google.fault({ method: SEND, kind: 'drop-after' });
    const outcome = await send(aMail());
    expect(outcome).toMatchObject({ kind: 'accepted', messageId: google.world.deliveries[0]?.messageId });
    expect(google.world.deliveries).toHaveLength(1);
    expect(google.calls[SEND]).toBe(1);
  }));

test('when Google hangs up before it sends, the same draft is sent again', () =>
  withRobin(async ({ send }, google) => {
    google.fault({ method: SEND, kind: 'drop-before' });
    expect(await send(aMail())).toMatchObject({ kind: 'accepted' });
    expect(google.world.deliveries).toHaveLength(1);
    expect(google.calls[CREATE]).toBe(1);
  }));

test('a failure of Google on sending is never repeated blindly: the draft is asked for first', () =>
  withRobin(async ({ send }, google) => {
    google.fault({ method: SEND, kind: 'error', status: 503 });
    expect(await send(aMail())).toMatchObject({ kind: 'accepted' });
    expect(google.calls['gmail.users.drafts.get']).toBe(1);
    expect(google.world.deliveries).toHaveLength(1);
  }));

test('when the answer is lost after a draft was written, that draft is found and sent: no orphan', () =>
  withRobin(async ({ send }, google) => {
    google.fault({ method: CREATE, kind: 'drop-after' });
    expect(await send(aMail())).toMatchObject({ kind: 'accepted' });
    expect(draftsOf(google)).toEqual([]);
    expect(google.world.deliveries).toHaveLength(1);
    expect(google.calls[CREATE]).toBe(1);
  }));

test('a draft that a dead process left is found by the reference in it, though Gmail has renamed it', () =>
  withRobin(
    async ({ send, ledger }, google) => {
      const mail = aMail();
      const died = send(mail, {
        keepDraft: () => Promise.reject(Object.assign(new Error('killed'), { code: 'P1001' })),
      });
      await expect(died).rejects.toThrow('killed');
      expect(draftsOf(google)).toHaveLength(1);
      ledger.draftId = null;
      expect(await send(mail, { isRetry: true })).toMatchObject({ kind: 'accepted' });
      expect(draftsOf(google)).toEqual([]);
      expect(google.world.deliveries).toHaveLength(1);
    },
    { renames: 'drafts' },
  ));

test('an attempt after the mail has left finds its draft gone, and says what it was sent as', () =>
  withRobin(async ({ send }, google) => {
    const mail = aMail();
    const first = await send(mail);
    const again = await send(mail, { isRetry: true });
    expect(again).toMatchObject({ kind: 'accepted', messageId: (first as { messageId?: string }).messageId });
    expect(google.world.deliveries).toHaveLength(1);
  }));

test('a draft that lies there still is sent with the words of today', () =>
  withRobin(async ({ send, ledger }, google) => {
    const mail = aMail();
    google.fault({ method: SEND, kind: 'error', status: 403, reason: 'dailyLimitExceeded', retryAfterS: 3_600 });
    expect(await send(mail)).toMatchObject({
      kind: 'refused',
      fault: 'sender',
      scope: 'mailbox',
      retryAfterMs: 3_600_000,
    });
    expect(ledger.draftId).toContain('r-');
    expect(await send({ ...mail, subject: 'A better question' })).toMatchObject({ kind: 'accepted' });
    expect(google.world.deliveries.map(({ subject }) => subject)).toEqual(['A better question']);
  }));

test('a mail that Google will never take is refused for good, and its draft is thrown away', () =>
  withRobin(async ({ send, ledger }, google) => {
    google.fault({ method: SEND, kind: 'error', status: 400, reason: 'invalidArgument', message: 'Invalid To header' });
    expect(await send(aMail())).toMatchObject({
      kind: 'refused',
      fault: 'recipient',
      isPermanent: true,
      code: '5.1.3',
    });
    expect(draftsOf(google)).toEqual([]);
    expect(ledger.draftId).toBe('');
  }));

test.each([
  { status: 403, reason: 'rateLimitExceeded' },
  { status: 403, reason: 'userRateLimitExceeded' },
  { status: 429, reason: 'rateLimitExceeded' },
])('after $status $reason the call waits and is made again', (refused) =>
  withRobin(async ({ send }, google) => {
    google.fault({ method: SEND, kind: 'error', ...refused, retryAfterS: 1 });
    const startedAt = Date.now();
    expect(await send(aMail())).toMatchObject({ kind: 'accepted' });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1_000);
    expect(google.world.deliveries).toHaveLength(1);
  }),
);

test('a mail whose conversation was deleted is sent from the draft that an earlier attempt left', () =>
  withRobin(async ({ send }, google) => {
    const mail = aMail({ providerThreadId: '18f0deadbeef' });
    google.fault({ method: SEND, kind: 'error', status: 403, reason: 'dailyLimitExceeded' });
    expect(await send(mail)).toMatchObject({ kind: 'refused' });
    expect(await send(mail)).toMatchObject({ kind: 'accepted' });
    expect(google.world.deliveries).toHaveLength(1);
  }));

test('a sending limit of hours is told with the instant at which it ends', () =>
  withRobin(async ({ send }, google) => {
    const until = new Date(Date.now() + 5 * 3_600_000).toISOString();
    const message = `User-rate limit exceeded.  Retry after ${until}`;
    google.fault({ method: SEND, kind: 'error', status: 429, reason: 'rateLimitExceeded', message });
    const outcome = await send(aMail());
    expect(outcome).toMatchObject({ kind: 'refused', fault: 'sender', isPermanent: false });
    expect((outcome as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(4.9 * 3_600_000);
  }));

test('a token that has ended is refreshed and written back; one that was taken back is said in words', () =>
  withRobin(async ({ send, kept, provider, ledger }, google) => {
    google.lives.accessS = 60; // within the minutes in which it is refreshed early
    expect(await send(aMail())).toMatchObject({ kind: 'accepted' });
    const stale = robinAt(google, { ...google.grant(ROBIN), expiresAt: 0 });
    expect(await stale.send(aMail())).toMatchObject({ kind: 'accepted' });
    expect(stale.kept.at(-1)?.accessToken).toMatch(/^ya29\./);
    expect(kept).toEqual([]);

    google.revoke(ROBIN);
    ledger.draftId = null;
    const refused = await send(aMail());
    expect(refused).toMatchObject({ kind: 'refused', fault: 'sender', code: 'auth' });
    expect((refused as { answer: string }).answer).toMatch(/Connect it again/);
    expect(await provider.check()).toMatchObject({ isUsable: false, code: 'auth' });
  }));

test('a mailbox without the permission to read says which permission it needs', () =>
  withFakeGoogle(async (google) => {
    const secrets = google.grant(ROBIN, ['https://www.googleapis.com/auth/gmail.send']);
    const refused = await robinAt(google, secrets).send(aMail());
    expect(refused).toMatchObject({ kind: 'refused', code: 'auth' });
    expect((refused as { answer: string }).answer).toMatch(/leave every box ticked/);
  }));

test('a slow answer is given up, and the mail is found among the sent ones', () =>
  withFakeGoogle(async (google) => {
    google.app.patienceMs = 300;
    google.fault({ method: SEND, kind: 'slow', ms: 800 });
    expect(await robinAt(google).send(aMail())).toMatchObject({ kind: 'accepted' });
    expect(google.world.deliveries).toHaveLength(1);
  }));

test('what became of a mail is told by its draft: there, gone and sent, or never written', () =>
  withRobin(async ({ send, ledger, provider }, google) => {
    const mail = aMail();
    expect(await provider.findSent({ messageId: mail.messageId, draftId: null })).toEqual({ kind: 'absent' });
    google.fault({ method: SEND, kind: 'error', status: 403, reason: 'dailyLimitExceeded' });
    await send(mail);
    const question = { messageId: mail.messageId, draftId: ledger.draftId };
    expect(await provider.findSent(question)).toEqual({ kind: 'absent' });
    await send(mail);
    expect(await provider.findSent(question)).toMatchObject({
      kind: 'sent',
      messageId: google.world.deliveries[0]?.messageId,
    });
    google.account(ROBIN).mails.clear();
    expect(await provider.findSent(question)).toEqual({ kind: 'unknown' });
  }));

test('when the name that Gmail gave cannot be read back, the mail has left all the same', () =>
  withRobin(async ({ send }, google) => {
    google.fault({ method: 'gmail.users.messages.get', kind: 'error', status: 500, times: 9 });
    const outcome = await send(aMail());
    expect(outcome).toMatchObject({ kind: 'accepted' });
    expect(outcome).not.toHaveProperty('messageId', expect.anything());
  }));
