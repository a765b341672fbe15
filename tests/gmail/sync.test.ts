import { expect, test } from 'vitest';
import type { Fetched } from '../../activities/clients/mail-provider.ts';
import { withFakeGoogle } from '../helpers/fake-google/server.ts';
import { ADA, aMail, fromAda, ROBIN, robinAt } from './robin.ts';

const idsOf = ({ mails }: Fetched) => mails.map(({ externalId }) => externalId.replace('gmail/', ''));

test('a mailbox with 100,000 old mails starts now: none of them is fetched', () =>
  withFakeGoogle(async (google) => {
    const old = fromAda();
    Array.from({ length: 100_000 }, () => google.receive({ to: ROBIN, raw: old }));
    const { provider } = robinAt(google);
    const first = await provider.fetchSince({});
    expect(first).toMatchObject({ mails: [], hasMore: false });
    expect(google.calls['gmail.users.messages.get']).toBeUndefined();

    const id = google.receive({ to: ROBIN, raw: fromAda() });
    const next = await provider.fetchSince(first.cursor);
    expect(idsOf(next)).toEqual([id]);
    expect(await provider.fetchSince(next.cursor)).toMatchObject({ mails: [] });
  }));

test('what comes in is fetched as it came, with its conversation and its labels', () =>
  withFakeGoogle(async (google) => {
    const { provider, send } = robinAt(google);
    const { cursor } = await provider.fetchSince({});
    const sent = (await send(aMail())) as { messageId?: string; providerThreadId?: string };
    const raw = fromAda({ 'In-Reply-To': sent.messageId ?? '' });
    google.receive({ to: ROBIN, raw });
    const { mails } = await provider.fetchSince(cursor);
    expect(mails).toMatchObject([{ providerThreadId: sent.providerThreadId, labels: ['INBOX', 'UNREAD'] }]);
    expect(mails[0]?.raw.toString()).toBe(raw);
  }));

test('what is read in Gmail, or marked as unread, is told', () =>
  withFakeGoogle(async (google) => {
    const { provider } = robinAt(google);
    const [one, two] = [google.receive({ to: ROBIN, raw: fromAda() }), google.receive({ to: ROBIN, raw: fromAda() })];
    const { cursor } = await provider.fetchSince({});
    google.relabel(ROBIN, one, { add: [], remove: ['UNREAD'] });
    google.relabel(ROBIN, two, { add: ['STARRED'], remove: ['UNREAD'] });
    google.relabel(ROBIN, two, { add: ['UNREAD'], remove: [] });
    expect((await provider.fetchSince(cursor)).changes).toEqual([
      { externalId: `gmail/${one}`, isRead: true },
      { externalId: `gmail/${two}`, isRead: false },
    ]);
  }));

test('a mail that a filter filed away is fetched; drafts, sent mails and what was thrown away are not', () =>
  withFakeGoogle(async (google) => {
    const { provider } = robinAt(google);
    const { cursor } = await provider.fetchSince({});
    const filed = google.receive({ to: ROBIN, raw: fromAda(), labels: ['Label_7'] });
    google.receive({ to: ROBIN, raw: fromAda(), labels: ['SENT'] });
    google.receive({ to: ROBIN, raw: fromAda(), labels: ['DRAFT'] });
    google.receive({ to: ROBIN, raw: fromAda(), labels: ['TRASH'] });
    const toMyself = google.receive({ to: ROBIN, raw: fromAda(), labels: ['SENT', 'INBOX'] });
    expect(idsOf(await provider.fetchSince(cursor))).toEqual([filed, toMyself]);
  }));

test('of what Gmail calls spam, reports and answers are fetched, and nothing else', () =>
  withFakeGoogle(async (google) => {
    const { provider } = robinAt(google);
    const { cursor } = await provider.fetchSince({});
    const labels = ['SPAM'];
    google.receive({ to: ROBIN, labels, raw: fromAda({ Subject: 'You have won' }) });
    const answer = google.receive({ to: ROBIN, labels, raw: fromAda({ 'In-Reply-To': '<a@b.example>' }) });
    const report = google.receive({ to: ROBIN, labels, raw: fromAda({ From: 'mailer-daemon@customer.example' }) });
    expect(idsOf(await provider.fetchSince(cursor))).toEqual([answer, report]);
  }));

test('a history of many pages is read page by page, and a page that is read again brings the same mails', () =>
  withFakeGoogle(
    async (google) => {
      const { provider } = robinAt(google);
      const { cursor } = await provider.fetchSince({});
      const ids = Array.from({ length: 130 }, () => google.receive({ to: ROBIN, raw: fromAda() }));
      const first = await provider.fetchSince(cursor);
      expect(first).toMatchObject({ hasMore: true });
      expect(idsOf(await provider.fetchSince(cursor))).toEqual(idsOf(first));
      const second = await provider.fetchSince(first.cursor);
      expect(second).toMatchObject({ hasMore: false });
      expect([...idsOf(first), ...idsOf(second)]).toEqual(ids);
    },
    { unitsPerMinute: 0 },
  ));

test('when Gmail has forgotten the history, the mails since the last look are listed, and the history goes on', () =>
  withFakeGoogle(async (google) => {
    const { provider } = robinAt(google);
    const { cursor } = await provider.fetchSince({});
    const missed = [google.receive({ to: ROBIN, raw: fromAda() }), google.receive({ to: ROBIN, raw: fromAda() })];
    google.expireHistory(ROBIN);
    const resynced = await provider.fetchSince(cursor);
    expect(idsOf(resynced).toSorted()).toEqual(missed);
    const later = google.receive({ to: ROBIN, raw: fromAda() });
    expect(idsOf(await provider.fetchSince(resynced.cursor))).toEqual([later]);
  }));

test('a mail that is deleted between its notice and its fetching holds up no other', () =>
  withFakeGoogle(async (google) => {
    const { provider } = robinAt(google);
    const { cursor } = await provider.fetchSince({});
    const gone = google.receive({ to: ROBIN, raw: fromAda() });
    const there = google.receive({ to: ROBIN, raw: fromAda() });
    google.account(ROBIN).mails.delete(gone);
    expect(idsOf(await provider.fetchSince(cursor))).toEqual([there]);
  }));

test('Google is asked to tell of new mail for a week, and does; without a topic it is not asked', () =>
  withFakeGoogle(async (google) => {
    const { provider } = robinAt(google);
    const agreed = await provider.subscribe?.({});
    expect(agreed?.until).toBeGreaterThan(Date.now() + 6.9 * 86_400_000);
    expect(google.account(ROBIN).watch?.topicName).toBe(google.app.topic);

    Object.assign(google.app, { topic: null });
    expect(await robinAt(google).provider.subscribe?.({})).toBeNull();
    expect(google.calls['gmail.users.watch']).toBe(1);
  }));

test('a draft that will never be sent is thrown away, and throwing it away again is no error', () =>
  withFakeGoogle(async (google) => {
    const { provider, send, ledger } = robinAt(google);
    google.fault({ method: 'gmail.users.drafts.send', kind: 'error', status: 403, reason: 'dailyLimitExceeded' });
    await send(aMail());
    await provider.dropDraft?.(ledger.draftId ?? '');
    await provider.dropDraft?.(ledger.draftId ?? '');
    expect(google.account(ROBIN).drafts.size).toBe(0);
  }));

test('an account here gets what another one sent, and answers in the same conversation', () =>
  withFakeGoogle(async (google) => {
    google.account(ADA);
    await robinAt(google).send(aMail());
    const inbox = [...google.account(ADA).mails.values()];
    expect(inbox.map(({ labels }) => [...labels])).toEqual([['INBOX', 'UNREAD']]);
  }));
