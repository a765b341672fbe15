import { expect, test } from 'vitest';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { idOf, type MailboxId, type OutboundEmailId, type SequenceId } from '../../workflows/ids.ts';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';

type Scene = {
  api: TestApi;
  person: Person;
  sequenceId: SequenceId;
  mailboxId: MailboxId;
  run: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};

/** An active sequence of two mails, and a mailbox that is always open. */
const withScene = (work: (scene: Scene) => Promise<void>) =>
  withApi(async (api) => {
    const person = await api.signUp();
    const run: Scene['run'] = (unit) => api.db.withWorkspace(person.workspaceId, unit);
    const { sequenceId, mailboxId } = await run(async (tx) => ({
      sequenceId: await make.sequence(tx, person, {
        name: 'Spring',
        steps: [{}, { delayAmount: 1, delayUnit: 'days' }],
      }),
      mailboxId: await make.mailbox(tx, person, { email: 'robin@acme.example' }),
    }));
    await work({ api, person, sequenceId, mailboxId, run });
  });

const messages = ({ api }: Scene) => api.system.workflowMessage.findMany({ orderBy: { id: 'asc' } });

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

test('a list of people can be filtered, searched, sorted and paged', () =>
  withScene(async ({ person, sequenceId, mailboxId, run }) => {
    const { enrollments } = person.rpc;
    await run(async (tx) => {
      const grace = await make.contact(tx, person, { firstName: 'Grace', lastName: 'Hopper' });
      const attention = { code: 'missing-variable', sentence: 'Grace has no company.' };
      await make.enrollment(tx, person, {
        sequenceId,
        mailboxId,
        contactId: grace,
        holdCode: 'missing-variable',
        attention,
      });
      await make.enrollment(tx, person, { sequenceId, mailboxId, nextAt: new Date(2_000) });
      await make.enrollment(tx, person, { sequenceId, mailboxId, nextAt: new Date(1_000) });
      await make.enrollment(tx, person, { sequenceId, mailboxId, state: 'replied', endReason: 'replied' });
    });
    const first = await enrollments.listEnrollments({ sequenceId, sort: 'next', limit: 2 });
    const second = await enrollments.listEnrollments({
      sequenceId,
      sort: 'next',
      limit: 2,
      cursor: first.nextCursor ?? '',
    });
    expect([...first.items, ...second.items].map(({ next }) => next.at)).toEqual([1_000, 2_000, null, null]);
    expect(second.nextCursor).toBeNull();
    const newest = await enrollments.listEnrollments({ sequenceId, limit: 3 });
    const oldest = await enrollments.listEnrollments({ sequenceId, limit: 3, cursor: newest.nextCursor ?? '' });
    expect(newest.items.map(({ state }) => state)).toEqual(['replied', 'active', 'active']);
    expect(oldest.items).toMatchObject([{ contact: { name: 'Grace Hopper' } }]);
    const hits = [
      await enrollments.listEnrollments({ sequenceId, search: 'hop gra' }),
      await enrollments.listEnrollments({ needsAttention: 'true' }),
      await enrollments.listEnrollments({ state: 'replied' }),
    ];
    expect(hits.map(({ items }) => items.length)).toEqual([1, 1, 1]);
    expect(hits[1]?.items).toMatchObject([
      {
        next: { holdCode: 'missing-variable', attention: 'Grace has no company.', mailboxEmail: 'robin@acme.example' },
      },
    ]);
  }));

/** Somebody whose second mail is of unknown outcome. */
const uncertain = (tx: Tx, { person, sequenceId, mailboxId }: Scene, state: 'uncertain' | 'failed' = 'uncertain') =>
  (async () => {
    const steps = await tx.sequenceStep.findMany({ where: { sequenceId }, orderBy: { position: 'asc' } });
    const contactId = await make.contact(tx, person);
    const enrollmentId = await make.enrollment(tx, person, {
      ...{ sequenceId, mailboxId, contactId, currentStep: 1, nextStepId: steps[1]?.id, nextKind: 'mail' },
      ...{ holdCode: state === 'failed' ? 'send-failed' : 'uncertain', workflowId: 'w' },
      attention: { code: 'uncertain', sentence: 'Decide.' },
    });
    const row = {
      workspaceId: person.workspaceId,
      kind: 'sequence' as const,
      mailboxId,
      sequenceId,
      enrollmentId,
      contactId,
    };
    const at = { dueAt: new Date(1_000), handedOverAt: new Date(2_000), toAddress: 'ada@customer.example' };
    await tx.outboundEmail.create({
      data: {
        ...row,
        ...at,
        key: '1',
        stepId: steps[0]?.id,
        state: 'sent',
        sentAt: new Date(500),
        subject: 'Hello Ada',
      },
    });
    const mail = await tx.outboundEmail.create({
      data: {
        ...row,
        ...at,
        key: '2',
        stepId: steps[1]?.id,
        state,
        slotAt: new Date(1_500),
        slotDay: '1970-01-01',
        errorMessage: '554 no',
      },
    });
    return { enrollmentId, contactId, outboundEmailId: idOf<OutboundEmailId>(mail.id) };
  })();

test('one enrollment shows its steps, its mails and what it waits for', () =>
  withScene(async (scene) => {
    const { enrollmentId } = await scene.run((tx) => uncertain(tx, scene));
    const shown = await scene.person.rpc.enrollments.getEnrollment({ enrollmentId });
    expect(shown).toMatchObject({
      stepsDone: 1,
      stepsCount: 2,
      next: { holdCode: 'uncertain', attention: 'Decide.', dueAt: 1_000, step: { kind: 'mail', ordinal: 2 } },
      steps: [
        { number: 1, progress: 'done', at: 500, title: 'Hello Ada', delay: 'At once', mail: { state: 'sent' } },
        { number: 2, progress: 'next', delay: '1 day later', mail: { state: 'uncertain', answer: '554 no' } },
      ],
      runUrl: 'http://127.0.0.1:8233/namespaces/default/workflows/w',
    });
  }));

test.each(['arrived', 'again', 'drop'] as const)('a mail of unknown outcome is decided: %s', (decision) =>
  withScene(async (scene) => {
    const { api, person, run } = scene;
    const { enrollmentId, outboundEmailId, contactId } = await run((tx) => uncertain(tx, scene));
    const decide = () => person.rpc.enrollments.decideMail({ enrollmentId, outboundEmailId, decision });
    await decide();
    const mail = await run((tx) => tx.outboundEmail.findUniqueOrThrow({ where: { id: outboundEmailId } }));
    const settled = {
      arrived: { state: 'sent', sentAt: new Date(2_000), slotDay: '1970-01-01' },
      again: { state: 'planned', slotAt: null, slotDay: null },
      drop: { state: 'cancelled' },
    };
    expect(mail).toMatchObject(settled[decision]);
    expect(await messages(scene)).toMatchObject([{ name: 'woken', workflowId: 'w' }]);
    expect(await api.system.auditEntry.findMany({ where: { action: 'mail.decided' } })).toMatchObject([
      { entityId: outboundEmailId, userId: person.userId, before: { state: 'uncertain' }, after: { decision } },
    ]);
    const sentLines = await run((tx) => tx.activity.count({ where: { contactId, type: 'email_sent' } }));
    expect(sentLines).toBe(decision === 'arrived' ? 1 : 0);
    await expect(decide()).rejects.toMatchObject({ status: 409 });
  }),
);

test('a refused mail cannot have arrived; it is sent again or left out', () =>
  withScene(async (scene) => {
    const ids = await scene.run((tx) => uncertain(tx, scene, 'failed'));
    const { enrollments } = scene.person.rpc;
    const { enrollmentId, outboundEmailId } = ids;
    await expect(enrollments.decideMail({ enrollmentId, outboundEmailId, decision: 'arrived' })).rejects.toMatchObject({
      code: 'not-ready',
      field: 'decision',
    });
    await enrollments.decideMail({ enrollmentId, outboundEmailId, decision: 'again' });
    const mail = await scene.run((tx) => tx.outboundEmail.findUniqueOrThrow({ where: { id: outboundEmailId } }));
    expect(mail).toMatchObject({ state: 'planned', attempts: 0, errorMessage: null });
  }));

test('a command that makes no sense is refused in words, and tells nobody', () =>
  withScene(async (scene) => {
    const { person, sequenceId, mailboxId, run } = scene;
    const { enrollments } = person.rpc;
    const [ended, paused, held] = await run(async (tx) => [
      await make.enrollment(tx, person, { sequenceId, mailboxId, state: 'replied' }),
      await make.enrollment(tx, person, { sequenceId, mailboxId, state: 'paused' }),
      await make.enrollment(tx, person, { sequenceId, mailboxId, holdCode: 'uncertain' }),
    ]);
    const say = (enrollmentId = idOf<NonNullable<typeof ended>>(''), command: 'pause' | 'retry' | 'stop') =>
      enrollments.commandEnrollment({ enrollmentId, command });
    await expect(say(ended, 'stop')).rejects.toMatchObject({ code: 'ended', detail: /has ended already \(replied\)/ });
    await expect(say(paused, 'pause')).rejects.toMatchObject({ code: 'not-ready' });
    await expect(say(held, 'retry')).rejects.toMatchObject({ code: 'not-ready', detail: /must be decided/ });
    expect(await messages(scene)).toEqual([]);
  }));

test('a command for many reaches those that it concerns, in one statement', () =>
  withScene(async (scene) => {
    const { person, sequenceId, mailboxId, run } = scene;
    const ids = await run(async (tx) => {
      const other = await make.sequence(tx, person);
      await make.enrollment(tx, person, { sequenceId: other, mailboxId });
      return [
        await make.enrollment(tx, person, { sequenceId, mailboxId, workflowId: 'active' }),
        await make.enrollment(tx, person, { sequenceId, mailboxId, workflowId: 'paused', state: 'paused' }),
        await make.enrollment(tx, person, { sequenceId, mailboxId, workflowId: 'ended', state: 'replied' }),
      ];
    });
    const { commandEnrollments } = person.rpc.enrollments;
    expect(
      await commandEnrollments({ sequenceId, command: 'pause', who: { kind: 'these', enrollmentIds: ids } }),
    ).toEqual({ told: 1 });
    expect(
      await commandEnrollments({ sequenceId, command: 'resume', who: { kind: 'matching', state: 'paused' } }),
    ).toEqual({ told: 1 });
    expect(await commandEnrollments({ sequenceId, command: 'stop', who: { kind: 'matching' } })).toEqual({ told: 2 });
    const told = await messages(scene);
    expect(told.slice(0, 2)).toMatchObject([
      { workflowId: 'active', name: 'paused', payload: { kind: 'signal', workflowId: 'active', name: 'paused' } },
      { workflowId: 'paused', name: 'resumed' },
    ]);
    expect(told.slice(2)).toMatchObject([
      { name: 'contactStopped', payload: { input: { reason: 'stopped' } } },
      { name: 'contactStopped' },
    ]);
  }));

test('activating a sequence wakes those whom its pause held, and nobody else', () =>
  withScene(async (scene) => {
    const { person, sequenceId, mailboxId, run } = scene;
    await person.rpc.sequences.pauseSequence({ sequenceId });
    await run(async (tx) => {
      await make.enrollment(tx, person, { sequenceId, mailboxId, workflowId: 'held', holdCode: 'sequence-paused' });
      await make.enrollment(tx, person, { sequenceId, mailboxId, workflowId: 'waiting' });
      await make.enrollment(tx, person, { sequenceId, mailboxId, workflowId: 'task', holdCode: 'task-open' });
    });
    expect(await person.rpc.sequences.activateSequence({ sequenceId })).toEqual({ woken: 1 });
    expect(await messages(scene)).toMatchObject([{ workflowId: 'held', name: 'woken' }]);
  }));

test("another workspace's people do not exist here", () =>
  withScene(async (scene) => {
    const { enrollmentId, outboundEmailId } = await scene.run((tx) => uncertain(tx, scene));
    const stranger = await scene.api.signUp();
    const { enrollments, enrolling } = stranger.rpc;
    const unknown = { status: 404, code: 'not-found' };
    await expect(enrollments.getEnrollment({ enrollmentId })).rejects.toMatchObject(unknown);
    await expect(enrollments.commandEnrollment({ enrollmentId, command: 'stop' })).rejects.toMatchObject(unknown);
    await expect(enrollments.decideMail({ enrollmentId, outboundEmailId, decision: 'drop' })).rejects.toMatchObject(
      unknown,
    );
    const { sequenceId, mailboxId } = scene;
    const selection = { kind: 'filter' as const, filter: { match: 'all' as const, conditions: [] } };
    await expect(enrolling.enroll({ sequenceId, mailboxId, selection })).rejects.toMatchObject(unknown);
    expect((await enrollments.listEnrollments({ sequenceId })).items).toEqual([]);
  }));
