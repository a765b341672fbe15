import { expect, test } from 'vitest';
import { pauseSender, resumeSender } from '../../activities/sending/sender-pause.ts';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';

const inWorkspace = ({ db }: TestApi, { workspaceId }: Person) => {
  return <T>(work: Parameters<typeof db.withWorkspace<T>>[1]) => db.withWorkspace(workspaceId, work);
};

const HOUR_MS = 3_600_000;
const FAULT = { code: '4.7.28', reason: 'The server takes no more mail from this sender for now.' };

test('a mailbox that is shut by its server says so, why, and when a mail is tried', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const run = inWorkspace(api, person);
    const email = 'robin@acme.example';
    const mailboxId = await run((tx) => make.mailbox(tx, person, { email, health: 'failing' }));
    const now = Date.now();
    const probeAt = await run((tx) => pauseSender(tx, { id: mailboxId, email }, { ...FAULT, scope: 'mailbox', now }));
    expect(await person.rpc.mailboxes.getMailbox({ mailboxId })).toMatchObject({
      health: { state: 'paused', sentence: FAULT.reason },
      pause: { scope: 'mailbox', since: now, probeAt },
    });
    await run((tx) => resumeSender(tx, { id: mailboxId, email }));
    expect(await person.rpc.mailboxes.getMailbox({ mailboxId })).toMatchObject({
      health: { state: 'failing' },
      pause: null,
    });
  }));

test('what a domain is shut for shuts each of its mailboxes, and no other', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const run = inWorkspace(api, person);
    await run(async (tx) => {
      const id = await make.mailbox(tx, person, { email: 'one@acme.example' });
      await make.mailbox(tx, person, { email: 'Two@ACME.example' });
      await make.mailbox(tx, person, { email: 'three@sub.acme.example' });
      await pauseSender(tx, { id, email: 'one@acme.example' }, { ...FAULT, scope: 'domain', now: Date.now() });
    });
    const { items } = await person.rpc.mailboxes.listMailboxes({});
    expect(items.map(({ health }) => health.state)).toEqual(['paused', 'paused', 'ok']);
    expect(items.map(({ pause }) => pause?.scope)).toEqual(['domain', 'domain', undefined]);
  }));

test('a mailbox that nobody can sign in to is disconnected, whatever its server said before', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const run = inWorkspace(api, person);
    const email = 'robin@acme.example';
    const mailboxId = await run(async (tx) => {
      const id = await make.mailbox(tx, person, { email, health: 'disconnected', healthReason: 'Connect it again.' });
      await pauseSender(tx, { id, email }, { ...FAULT, scope: 'mailbox', now: Date.now() });
      return id;
    });
    const { health } = await person.rpc.mailboxes.getMailbox({ mailboxId });
    expect(health).toMatchObject({ state: 'disconnected', sentence: 'Connect it again.' });
  }));

test('health tells the last success, the backlog and the next renewal', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const run = inWorkspace(api, person);
    const at = Date.now();
    const mailboxId = await run(async (tx) => {
      const id = await make.mailbox(tx, person, {
        provider: 'gmail',
        lastSuccessAt: new Date(at),
        subscribedUntil: new Date(at + 2 * HOUR_MS),
        subscribeAt: new Date(at + HOUR_MS),
      });
      const mail = { workspaceId: person.workspaceId, mailboxId: id, toAddress: 'a@b.example', dueAt: new Date(at) };
      await tx.outboundEmail.createMany({
        data: [-2, -1, 2].map((hours) => ({
          ...{ ...mail, kind: 'sequence' as const, key: `at ${hours}`, state: 'reserved' as const },
          slotAt: new Date(at + hours * HOUR_MS),
        })),
      });
      return id;
    });
    expect(await person.rpc.mailboxes.getMailbox({ mailboxId })).toMatchObject({
      lastSuccessAt: at,
      toldUntil: at + 2 * HOUR_MS,
      renewsAt: at + HOUR_MS,
      waiting: 3,
      late: 2,
      nextSendAt: at + 2 * HOUR_MS,
    });
  }));
