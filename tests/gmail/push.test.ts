import { expect, test } from 'vitest';
import { idOf, type MailboxId } from '../../workflows/ids.ts';
import { connect, idIn, withGoogleApi } from './google-api.ts';
import { ROBIN } from './robin.ts';

test('Gmail tells of new mail, and every watch over the address hears it', () =>
  withGoogleApi(async (api, google) => {
    const [us, them] = [await api.signUp(), await api.signUp()];
    const ids = [idIn(await connect(us)), idIn(await connect(them))];
    expect(await google.push.call(`${api.url}/hooks/gmail`, ROBIN, 7)).toBe(204);
    const told = await api.system.workflowMessage.findMany({ where: { kind: 'signal', name: 'mailArrived' } });
    expect(told.map(({ workflowId }) => workflowId).toSorted()).toEqual(ids.map((id) => `mailbox/${id}`).toSorted());
  }));

test('a call about nobody here is taken and tells nobody; so is one about a mailbox that was removed', () =>
  withGoogleApi(async (api, google) => {
    const person = await api.signUp();
    const mailboxId = idOf<MailboxId>(idIn(await connect(person)));
    await person.rpc.mailboxes.deleteMailbox({ mailboxId });
    const hook = `${api.url}/hooks/gmail`;
    const count = () => api.system.workflowMessage.count();
    const before = await count();
    expect(await google.push.call(hook, 'nobody@gmail.example', 7)).toBe(204);
    expect(await google.push.call(hook, ROBIN, 7)).toBe(204);
    expect(await count()).toBe(before);
  }));

test('a call that is not signed for this address, by Google, for the account that was set up is refused', () =>
  withGoogleApi(async (api, google) => {
    await connect(await api.signUp());
    const hook = `${api.url}/hooks/gmail`;
    const audience = 'https://elsewhere.example/hooks/gmail';
    const before = await api.system.workflowMessage.count();
    expect(await google.push.call(hook, ROBIN, 7, { account: 'other@evil.example' })).toBe(401);
    expect(await google.push.call(hook, ROBIN, 7, { audience })).toBe(401);
    const bare = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect((await fetch(hook, bare)).status).toBe(401);
    const forged = 'eyJhbGciOiJub25lIn0.eyJlbWFpbCI6InB1c2gifQ.';
    const headers = { ...bare.headers, authorization: `Bearer ${forged}` };
    expect((await fetch(hook, { ...bare, headers })).status).toBe(401);
    expect((await fetch(hook, { ...bare, body: '{' })).status).toBe(400);
    expect(await api.system.workflowMessage.count()).toBe(before);
  }));
