import { expect, test } from 'vitest';
import { idOf } from '../../workflows/ids.ts';
import { make } from '../helpers/make.ts';
import { messages, withScene } from './enrolling-scene.ts';
import { uncertain } from './uncertain-mail.ts';

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

test.each(['arrived', 'again', 'drop'] as const)('a mail of unknown outcome is decided, once: %s', (decision) =>
  withScene(async (scene) => {
    const { api, person, run } = scene;
    const { enrollmentId, outboundEmailId } = await run((tx) => uncertain(tx, scene));
    const decide = () => person.rpc.enrollments.decideMail({ enrollmentId, outboundEmailId, decision });
    await decide();
    const mail = await run((tx) => tx.outboundEmail.findUniqueOrThrow({ where: { id: outboundEmailId } }));
    expect(mail).toMatchObject({ state: 'uncertain', decision });
    expect(await messages(scene)).toMatchObject([{ name: 'woken', workflowId: 'w' }]);
    expect(await api.system.auditEntry.findMany({ where: { action: 'mail.decided' } })).toMatchObject([
      { entityId: outboundEmailId, userId: person.userId, before: { state: 'uncertain' }, after: { decision } },
    ]);
    await expect(decide()).rejects.toMatchObject({ status: 409, code: 'already-answered' });
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
    expect(mail).toMatchObject({ state: 'failed', decision: 'again' });
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
    await expect(say(ended, 'stop')).rejects.toMatchObject({
      code: 'ended',
      detail: expect.stringMatching(/has ended already \(replied\)/),
    });
    await expect(say(paused, 'pause')).rejects.toMatchObject({ code: 'not-ready' });
    await expect(say(held, 'retry')).rejects.toMatchObject({
      code: 'not-ready',
      detail: expect.stringMatching(/must be decided/),
    });
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
