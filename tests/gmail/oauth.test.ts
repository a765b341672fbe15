import { expect, test } from 'vitest';
import { credentialsPlace } from '../../activities/clients/mail-clients.ts';
import type { OAuthSecrets } from '../../activities/clients/oauth.ts';
import { hashOfState } from '../../api/mailboxes/oauth.ts';
import { idOf, type MailboxId } from '../../workflows/ids.ts';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';
import { eventually } from '../helpers/engine.ts';
import { make } from '../helpers/make.ts';
import { memberOf } from '../helpers/people.ts';
import { connect, follow, idIn, withGoogleApi } from './google-api.ts';
import { ROBIN } from './robin.ts';

const READ = 'https://www.googleapis.com/auth/gmail.readonly';

const mailboxOf = ({ db }: TestApi, { workspaceId }: Person, id: string) =>
  db.withWorkspace(workspaceId, (tx) => tx.mailbox.findUniqueOrThrow({ where: { id } }));
const secretsOf = async (api: TestApi, person: Person, id: string) =>
  api.deps.box.open<OAuthSecrets>((await mailboxOf(api, person, id)).credentials ?? '', credentialsPlace(id));

test('a person signs in at Google and has a mailbox, which is watched', () =>
  withGoogleApi(async (api) => {
    const person = await api.signUp();
    const id = idIn(await connect(person));
    const mailbox = await person.rpc.mailboxes.getMailbox({ mailboxId: idOf<MailboxId>(id) });
    expect(mailbox).toMatchObject({ provider: 'gmail', email: ROBIN, isPrimary: true, health: { state: 'ok' } });
    expect((await secretsOf(api, person, id)).refreshToken).toMatch(/^1\/\//);
    expect(await api.system.workflowMessage.findMany({ where: { workflowId: `mailbox/${id}` } })).toMatchObject([
      { kind: 'start', name: 'mailboxWatch' },
    ]);
    expect(await person.rpc.mailboxes.testMailbox({ mailboxId: idOf<MailboxId>(id) })).toMatchObject({
      isUsable: true,
    });
  }));

test('what Google is asked for is named with its reason; without a client the administrator is told what to set', async () => {
  await withGoogleApi(async (api) => {
    const { rpc } = await api.signUp();
    const [gmail] = (await rpc.mailboxes.providers({})).items;
    expect(gmail).toMatchObject({ provider: 'gmail', isConfigured: true, sentence: null });
    expect(gmail?.permissions.map(({ scope }) => scope)).toContain(READ);
  });
  await withApi(async (api) => {
    const { rpc } = await api.signUp();
    const [gmail] = (await rpc.mailboxes.providers({})).items;
    expect(gmail).toMatchObject({ isConfigured: false, sentence: expect.stringContaining('GOOGLE_CLIENT_ID') });
    await expect(rpc.mailboxes.connectOAuth({ provider: 'gmail' })).rejects.toMatchObject({ code: 'not-ready' });
  });
});

test('a mailbox of an installation that Google no longer knows says what the administrator must set', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const mailboxId = await api.db.withWorkspace(person.workspaceId, (tx) =>
      make.mailbox(tx, person, { provider: 'gmail' }),
    );
    expect(await person.rpc.mailboxes.testMailbox({ mailboxId })).toMatchObject({
      isUsable: false,
      sentence: expect.stringContaining('GOOGLE_CLIENT_ID'),
    });
  }));

test('the way back works once', () =>
  withGoogleApi(async (api) => {
    const person = await api.signUp();
    const { url } = await person.rpc.mailboxes.connectOAuth({ provider: 'gmail' });
    const back = await follow(url);
    expect(idIn(await follow(back, person.cookie))).toMatch(/^[\w-]{36}$/);
    expect(await follow(back, person.cookie)).toContain('problem=expired');
  }));

test('the way back is that of the session that left: nobody else comes in by it, and it is not used up by trying', () =>
  withGoogleApi(async (api) => {
    const [person, other] = [await api.signUp(), await api.signUp()];
    const colleague = await memberOf(api, person, 'admin');
    const { url } = await person.rpc.mailboxes.connectOAuth({ provider: 'gmail' });
    const back = await follow(url);
    expect(await follow(back)).toContain('problem=signed-out');
    expect(await follow(back, other.cookie)).toContain('problem=forbidden');
    expect(await follow(back, colleague.cookie)).toContain('problem=expired');
    expect(idIn(await follow(back, person.cookie))).toMatch(/^[\w-]{36}$/);
  }));

test('a way back that is too old, made up, or of another provider leads nowhere', () =>
  withGoogleApi(async (api) => {
    const person = await api.signUp();
    const { url } = await person.rpc.mailboxes.connectOAuth({ provider: 'gmail' });
    const back = await follow(url);
    const state = new URL(back).searchParams.get('state') ?? '';
    const isThere = () =>
      api.db.withWorkspace(person.workspaceId, (tx) =>
        tx.oauthRequest.count({ where: { stateHash: hashOfState(state) } }),
      );
    expect(await follow(back.replace(state, `${state.slice(0, -1)}!`), person.cookie)).toContain('problem=expired');
    expect(await isThere()).toBe(1);
    await api.db.withWorkspace(person.workspaceId, (tx) =>
      tx.oauthRequest.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } }),
    );
    expect(await follow(back, person.cookie)).toContain('problem=expired');

    const again = await follow((await person.rpc.mailboxes.connectOAuth({ provider: 'gmail' })).url);
    expect(await isThere()).toBe(0);
    expect(await follow(again.replace('/oauth/gmail/', '/oauth/outlook/'), person.cookie)).toContain('problem=expired');
    expect(await follow(again.replace('/oauth/gmail/', '/oauth/other/'), person.cookie)).toBe('status 404');
  }));

test('who reads the table of those who are expected back cannot come back in their place', () =>
  withGoogleApi(async (api) => {
    const person = await api.signUp();
    const { url } = await person.rpc.mailboxes.connectOAuth({ provider: 'gmail' });
    const [row] = await api.db.withWorkspace(person.workspaceId, (tx) => tx.oauthRequest.findMany());
    const asked = new URL(url).searchParams;
    expect(JSON.stringify(row)).not.toContain(asked.get('state')?.split('.')[1]);
    expect(row?.codeVerifier.split('.')).toHaveLength(4); // an envelope
    expect(asked.get('code_challenge_method')).toBe('S256');
  }));

test('a permission that was left out is named', () =>
  withGoogleApi(async (api, google) => {
    const person = await api.signUp();
    google.consent.unticked = [READ];
    const place = new URL(await connect(person), api.url);
    expect(place.searchParams.get('problem')).toBe('missing-permission');
    expect(place.searchParams.get('missing')).toBe(READ);
    expect(await api.db.withWorkspace(person.workspaceId, (tx) => tx.mailbox.count())).toBe(0);
  }));

test('who says no comes back and hears that nothing was connected', () =>
  withGoogleApi(async (api, google) => {
    google.consent.isDenied = true;
    expect(await connect(await api.signUp())).toContain('problem=denied');
  }));

test('when Google fails on the way back, that is said', () =>
  withGoogleApi(async (api, google) => {
    const person = await api.signUp();
    google.fault({ method: 'gmail.users.getProfile', kind: 'error', status: 403, reason: 'accessNotConfigured' });
    expect(await connect(person)).toContain('problem=refused');
  }));

test('a mailbox is connected again by the same account alone, and who it held goes on', () =>
  withGoogleApi(async (api, google) => {
    const person = await api.signUp();
    const mailboxId = idOf<MailboxId>(idIn(await connect(person)));
    await api.db.withWorkspace(person.workspaceId, async (tx) => {
      await tx.mailbox.update({ where: { id: mailboxId }, data: { health: 'disconnected', healthCode: 'auth' } });
      const sequenceId = await make.sequence(tx, person);
      await make.enrollment(tx, person, { sequenceId, mailboxId, workflowId: 'held', holdCode: 'mailbox-unusable' });
    });
    google.consent.email = 'somebody-else@gmail.example';
    const refused = new URL(await connect(person, mailboxId), api.url).searchParams;
    expect(Object.fromEntries(refused)).toMatchObject({
      problem: 'other-account',
      email: 'somebody-else@gmail.example',
      expected: ROBIN,
    });

    google.consent.email = ROBIN;
    const before = await secretsOf(api, person, mailboxId);
    expect(idIn(await connect(person, mailboxId))).toBe(mailboxId);
    expect((await secretsOf(api, person, mailboxId)).refreshToken).not.toBe(before.refreshToken);
    expect(await mailboxOf(api, person, mailboxId)).toMatchObject({ health: 'ok', isActive: true });
    expect(await api.system.workflowMessage.findMany({ where: { workflowId: 'held' } })).toMatchObject([
      { name: 'woken' },
    ]);
  }));

test('an address that is connected already is connected again where it is by Google, and refused where it is not', () =>
  withGoogleApi(async (api, google) => {
    const person = await api.signUp();
    const first = idIn(await connect(person));
    expect(idIn(await connect(person))).toBe(first);
    google.consent.email = 'sandbox@acme.example';
    await person.rpc.mailboxes.createMailbox({ provider: 'sandbox', email: 'sandbox@acme.example' });
    expect(await connect(person)).toContain('problem=already-connected');
  }));

test('a removed mailbox gives its permission back, unless another workspace lives by it', () =>
  withGoogleApi(async (api, google) => {
    const [us, them] = [await api.signUp(), await api.signUp()];
    const ours = idOf<MailboxId>(idIn(await connect(us)));
    const theirs = idOf<MailboxId>(idIn(await connect(them)));
    await us.rpc.mailboxes.deleteMailbox({ mailboxId: ours });
    expect(await them.rpc.mailboxes.testMailbox({ mailboxId: theirs })).toMatchObject({ isUsable: true });
    const { accessToken } = await secretsOf(api, them, theirs);
    await them.rpc.mailboxes.disconnectMailbox({ mailboxId: theirs });
    const profile = `${google.url}/gmail/v1/users/me/profile`;
    const isShut = async () =>
      (await fetch(profile, { headers: { authorization: `Bearer ${accessToken}` } })).status === 401;
    expect(await eventually(isShut)).toBe(true);
    expect((await mailboxOf(api, them, theirs)).credentials).toBeNull();
  }));

test('a viewer connects nothing, and a rep connects no mailbox of somebody else again', () =>
  withGoogleApi(async (api) => {
    const person = await api.signUp();
    const mailboxId = idOf<MailboxId>(idIn(await connect(person)));
    const [viewer, rep] = [await memberOf(api, person, 'viewer'), await memberOf(api, person, 'rep')];
    const asked = { provider: 'gmail', mailboxId } as const;
    await expect(viewer.rpc.mailboxes.connectOAuth({ provider: 'gmail' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(rep.rpc.mailboxes.connectOAuth(asked)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await connect(rep)).toContain('problem=already-connected');
  }));
