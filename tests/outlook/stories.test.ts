import { expect, test } from 'vitest';
import { eventually } from '../helpers/engine.ts';
import { make } from '../helpers/make.ts';
import { type Connected, sentMails, withConnected } from './connected.ts';
import { mailFrom, ROBIN } from './outlook-mailbox.ts';

const header = (raw: string, name: string) =>
  new RegExp(`^${name}: ((?:.*)(?:\\r\\n[ \\t].*)*)`, 'im').exec(raw)?.[1]?.replaceAll(/\s+/g, ' ');

const healthOf = ({ person, mailboxId }: Connected) =>
  person.rpc.mailboxes.getMailbox({ mailboxId }).then(({ health }) => health);

const received = ({ inWorkspace, mailboxId }: Connected, count: number) =>
  eventually(async () => {
    const rows = await inWorkspace((tx) =>
      tx.emailMessage.findMany({ where: { mailboxId, direction: 'inbound', handledAt: { not: null } } }),
    );
    return rows.length >= count && rows;
  });

test('three mails go on one conversation under the names that Exchange gave, and the answer is known by them', () =>
  withConnected(async (lent) => {
    const { graph, person, inWorkspace, enroll } = lent;
    const steps = [{ variants: [{ subject: 'Quick question', body: 'Hi.' }] }, {}, {}];
    await enroll(await inWorkspace((tx) => make.sequence(tx, person, { steps })), 1);
    const [first, second, third] = await sentMails(lent, 3);
    const [one, two, three] = graph.state.deliveries;
    expect([first?.messageId, second?.messageId, third?.messageId]).toEqual([
      one?.internetMessageId,
      two?.internetMessageId,
      three?.internetMessageId,
    ]);
    expect(header(three?.raw ?? '', 'In-Reply-To')).toBe(second?.messageId);
    expect(header(three?.raw ?? '', 'References')).toBe(`${first?.messageId} ${second?.messageId}`);
    expect(three?.subject).toBe('Re: Quick question');
    const sent = graph.state.accounts.get(ROBIN)?.messages ?? [];
    expect(new Set(sent.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(new Set([first?.providerThreadId, third?.providerThreadId])).toEqual(new Set([sent[0]?.conversationId]));

    await eventually(async () => graph.state.accounts.get(ROBIN)?.subscriptions.length);
    await graph.deliver(ROBIN, mailFrom('Re: Quick question', [`In-Reply-To: ${third?.messageId}`]));
    const [reply] = await received(lent, 1);
    expect(reply).toMatchObject({ kind: 'human', outboundEmailId: third?.id, enrollmentId: third?.enrollmentId });
    await expect
      .poll(() => inWorkspace((tx) => tx.enrollment.findFirst()), { timeout: 10_000 })
      .toMatchObject({ state: 'replied' });
  }));

test('answers that are lost after drafts were written and after mails left double none and lose none', () =>
  withConnected(async (lent) => {
    const { graph, person, inWorkspace, enroll } = lent;
    graph.fail(
      { operation: 'createDraft', kind: 'drop-answer', times: 3 },
      { operation: 'sendDraft', kind: 'drop-answer', times: 3 },
      { operation: 'sendDraft', kind: 'refuse-after', times: 2 },
      { operation: 'getMessage', kind: 'drop-answer', times: 2 },
    );
    await enroll(await inWorkspace((tx) => make.sequence(tx, person)), 12);
    const rows = await sentMails(lent, 12);
    expect(graph.state.faults.struck()).toBe(10);
    expect(graph.counts()).toEqual({ total: 12, distinct: 12, twice: [] });
    expect(new Set(rows.map(({ messageId }) => messageId))).toEqual(
      new Set(graph.state.deliveries.map(({ internetMessageId }) => internetMessageId)),
    );
    expect(graph.state.accounts.get(ROBIN)?.messages.filter(({ isDraft }) => isDraft)).toEqual([]);
  }));

test('a permission taken back in the middle of a run shuts the mailbox in words; connected again, it goes on, and nothing leaves twice', () =>
  withConnected(async (lent) => {
    const { graph, person, mailboxId, inWorkspace, enroll, connect } = lent;
    const sequenceId = await inWorkspace((tx) => make.sequence(tx, person));
    await enroll(sequenceId, 3);
    await sentMails(lent, 3);
    graph.revoke(ROBIN);
    await enroll(sequenceId, 4);
    const health = await eventually(async () => {
      const now = await healthOf(lent);
      return now.state === 'disconnected' && now;
    });
    expect(health.sentence).toMatch(/^Microsoft no longer lets this mailbox be used: .* Connect it again/);
    expect(graph.counts().total).toBe(3);

    graph.state.adminMustAllow = true;
    expect((await connect(mailboxId)).searchParams.get('problem')).toBe('needs-admin');
    graph.state.adminMustAllow = false;
    graph.state.signIn.email = 'somebody-else@acme.example';
    expect((await connect(mailboxId)).searchParams.get('problem')).toBe('other-account');
    graph.state.signIn.email = ROBIN;
    const back = await connect(mailboxId);
    expect(back.pathname + back.search).toBe(`/mailboxes/${mailboxId}?connected=1`);
    await sentMails(lent, 7);
    expect(graph.counts()).toEqual({ total: 7, distinct: 7, twice: [] });
    await expect.poll(() => healthOf(lent), { timeout: 20_000 }).toMatchObject({ state: 'ok' });
  }));

test('a burst meets the limits of Outlook in an orderly line: every mail leaves once, and none is refused for haste', () =>
  withConnected(async (lent) => {
    const { graph, person, inWorkspace, enroll } = lent;
    graph.state.latencyMs = 20;
    graph.fail(
      { operation: 'createDraft', kind: 'refuse', status: 429, retryAfter: 1, times: 2 },
      { operation: 'sendDraft', kind: 'refuse', status: 429, retryAfter: 1, times: 2 },
    );
    await enroll(await inWorkspace((tx) => make.sequence(tx, person)), 24);
    await sentMails(lent, 24);
    expect(graph.state.throttle.peak()).toBeLessThanOrEqual(4);
    expect(graph.state.throttle.refused()).toBe(0);
    expect(graph.counts()).toEqual({ total: 24, distinct: 24, twice: [] });
  }));

test('what came while Graph lost count is found again, each mail once; and a removed subscription is made anew', () =>
  withConnected(async (lent) => {
    const { graph } = lent;
    const subscribed = () => graph.state.accounts.get(ROBIN)?.subscriptions[0]?.id;
    const first = await eventually(async () => subscribed());
    await graph.deliver(ROBIN, mailFrom('First'));
    await received(lent, 1);
    graph.expireDeltas(ROBIN);
    await graph.deliver(ROBIN, mailFrom('Second'));
    await received(lent, 2);
    await graph.tellLifecycle(ROBIN, 'subscriptionRemoved');
    const next = await eventually(async () => subscribed() !== first && subscribed());
    expect(next).not.toBe(first);
    await graph.deliver(ROBIN, mailFrom('Third'));
    const rows = await received(lent, 3);
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map(({ subject }) => subject))).toEqual(new Set(['First', 'Second', 'Third']));
  }));
