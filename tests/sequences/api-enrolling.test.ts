import { expect, test } from 'vitest';
import type { Prisma } from '../../prisma/generated/client.ts';
import { make } from '../helpers/make.ts';
import { messages, withScene } from './enrolling-scene.ts';

test('a check says how many can be enrolled, who cannot and why, and writes nothing', () =>
  withScene(async (scene) => {
    const { person, sequenceId, mailboxId, run } = scene;
    const contactIds = await run(async (tx) => {
      const suppressed = await make.contact(tx, person, { email: 'no@customer.example', firstName: 'Sue' });
      await tx.suppression.create({
        data: { workspaceId: person.workspaceId, address: 'no@customer.example', reason: 'manual', source: 'manual' },
      });
      const inside = await make.contact(tx, person, { firstName: 'Ina' });
      await make.enrollment(tx, person, { sequenceId, mailboxId, contactId: inside });
      return [
        await make.contact(tx, person),
        await make.contact(tx, person),
        await make.contact(tx, person, { email: null, firstName: 'Nora', lastName: null }),
        await make.contact(tx, person, { bouncedAt: new Date(), firstName: 'Bo' }),
        await make.contact(tx, person, { unsubscribedAt: new Date() }),
        await make.contact(tx, person, { deletedAt: new Date() }),
        suppressed,
        inside,
      ];
    });
    const checked = await person.rpc.enrolling.checkEnroll({
      sequenceId,
      mailboxId,
      selection: { kind: 'contacts', contactIds },
    });
    expect(checked).toMatchObject({ total: 8, ready: 2, forecast: { firstAt: expect.any(Number) } });
    expect(Object.fromEntries(checked.reasons.map(({ code, count }) => [code, count]))).toEqual({
      'no-address': 1,
      bounced: 1,
      unsubscribed: 1,
      deleted: 1,
      suppressed: 1,
      'already-enrolled': 1,
    });
    expect(checked.examples).toHaveLength(6);
    expect(checked.examples).toContainEqual(
      expect.objectContaining({ name: 'Nora', sentence: 'Nora has no email address. Add one, then enroll again.' }),
    );
    expect(await messages(scene)).toEqual([]);
  }));

test('a domain that is suppressed keeps out everyone at it, one for another sequence nobody', () =>
  withScene(async ({ person, sequenceId, mailboxId, run }) => {
    const contactIds = await run(async (tx) => {
      const base = { workspaceId: person.workspaceId, reason: 'manual', source: 'manual' } as const;
      const scopeId = await make.sequence(tx, person);
      await tx.suppression.create({ data: { ...base, scope: 'domain', address: 'closed.example' } });
      await tx.suppression.create({ data: { ...base, scope: 'sequence', scopeId, address: 'b@open.example' } });
      return [
        await make.contact(tx, person, { email: 'a@closed.example' }),
        await make.contact(tx, person, { email: 'b@open.example' }),
      ];
    });
    const selection = { kind: 'contacts' as const, contactIds };
    const { ready, reasons } = await person.rpc.enrolling.checkEnroll({ sequenceId, mailboxId, selection });
    expect({ ready, reasons }).toEqual({ ready: 1, reasons: [{ code: 'suppressed', count: 1 }] });
  }));

test('the forecast keeps the limits of the mailbox', () =>
  withScene(async ({ person, sequenceId, run }) => {
    const mailboxId = await run(async (tx) => {
      await make.contact(tx, person);
      await make.contact(tx, person);
      await make.contact(tx, person);
      return make.mailbox(tx, person, { minGapSeconds: 60 });
    });
    const selection = { kind: 'filter' as const, filter: { match: 'all' as const, conditions: [] } };
    const { forecast, ready } = await person.rpc.enrolling.checkEnroll({ sequenceId, mailboxId, selection });
    expect(ready).toBe(3);
    expect((forecast?.lastAt ?? 0) - (forecast?.firstAt ?? 0)).toBe(120_000);
  }));

test('enrolling writes a batch and starts its workflow, once per key', () =>
  withScene(async (scene) => {
    const { api, person, sequenceId, mailboxId, run } = scene;
    const listId = await run(async (tx) => {
      const list = await tx.contactList.create({ data: { workspaceId: person.workspaceId, name: 'Fair' } });
      const contactId = await make.contact(tx, person);
      await tx.contactListMember.create({ data: { workspaceId: person.workspaceId, listId: list.id, contactId } });
      return list.id;
    });
    const { enrolling } = api.client({ cookie: person.cookie, 'idempotency-key': 'once' });
    const input = { sequenceId, mailboxId, selection: { kind: 'list' as const, listId } };
    const started = await enrolling.enroll(input);
    expect(await enrolling.enroll(input)).toEqual(started);
    expect(started.total).toBe(1);
    expect(await messages(scene)).toMatchObject([
      { kind: 'start', name: 'enrollmentBatch', workflowId: `enrollment-batch/${started.batchId}` },
    ]);
    expect(await enrolling.getBatch(started)).toMatchObject({
      state: 'queued',
      total: 1,
      mailboxEmail: 'robin@acme.example',
    });
    expect((await enrolling.listBatches({ sequenceId })).items).toHaveLength(1);

    await enrolling.cancelBatch(started);
    expect(await enrolling.getBatch(started)).toMatchObject({ state: 'cancelled' });
    await expect(enrolling.cancelBatch(started)).rejects.toMatchObject({ code: 'ended', field: 'batchId' });
    expect(await messages(scene)).toMatchObject([{}, { kind: 'signal', name: 'batchCancelled' }]);
  }));

test.each<[string, Partial<Prisma.ContactUncheckedCreateInput>, string, RegExp]>([
  ['no address', { email: null }, 'not-ready', /has no email address/],
  ['unsubscribed', { unsubscribedAt: new Date() }, 'suppressed', /has unsubscribed/],
  ['bounced', { bouncedAt: new Date() }, 'suppressed', /bounced/],
])('somebody who is enrolled alone is refused at once: %s', (_, some, code, detail) =>
  withScene(async (scene) => {
    const { person, sequenceId, mailboxId, run } = scene;
    const contactIds = [await run((tx) => make.contact(tx, person, some))];
    await expect(
      person.rpc.enrolling.enroll({ sequenceId, mailboxId, selection: { kind: 'contacts', contactIds } }),
    ).rejects.toMatchObject({ code, detail: expect.stringMatching(detail) });
    expect(await messages(scene)).toEqual([]);
  }),
);

test('nobody enters a draft, nor by a mailbox that cannot send', () =>
  withScene(async ({ person, sequenceId, mailboxId, run }) => {
    const { rpc } = person;
    const contactIds = [await run((tx) => make.contact(tx, person))];
    const selection = { kind: 'contacts' as const, contactIds };
    const draft = await rpc.sequences.createSequence({ name: 'Draft' });
    await expect(rpc.enrolling.enroll({ ...draft, mailboxId, selection })).rejects.toMatchObject({
      code: 'not-ready',
      field: 'sequenceId',
      detail: '"Draft" is a draft. Activate it, then enroll people.',
    });
    await run((tx) =>
      tx.mailbox.update({ where: { id: mailboxId }, data: { health: 'disconnected', healthReason: 'wrong password' } }),
    );
    await expect(rpc.enrolling.enroll({ sequenceId, mailboxId, selection })).rejects.toMatchObject({
      code: 'not-ready',
      field: 'mailboxId',
      detail: expect.stringContaining('wrong password'),
    });
  }));
