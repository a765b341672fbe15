import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { outlookMailboxes } from '../../activities/clients/outlook/provider.ts';
import type { MailboxId } from '../../workflows/ids.ts';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';
import { type FakeGraph, withFakeGraph } from '../helpers/fake-graph/server.ts';
import { make } from '../helpers/make.ts';
import { messagesTo } from '../mailboxes/sandbox-mailbox.ts';
import { fakeApp, mailFrom, ROBIN } from './outlook-mailbox.ts';

type Told = { api: TestApi; graph: FakeGraph; person: Person; mailboxId: MailboxId; renew: () => Promise<void> };

/** Lends the app with a mailbox of Robin that has asked Microsoft to tell it of new mail. */
const withSubscription = (work: (told: Told) => Promise<void>) =>
  withFakeGraph((graph) =>
    withApi(async (api) => {
      const person = await api.signUp();
      const { workspaceId } = person;
      const mailboxId = await api.db.withWorkspace(workspaceId, (tx) =>
        make.mailbox(tx, person, { provider: 'outlook', email: ROBIN }),
      );
      const open = outlookMailboxes(fakeApp(graph, { hookUrl: `${api.url}/hooks/outlook` }));
      const secrets = graph.open(ROBIN);
      const keepSecrets = async () => {};
      const provider = open({ workspaceId, id: mailboxId, email: ROBIN, settings: {}, secrets, keepSecrets });
      const renew = () =>
        api.db.withWorkspace(workspaceId, async (tx) => {
          const { subscription } = await tx.mailbox.findUniqueOrThrow({ where: { id: mailboxId } });
          const next = await provider.subscribe?.(subscription);
          const data = { subscription: next?.state as object, subscribedUntil: new Date(next?.until ?? 0) };
          await tx.mailbox.update({ where: { id: mailboxId }, data });
        });
      await renew();
      await work({ api, graph, person, mailboxId, renew });
    }),
  );

const subscriptionOf = ({ graph }: Told) => graph.state.accounts.get(ROBIN)?.subscriptions[0];

const mailboxOf = ({ api, person, mailboxId }: Told) =>
  api.db.withWorkspace(person.workspaceId, (tx) => tx.mailbox.findUniqueOrThrow({ where: { id: mailboxId } }));

const post = ({ api }: Told, body: unknown) =>
  fetch(`${api.url}/hooks/outlook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

test('Microsoft is asked to tell of new mail in the inbox for a little under seven days', () =>
  withSubscription(async (told) => {
    const subscription = subscriptionOf(told);
    expect(subscription).toMatchObject({ changeType: 'created', resource: "me/mailFolders('inbox')/messages" });
    expect(subscription?.expiresAt).toBeGreaterThan(Date.now() + 6 * 86_400_000);
    expect(subscription?.clientState?.length).toBeLessThanOrEqual(128);
    const { subscription: kept } = await mailboxOf(told);
    expect(JSON.stringify(kept)).not.toContain(subscription?.clientState?.split('.')[2]);
  }));

test('a mail that comes in wakes the watch of its mailbox', () =>
  withSubscription(async (told) => {
    const { api, graph, mailboxId } = told;
    await graph.deliver(ROBIN, mailFrom('Re: Quick question'));
    await expect.poll(() => messagesTo(api, mailboxId)).toMatchObject([{ name: 'mailArrived' }]);
    expect(graph.state.told).toMatchObject([{ what: 'created', status: 202 }]);
  }));

test('asking on keeps the same subscription; one that Microsoft has removed is asked for anew', () =>
  withSubscription(async (told) => {
    const first = subscriptionOf(told)?.id;
    await told.renew();
    expect(subscriptionOf(told)?.id).toBe(first);
    await told.graph.tellLifecycle(ROBIN, 'subscriptionRemoved');
    expect((await mailboxOf(told)).subscribedUntil).toBeNull();
    await told.renew();
    expect(subscriptionOf(told)?.id).not.toBe(first);
    expect(subscriptionOf(told)).toBeDefined();
  }));

test('an event that asks for a new agreement has the watch make one, and one that tells of a gap has it look', () =>
  withSubscription(async (told) => {
    const { api, graph, mailboxId } = told;
    await graph.tellLifecycle(ROBIN, 'missed');
    expect((await mailboxOf(told)).subscribedUntil).not.toBeNull();
    expect(await messagesTo(api, mailboxId)).toHaveLength(1);
    await graph.tellLifecycle(ROBIN, 'reauthorizationRequired');
    expect((await mailboxOf(told)).subscribedUntil).toBeNull();
    expect(await messagesTo(api, mailboxId)).toHaveLength(2);
  }));

test('who calls without the word that Microsoft was given wakes nobody, and cannot tell it from a yes', () =>
  withSubscription(async (told) => {
    const { id: subscriptionId, clientState } = subscriptionOf(told) ?? { id: '', clientState: '' };
    const forged = `${clientState?.slice(0, -1)}${clientState?.endsWith('A') ? 'B' : 'A'}`;
    const calls = [
      { subscriptionId, clientState: forged, lifecycleEvent: 'subscriptionRemoved' },
      { subscriptionId: randomUUID(), clientState },
      { subscriptionId, clientState: 'nonsense' },
      { subscriptionId },
    ];
    const answers = await Promise.all(calls.map((call) => post(told, { value: [call] })));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(await messagesTo(told.api, told.mailboxId)).toEqual([]);
    expect((await mailboxOf(told)).subscribedUntil).not.toBeNull();
  }));

test('many notifications for one mailbox in one call are one reason to look; what cannot be read is passed over', () =>
  withSubscription(async (told) => {
    const { id: subscriptionId, clientState } = subscriptionOf(told) ?? {};
    const call = { subscriptionId, clientState, changeType: 'created' };
    expect((await post(told, { value: [call, 'nonsense', call, call] })).status).toBe(202);
    expect(await messagesTo(told.api, told.mailboxId)).toHaveLength(1);
    expect((await post(told, { value: 'nonsense' })).status).toBe(202);
    expect((await post(told, '{"value":')).status).toBeLessThan(500);
  }));

test('the question whether we want to be told is answered with its own token, as plain text', () =>
  withApi(async ({ url }) => {
    const token = 'Validation: <b>é</b> & more';
    const answer = await fetch(`${url}/hooks/outlook?validationToken=${encodeURIComponent(token)}`, { method: 'POST' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe(token);
  }));
