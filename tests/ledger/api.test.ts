import { expect, test } from 'vitest';
import type { Tx } from '../../prisma/db.ts';
import { memberOf } from '../helpers/people.ts';
import { messages, type Scene, withScene } from '../sequences/enrolling-scene.ts';
import { uncertain } from '../sequences/uncertain-mail.ts';

/** One of unknown outcome whose sequence has ended since. */
async function leftBehind(tx: Tx, scene: Scene) {
  const ids = await uncertain(tx, scene);
  await tx.enrollment.update({ where: { id: ids.enrollmentId }, data: { state: 'replied', endReason: 'replied' } });
  return ids;
}

test('the queue lists what waits for a person, and not what the provider is still asked about or somebody has decided', () =>
  withScene(async (scene) => {
    const { run, person } = scene;
    const waiting = await run((tx) => uncertain(tx, scene));
    const [asked, decided, tested] = await run(async (tx) => [
      await uncertain(tx, scene),
      await uncertain(tx, scene),
      await uncertain(tx, scene),
    ]);
    await run(async (tx) => {
      const change = (id: string | undefined, data: object) => tx.outboundEmail.update({ where: { id }, data });
      await change(waiting.outboundEmailId, { providerAnswer: 'The server hung up.', asks: 3, subject: 'Hello' });
      await change(asked?.outboundEmailId, { askAt: new Date() });
      await change(decided?.outboundEmailId, { decision: 'drop' });
      await change(tested?.outboundEmailId, { kind: 'test' });
    });
    expect(await person.rpc.ledger.countUncertain()).toEqual({ count: 1 });
    const { items, nextCursor } = await person.rpc.ledger.listUncertain({});
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      {
        id: waiting.outboundEmailId,
        subject: 'Hello',
        contact: { id: waiting.contactId, name: 'Ada Lovelace' },
        mailbox: { email: 'robin@acme.example' },
        sequence: { name: 'Spring' },
        mayBeSentAgain: true,
        sentence: 'The server hung up.',
        handedOverAt: 2_000,
        asks: 3,
      },
    ]);
  }));

test('the queue pages by cursor, the oldest first', () =>
  withScene(async (scene) => {
    const { run, person } = scene;
    const first = await run((tx) => uncertain(tx, scene));
    const second = await run((tx) => uncertain(tx, scene));
    const { listUncertain } = person.rpc.ledger;
    const page = await listUncertain({ limit: 1 });
    expect(page.items).toMatchObject([{ id: first.outboundEmailId }]);
    const rest = await listUncertain({ limit: 1, cursor: page.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ id: second.outboundEmailId }], nextCursor: null });
  }));

test('many are decided at once, each audited and each told to its own workflow', () =>
  withScene(async (scene) => {
    const { run, person, api } = scene;
    const ids = await run(async (tx) => [await uncertain(tx, scene), await uncertain(tx, scene)]);
    const outboundEmailIds = ids.map(({ outboundEmailId }) => outboundEmailId);
    const answer = await person.rpc.ledger.decideMails({ outboundEmailIds, decision: 'arrived' });
    expect(answer).toEqual({ decided: 2, passedOver: [] });
    expect(await messages(scene)).toMatchObject([{ name: 'woken' }, { name: 'woken' }]);
    const audited = await api.system.auditEntry.findMany({ where: { action: 'mail.decided' } });
    expect(new Set(audited.map(({ entityId }) => entityId))).toEqual(new Set(outboundEmailIds));
    expect(await person.rpc.ledger.countUncertain()).toEqual({ count: 0 });
  }));

test('what makes no sense for a mail is passed over in words, and the others are decided', () =>
  withScene(async (scene) => {
    const { run, person } = scene;
    const carried = await run((tx) => uncertain(tx, scene));
    const ended = await run((tx) => leftBehind(tx, scene));
    const answer = await person.rpc.ledger.decideMails({
      outboundEmailIds: [carried.outboundEmailId, ended.outboundEmailId],
      decision: 'again',
    });
    expect(answer).toMatchObject({
      decided: 1,
      passedOver: [
        { outboundEmailId: ended.outboundEmailId, sentence: expect.stringContaining('The sequence has ended for ada') },
      ],
    });
  }));

test('a mail that no workflow carries any more is settled at once, and counts as sent where it arrived', () =>
  withScene(async (scene) => {
    const { run, person, mailboxId } = scene;
    const { outboundEmailId, contactId } = await run((tx) => leftBehind(tx, scene));
    await person.rpc.ledger.decideMails({ outboundEmailIds: [outboundEmailId], decision: 'arrived' });
    const found = await run(async (tx) => ({
      mail: await tx.outboundEmail.findUniqueOrThrow({ where: { id: outboundEmailId } }),
      lines: await tx.activity.count({ where: { contactId, type: 'email_sent' } }),
      counted: await tx.usageCounter.findMany({ where: { subjectId: mailboxId } }),
      contact: await tx.contact.findUniqueOrThrow({ where: { id: contactId } }),
    }));
    expect(found).toMatchObject({
      mail: { state: 'sent', sentAt: new Date(2_000), decision: null, slotDay: '1970-01-01' },
      lines: 1,
      counted: [{ period: '1970-01-01', count: 1 }],
      contact: { lastContactedAt: new Date(2_000), status: 'contacted' },
    });
    expect(await messages(scene)).toEqual([]);
  }));

test('who only looks decides nothing', () =>
  withScene(async (scene) => {
    const { outboundEmailId } = await scene.run((tx) => uncertain(tx, scene));
    const viewer = await memberOf(scene.api, scene.person, 'viewer');
    const decide = viewer.rpc.ledger.decideMails({ outboundEmailIds: [outboundEmailId], decision: 'drop' });
    await expect(decide).rejects.toMatchObject({ status: 403 });
    expect((await viewer.rpc.ledger.listUncertain({})).items).toHaveLength(1);
  }));
