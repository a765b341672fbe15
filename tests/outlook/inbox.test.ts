import { expect, test } from 'vitest';
import { withFakeGraph } from '../helpers/fake-graph/server.ts';
import { mailFrom, ROBIN, robinsMailbox } from './outlook-mailbox.ts';

const subjectsOf = (mails: { raw: Buffer }[]) => mails.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw.toString())?.[1]);

test('a mailbox begins at the instant it is connected: what lay there before is not for us', () =>
  withFakeGraph(async (graph) => {
    const { provider } = robinsMailbox(graph);
    await graph.deliver(ROBIN, mailFrom('Old'));
    Object.assign(graph.state.accounts.get(ROBIN)?.messages[0] ?? {}, { receivedAt: Date.now() - 3_600_000 });
    const first = await provider.fetchSince({});
    expect(first).toMatchObject({ mails: [], hasMore: false });
    await graph.deliver(ROBIN, mailFrom('New'));
    const { mails } = await provider.fetchSince(first.cursor);
    expect(subjectsOf(mails)).toEqual(['New']);
  }));

test('more mails than a page come page by page, each once, under a name that they keep', () =>
  withFakeGraph(async (graph) => {
    const { provider } = robinsMailbox(graph);
    const first = await provider.fetchSince({});
    await Promise.all(Array.from({ length: 30 }, (_one, index) => graph.deliver(ROBIN, mailFrom(`Mail ${index}`))));
    const page = await provider.fetchSince(first.cursor);
    expect(page).toMatchObject({ hasMore: true });
    const rest = await provider.fetchSince(page.cursor);
    const ids = [...page.mails, ...rest.mails].map(({ externalId }) => externalId);
    expect(new Set(ids).size).toBe(30);
    expect(ids[0]).toMatch(/^outlook\/immutable-/);
    expect(graph.state.throttle.refused()).toBe(0);
    expect((await provider.fetchSince(rest.cursor)).mails).toEqual([]);
  }));

test('an answer that a rule has filed away is one too, each once; of junk and of what was deleted only answers are', () =>
  withFakeGraph(async (graph) => {
    const { provider } = robinsMailbox(graph);
    const first = await provider.fetchSince({});
    const answer = ['In-Reply-To: <one@acme.example>'];
    await graph.deliver(ROBIN, mailFrom('Filed'), 'customers');
    await graph.deliver(ROBIN, mailFrom('Junk'), 'junkemail');
    await graph.deliver(ROBIN, mailFrom('Answer in junk', answer), 'junkemail');
    await graph.deliver(ROBIN, mailFrom('Answer that was deleted', answer), 'deleteditems');
    await graph.deliver(ROBIN, mailFrom('In the inbox'));
    const second = await provider.fetchSince(first.cursor);
    expect(new Set(subjectsOf(second.mails))).toEqual(
      new Set(['Filed', 'Answer in junk', 'Answer that was deleted', 'In the inbox']),
    );
    expect(second.mails).toHaveLength(4);
    await graph.deliver(ROBIN, mailFrom('Filed later'), 'customers');
    expect(subjectsOf((await provider.fetchSince(second.cursor)).mails)).toEqual(['Filed later']);
  }));

test('many mails of one second outside the inbox come page by page, each once', () =>
  withFakeGraph(async (graph) => {
    const { provider } = robinsMailbox(graph);
    const first = await provider.fetchSince({});
    await Promise.all(Array.from({ length: 60 }, () => graph.deliver(ROBIN, mailFrom('Filed'), 'customers')));
    const page = await provider.fetchSince(first.cursor);
    expect(page).toMatchObject({ hasMore: true });
    expect(page.mails).toHaveLength(50);
    const rest = await provider.fetchSince(page.cursor);
    const ids = [...page.mails, ...rest.mails].map(({ externalId }) => externalId);
    expect(new Set(ids).size).toBe(60);
    expect((await provider.fetchSince(rest.cursor)).mails).toEqual([]);
  }));

test('when Graph has lost count, the inbox is read again from a day before the last look, and known mails are marked', () =>
  withFakeGraph(async (graph) => {
    const { provider } = robinsMailbox(graph);
    const first = await provider.fetchSince({});
    await graph.deliver(ROBIN, mailFrom('Seen'));
    const seen = await provider.fetchSince(first.cursor);
    graph.expireDeltas(ROBIN);
    const lost = await provider.fetchSince(seen.cursor);
    expect(lost).toMatchObject({ mails: [], hasMore: true });
    const again = await provider.fetchSince(lost.cursor);
    expect(again.mails[0]).toMatchObject({ externalId: seen.mails[0]?.externalId, mayBeKnown: true });
    await graph.deliver(ROBIN, mailFrom('After'));
    expect(subjectsOf((await provider.fetchSince(again.cursor)).mails)).toEqual(['After']);
  }));

test('a mail that is deleted while it is fetched holds up no other', () =>
  withFakeGraph(async (graph) => {
    const { provider } = robinsMailbox(graph);
    const { cursor } = await provider.fetchSince({});
    await graph.deliver(ROBIN, mailFrom('First'));
    await graph.deliver(ROBIN, mailFrom('Second'));
    graph.fail({ operation: 'mime', kind: 'refuse', status: 404, code: 'ErrorItemNotFound', times: 1 });
    expect((await provider.fetchSince(cursor)).mails).toHaveLength(1);
  }));

test('of a mail of 50 MB only the beginning is read', () =>
  withFakeGraph(async (graph) => {
    const { provider } = robinsMailbox(graph, { app: { patienceMs: 20_000 } });
    const { cursor } = await provider.fetchSince({});
    await graph.deliver(ROBIN, `${mailFrom('Large')}${'x'.repeat(50 * 1024 * 1024)}`);
    const { mails } = await provider.fetchSince(cursor);
    expect(mails[0]?.raw.length).toBe(5 * 1024 * 1024);
  }));

test('a link to another place than Graph is not followed: what was kept may have been tampered with', () =>
  withFakeGraph(async (graph) => {
    const { provider } = robinsMailbox(graph);
    const cursor = { link: 'http://evil.example/v1.0/me/messages/delta', lookedAt: Date.now() };
    expect(await provider.fetchSince(cursor)).toMatchObject({ mails: [], hasMore: false });
  }));

test('an account without a mailbox is said in words, and not asked over and over', () =>
  withFakeGraph(async (graph) => {
    graph.fail({ operation: 'delta', kind: 'refuse', status: 404, code: 'MailboxNotEnabledForRESTAPI' });
    const { provider } = robinsMailbox(graph);
    const trouble = await provider.fetchSince({}).catch((error: unknown) => provider.reportOf(error));
    expect(trouble).toMatchObject({ isUsable: false, code: 'refused' });
    expect(graph.state.faults.struck()).toBe(1);
  }));
