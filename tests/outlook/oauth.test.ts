import { randomUUID } from 'node:crypto';
import { calculatePKCECodeChallenge, randomPKCECodeVerifier } from 'openid-client';
import { expect, test } from 'vitest';
import { ConsentError } from '../../activities/clients/oauth.ts';
import { microsoftConnector } from '../../activities/clients/outlook/connector.ts';
import { type FakeGraph, withFakeGraph } from '../helpers/fake-graph/server.ts';
import { fakeApp, mailTo, ROBIN, robinsMailbox } from './outlook-mailbox.ts';

const REDIRECT = 'http://127.0.0.1:3000/oauth/outlook/callback';

/** Robin goes to Microsoft, says yes, and comes back. */
async function consent(graph: FakeGraph) {
  const connector = microsoftConnector(fakeApp(graph));
  const codeVerifier = randomPKCECodeVerifier();
  const state = randomUUID();
  const url = await connector.consentUrl({
    state,
    codeChallenge: await calculatePKCECodeChallenge(codeVerifier),
    redirectUri: REDIRECT,
    loginHint: ROBIN,
  });
  const answer = await fetch(url, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe(state);
  const code = back.searchParams.get('code') ?? '';
  return { connector, grant: { code, codeVerifier, redirectUri: REDIRECT }, asked: new URL(url) };
}

test('a person who says yes opens their mailbox: whose it is, and tokens that send', () =>
  withFakeGraph(async (graph) => {
    const { connector, grant, asked } = await consent(graph);
    expect(asked.searchParams.get('scope')).toBe('Mail.ReadWrite Mail.Send User.Read offline_access');
    const { email, name, secrets } = await connector.exchange(grant);
    expect({ email, name }).toEqual({ email: ROBIN, name: 'Robin Rep' });
    const { provider, sending } = robinsMailbox(graph, { secrets });
    expect(await provider.send(mailTo(), sending())).toMatchObject({ kind: 'accepted' });
  }));

test('a code works once, and only with the secret of whoever asked for it', () =>
  withFakeGraph(async (graph) => {
    const { connector, grant } = await consent(graph);
    const stolen = { ...grant, codeVerifier: randomPKCECodeVerifier() };
    await expect(connector.exchange(stolen)).rejects.toThrow(/Code_Verifier/);
    await expect(connector.exchange(grant)).rejects.toThrow(ConsentError);
  }));

test('a permission that was left out is named', () =>
  withFakeGraph(async (graph) => {
    graph.state.signIn.withheld = ['Mail.Send'];
    const { connector, grant } = await consent(graph);
    await expect(connector.exchange(grant)).rejects.toMatchObject({ missing: ['Mail.Send'] });
  }));

test('where an administrator must allow the app, the sentence says so', () =>
  withFakeGraph(async (graph) => {
    graph.state.adminMustAllow = true;
    const { connector, grant } = await consent(graph);
    await expect(connector.exchange(grant)).rejects.toMatchObject({
      needsAdmin: true,
      message: expect.stringMatching(/administrator must allow it/),
    });
  }));

test('a token that is about to end is renewed once for all, and what came in its place is kept', () =>
  withFakeGraph(async (graph) => {
    const { provider, kept, sending } = robinsMailbox(graph, { secrets: { ...graph.open(ROBIN), expiresAt: 0 } });
    const outcomes = await Promise.all([provider.send(mailTo(), sending()), provider.send(mailTo(), sending())]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted']);
    expect(kept.secrets).toHaveLength(1);
    expect(kept.secrets[0]).toMatchObject({ refreshToken: expect.stringContaining('refresh-') });
  }));

test('a token that Microsoft refuses before its time is renewed, and the mail leaves once', () =>
  withFakeGraph(async (graph) => {
    const { provider, kept, sending } = robinsMailbox(graph, {
      secrets: { ...graph.open(ROBIN), accessToken: 'stale' },
    });
    expect(await provider.send(mailTo(), sending())).toMatchObject({ kind: 'accepted' });
    expect(kept.secrets).toHaveLength(1);
    expect(graph.counts().total).toBe(1);
  }));

test('a permission that was taken back is said in words, and asks to connect again', () =>
  withFakeGraph(async (graph) => {
    const { provider, sending } = robinsMailbox(graph);
    graph.revoke(ROBIN);
    const outcome = await provider.send(mailTo(), sending());
    expect(outcome).toMatchObject({ kind: 'refused', fault: 'sender', code: 'auth' });
    expect(outcome).toHaveProperty('answer', expect.stringMatching(/Connect it again; its mails wait until then\.$/));
    expect(outcome).toHaveProperty('answer', expect.not.stringMatching(/Trace ID|refresh-|access-/));
    expect(await provider.check()).toMatchObject({ isUsable: false, code: 'auth' });
  }));
