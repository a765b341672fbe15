import { expect, test } from 'vitest';
import { LANE_LIMITS, openLane } from '../../activities/clients/outlook/lane.ts';
import { withFakeGraph } from '../helpers/fake-graph/server.ts';
import { ADA, mailTo, ROBIN, robinsMailbox } from './outlook-mailbox.ts';

const people = (count: number) => Array.from({ length: count }, (_one, index) => `person-${index}@customer.example`);

test('a mailbox asks for four things at a time at the most, so that none is refused for haste', () =>
  withFakeGraph(async (graph) => {
    graph.state.latencyMs = 30;
    const { provider, sending } = robinsMailbox(graph);
    const outcomes = await Promise.all(people(12).map((to) => provider.send(mailTo(to), sending())));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['accepted']));
    expect(graph.state.throttle.peak()).toBe(4);
    expect(graph.state.throttle.refused()).toBe(0);
    expect(graph.counts()).toEqual({ total: 12, distinct: 12, twice: [] });
  }));

test('the 31st mail of a minute is kept back, with how long, and nothing of it is lost', () =>
  withFakeGraph(async (graph) => {
    const { provider, kept, sending } = robinsMailbox(graph);
    await Promise.all(people(30).map((to) => provider.send(mailTo(to), sending())));
    const mail = mailTo();
    const outcome = await provider.send(mail, sending());
    expect(outcome).toMatchObject({ kind: 'refused', fault: 'sender', scope: 'mailbox', isPermanent: false });
    expect(outcome).toHaveProperty('retryAfterMs', expect.closeTo(58_000, -4));
    expect(graph.state.throttle.refused()).toBe(0);
    expect(await provider.findSent({ messageId: mail.messageId, draftId: kept.drafts.at(-1) ?? null })).toEqual({
      kind: 'absent',
    });
  }));

test('a short rest that Microsoft asks for is taken to the second, and then the mail leaves', () =>
  withFakeGraph(async (graph) => {
    graph.fail({ operation: 'getMessage', kind: 'refuse', status: 429, retryAfter: 2, times: 1 });
    const { provider, sending } = robinsMailbox(graph);
    const startedAt = Date.now();
    expect(await provider.send(mailTo(), sending())).toMatchObject({ kind: 'accepted' });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(2_000);
  }));

test('a draft that Microsoft was too busy for is sent after the rest that it asked for', () =>
  withFakeGraph(async (graph) => {
    graph.fail({ operation: 'sendDraft', kind: 'refuse', status: 429, retryAfter: 1, times: 1 });
    const { provider, sending } = robinsMailbox(graph);
    expect(await provider.send(mailTo(), sending())).toMatchObject({ kind: 'accepted' });
    expect(graph.counts()).toEqual({ total: 1, distinct: 1, twice: [] });
  }));

test('a long rest is said, and nothing is asked while it lasts', () =>
  withFakeGraph(async (graph) => {
    graph.fail({ operation: 'createDraft', kind: 'refuse', status: 429, retryAfter: 90, times: 1 });
    const { provider, sending } = robinsMailbox(graph);
    const rested = { kind: 'refused', fault: 'sender', scope: 'mailbox', isPermanent: false };
    expect(await provider.send(mailTo(), sending())).toMatchObject({ ...rested, retryAfterMs: 90_000 });
    expect(await provider.send(mailTo(ADA), sending())).toMatchObject(rested);
    expect(graph.state.accounts.get(ROBIN)?.messages).toEqual([]);
  }));

test('a mailbox whose requests of ten minutes are used up says how long it will be', async () => {
  const lane = openLane({ ...LANE_LIMITS, requestsPer10Minutes: 2 });
  await lane.run(async () => {});
  await lane.run(async () => {});
  await expect(lane.run(async () => {})).rejects.toMatchObject({ failure: 'rate', wasKeptBack: true });
});
