import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { mayAct } from '../../workflows/workspaces/rules.ts';
import { type Rpc, withApi } from '../helpers/api.ts';
import { memberOf } from '../helpers/people.ts';
import { call, ENDPOINTS, type Endpoint } from './endpoints.ts';
import { INPUTS } from './fixtures.ts';
import { filled, samplesOf } from './samples.ts';

type Refused = { status: number; code: string };
const SIGNED_OUT: Refused = { status: 401, code: 'signed-out' };
const FORBIDDEN: Refused = { status: 403, code: 'forbidden' };

/** Calls each endpoint with what it accepts, about things that are not there, and tells which did not answer so. */
async function others(rpc: Rpc, endpoints: Endpoint[], refusal: Refused): Promise<string[]> {
  const wrong: string[] = [];
  for (const endpoint of endpoints) {
    const sample = { ...(samplesOf(endpoint.schema)[0] as object), ...INPUTS[endpoint.name] };
    const outcome = await call(
      rpc,
      endpoint,
      filled(sample, () => randomUUID()),
    );
    if (outcome.status !== refusal.status || outcome.code !== refusal.code)
      wrong.push(`${endpoint.name}: ${outcome.status} ${outcome.code ?? ''} ${outcome.text}`);
  }
  return wrong;
}

const PRIVATE = ENDPOINTS.filter(({ meta }) => meta.role !== 'public');
const INSIDE = PRIVATE.filter(({ meta }) => meta.role !== 'anyone');

test('only what is meant to be is public', () => {
  expect(ENDPOINTS.filter((each) => !PRIVATE.includes(each)).map(({ name }) => name)).toEqual([
    'sandbox.listSystemMails',
    'account.getAbout',
    'account.signUp',
    'account.signIn',
    'account.signOut',
    'account.forgotPassword',
    'account.resetPassword',
    'account.verifyAddress',
    'workspaces.readInvitation',
  ]);
});

test('what a viewer may send is a question, or their leave', () => {
  const open = INSIDE.filter(({ method, meta }) => method !== 'GET' && meta.role === 'viewer').map(({ name }) => name);
  expect(open.toSorted()).toEqual(['sequences.previewMail', 'workspaces.leaveWorkspace']);
});

test('whoever is not signed in gets 401 from everything that is not public', { timeout: 120_000 }, () =>
  withApi(async ({ client }) => {
    expect(await others(client({}), PRIVATE, SIGNED_OUT)).toEqual([]);
    const forged = client({ authorization: `Bearer ft_${'x'.repeat(43)}` });
    expect(await others(forged, PRIVATE, SIGNED_OUT)).toEqual([]);
  }),
);

test('each role gets 403 from everything above it', { timeout: 300_000 }, () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    for (const role of ['viewer', 'rep', 'manager', 'admin'] as const) {
      const above = INSIDE.filter(
        ({ meta }) => meta.role !== 'anyone' && meta.role !== 'public' && !mayAct(role, meta.role),
      );
      const { rpc } = await memberOf(api, owner, role);
      expect(await others(rpc, above, FORBIDDEN)).toEqual([]);
    }
  }),
);

test('a program with a key gets 403 from what only a person may do', { timeout: 120_000 }, () =>
  withApi(async (api) => {
    const { rpc } = await api.signUp();
    const { key } = await rpc.workspaces.createApiKey({ name: 'Sync', role: 'admin' });
    const forPeople = ENDPOINTS.filter(({ meta }) => meta.isForPeople);
    expect(forPeople.length).toBeGreaterThan(10);
    expect(await others(api.client({ authorization: `Bearer ${key}` }), forPeople, FORBIDDEN)).toEqual([]);
  }),
);

test('a person without a workspace gets 403 from everything inside one', { timeout: 120_000 }, () =>
  withApi(async (api) => {
    const { rpc } = await api.signUp({ workspace: null });
    expect(await others(rpc, INSIDE, FORBIDDEN)).toEqual([]);
  }),
);
