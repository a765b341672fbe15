import { expect, test } from 'vitest';
import { idOf, type SequenceId } from '../../workflows/ids.ts';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';

const NOWHERE = idOf<SequenceId>('0193a1c0-0000-7000-8000-000000000000');
const MAIL: Parameters<Person['rpc']['sequences']['addStep']>[0]['step'] = {
  kind: 'mail',
  variants: [{ name: 'A', subject: 'Hello {{ contact.firstName }}', body: 'Hi' }],
};

const inWorkspace = ({ db }: TestApi, { workspaceId }: Person) => {
  return <T>(work: Parameters<typeof db.withWorkspace<T>>[1]) => db.withWorkspace(workspaceId, work);
};

/** Somebody who may only look, in the workspace of another. */
async function viewerOf({ signUp, system }: TestApi, { workspaceId }: Person): Promise<Person> {
  const viewer = await signUp({ workspace: null });
  await system.membership.create({ data: { workspaceId, userId: viewer.userId, role: 'viewer' } });
  await viewer.rpc.workspaces.switchWorkspace({ workspaceId });
  return viewer;
}

test('a sequence is made, filled, activated and paused', () =>
  withApi(async ({ signUp }) => {
    const { sequences } = (await signUp()).rpc;
    const { sequenceId } = await sequences.createSequence({ name: ' Spring ', description: '' });
    await sequences.addStep({ sequenceId, step: MAIL });
    await sequences.addStep({ sequenceId, step: { kind: 'wait', delayAmount: 2, delayUnit: 'business_days' } });
    expect(await sequences.getSequence({ sequenceId })).toMatchObject({
      name: 'Spring',
      description: null,
      status: 'draft',
      stepsCount: 2,
      problems: [],
      steps: [
        { kind: 'mail', delayAmount: 0, waiting: 0, variants: [{ name: 'A', weight: 1, isActive: true }] },
        { kind: 'wait', delayAmount: 2, delayUnit: 'business_days' },
      ],
    });
    expect(await sequences.activateSequence({ sequenceId })).toEqual({ woken: 0 });
    await sequences.pauseSequence({ sequenceId });
    expect(await sequences.getSequence({ sequenceId })).toMatchObject({ status: 'paused' });
  }));

test('what is not complete cannot be activated, and the first thing to mend is named', () =>
  withApi(async ({ signUp }) => {
    const { sequences } = (await signUp()).rpc;
    const { sequenceId } = await sequences.createSequence({ name: 'Empty' });
    await expect(sequences.activateSequence({ sequenceId })).rejects.toMatchObject({
      code: 'not-ready',
      field: 'steps',
    });
    await sequences.addStep({ sequenceId, step: { kind: 'mail', variants: [{ name: 'A', body: 'Hi' }] } });
    await expect(sequences.activateSequence({ sequenceId })).rejects.toMatchObject({
      code: 'not-ready',
      field: 'subject',
      detail: expect.stringContaining('Step 1, variant A has no subject'),
    });
    expect((await sequences.getSequence({ sequenceId })).problems).toMatchObject([{ field: 'subject' }]);
  }));

test('an active sequence stays complete: a change that breaks it is refused and changes nothing', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const { sequences } = person.rpc;
    const sequenceId = await inWorkspace(api, person)((tx) => make.sequence(tx, person));
    const { steps } = await sequences.getSequence({ sequenceId });
    const [step] = steps;
    const stepId = step?.id ?? idOf('');
    await expect(sequences.updateStep({ sequenceId, stepId, step: { variants: [] } })).rejects.toMatchObject({
      code: 'not-ready',
      detail: expect.stringContaining('The sequence is active'),
    });
    await expect(sequences.deleteStep({ sequenceId, stepId })).rejects.toMatchObject({ code: 'not-ready' });
    expect((await sequences.getSequence({ sequenceId })).steps).toEqual(steps);
  }));

test('the list counts people and mails, an answer after the end too, and pages', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const run = inWorkspace(api, person);
    const sequenceId = await run(async (tx) => {
      const mailboxId = await make.mailbox(tx, person);
      const id = await make.sequence(tx, person, { name: 'Busy' });
      const somebody = { sequenceId: id, mailboxId, lastEmailSentAt: new Date() };
      const attention = { code: 'uncertain', sentence: 'Decide.' };
      await make.enrollment(tx, person, { ...somebody, attention, nextAt: new Date(5) });
      await make.enrollment(tx, person, { ...somebody, state: 'paused', lastEmailSentAt: null });
      await make.enrollment(tx, person, { ...somebody, state: 'replied', repliedAt: new Date() });
      await make.enrollment(tx, person, { ...somebody, state: 'completed', repliedAt: new Date() });
      await make.enrollment(tx, person, { ...somebody, state: 'completed' });
      await make.enrollment(tx, person, { ...somebody, state: 'bounced' });
      const mail = { workspaceId: person.workspaceId, mailboxId, sequenceId: id, toAddress: 'a@b.example' };
      await tx.outboundEmail.createMany({
        data: (['planned', 'sent', 'delivered', 'bounced', 'uncertain'] as const).map((state) => ({
          ...{ ...mail, kind: 'sequence', key: state, dueAt: new Date(), state },
        })),
      });
      await make.sequence(tx, person, { name: 'Idle' });
      return id;
    });
    const first = await person.rpc.sequences.listSequences({ limit: 1 });
    expect(first.items).toMatchObject([{ name: 'Idle', mailsSent: 0, people: { active: 0 }, nextAt: null }]);
    const second = await person.rpc.sequences.listSequences({ limit: 1, cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({
      nextCursor: null,
      items: [
        {
          id: sequenceId,
          mailsSent: 3,
          nextAt: 5,
          people: { active: 1, paused: 1, attention: 1, replied: 2, finished: 2, contacted: 5 },
        },
      ],
    });
    expect((await person.rpc.sequences.listSequences({ search: 'bus' })).items).toHaveLength(1);
    expect((await person.rpc.sequences.listSequences({ status: 'archived' })).items).toEqual([]);
  }));

test('a copy is a draft with the same steps, and its wordings are its own', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const { sequences } = person.rpc;
    const sequenceId = await inWorkspace(
      api,
      person,
    )((tx) =>
      make.sequence(tx, person, { name: 'One', steps: [{ variants: [{}, {}] }, { kind: 'call', variants: [] }] }),
    );
    const original = await sequences.getSequence({ sequenceId });
    const copy = await sequences.getSequence(await sequences.duplicateSequence({ sequenceId }));
    expect(copy).toMatchObject({ name: 'One (copy)', status: 'draft', stepsCount: 2 });
    const worded = ({ steps }: typeof copy) =>
      steps.map(({ id: _id, variants, ...step }) => ({
        ...step,
        variants: variants.map(({ name, subject, body }) => ({ name, subject, body })),
      }));
    expect(worded(copy)).toEqual(worded(original));
    expect(copy.steps[0]?.variants[0]?.id).not.toBe(original.steps[0]?.variants[0]?.id);
  }));

test('a sequence with people in it cannot be put away; an empty one can, and comes back', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const { sequences } = person.rpc;
    const run = inWorkspace(api, person);
    const sequenceId = await run((tx) => make.sequence(tx, person));
    const enrollmentId = await run(async (tx) =>
      make.enrollment(tx, person, { sequenceId, mailboxId: await make.mailbox(tx, person) }),
    );
    const refused = { code: 'in-use', detail: expect.stringMatching(/^One person is still in/) };
    await expect(sequences.archiveSequence({ sequenceId })).rejects.toMatchObject(refused);
    await expect(sequences.deleteSequence({ sequenceId })).rejects.toMatchObject(refused);

    await run((tx) => tx.enrollment.update({ where: { id: enrollmentId }, data: { state: 'stopped' } }));
    await sequences.archiveSequence({ sequenceId });
    expect((await sequences.listSequences({ status: 'archived' })).items).toHaveLength(1);
    await sequences.deleteSequence({ sequenceId });
    await expect(sequences.getSequence({ sequenceId })).rejects.toMatchObject({ status: 404 });
    await sequences.restoreSequence({ sequenceId });
    expect(await sequences.getSequence({ sequenceId })).toMatchObject({ status: 'archived' });
  }));

test('a viewer reads and changes nothing', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const { rpc } = await viewerOf(api, owner);
    const { sequenceId } = await owner.rpc.sequences.createSequence({ name: 'Ours' });
    expect(await rpc.sequences.getSequence({ sequenceId })).toMatchObject({ name: 'Ours' });
    const refused = { status: 403, code: 'forbidden' };
    await expect(rpc.sequences.createSequence({ name: 'Theirs' })).rejects.toMatchObject(refused);
    await expect(rpc.sequences.updateSequence({ sequenceId, name: 'x' })).rejects.toMatchObject(refused);
    await expect(rpc.sequences.addStep({ sequenceId, step: MAIL })).rejects.toMatchObject(refused);
    await expect(rpc.sequences.activateSequence({ sequenceId })).rejects.toMatchObject(refused);
    await expect(rpc.sequences.deleteSequence({ sequenceId })).rejects.toMatchObject(refused);
  }));

test("another workspace's sequence does not exist here", () =>
  withApi(async ({ signUp }) => {
    const [ours, theirs] = [await signUp(), await signUp()];
    const { sequenceId } = await theirs.rpc.sequences.createSequence({ name: 'Theirs' });
    const { sequences } = ours.rpc;
    const unknown = { status: 404, code: 'not-found' };
    await expect(sequences.getSequence({ sequenceId })).rejects.toMatchObject(unknown);
    await expect(sequences.updateSequence({ sequenceId, name: 'Ours' })).rejects.toMatchObject(unknown);
    await expect(sequences.addStep({ sequenceId, step: MAIL })).rejects.toMatchObject(unknown);
    await expect(sequences.restoreSequence({ sequenceId })).rejects.toMatchObject(unknown);
    await expect(sequences.getNumbers({ sequenceId })).rejects.toMatchObject(unknown);
    await expect(sequences.getSequence({ sequenceId: NOWHERE })).rejects.toMatchObject(unknown);
    expect((await sequences.listSequences({})).items).toEqual([]);
  }));

test('numbers count each mail once, by step and by wording', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const run = inWorkspace(api, person);
    const sequenceId = await run((tx) => make.sequence(tx, person, { steps: [{ variants: [{}, {}] }, {}] }));
    const { steps } = await person.rpc.sequences.getSequence({ sequenceId });
    const [first, second] = steps;
    const [a, b] = first?.variants ?? [];
    const at = new Date();
    await run(async (tx) => {
      const mailboxId = await make.mailbox(tx, person);
      const base = { workspaceId: person.workspaceId, mailboxId, sequenceId, toAddress: 'a@b.example', dueAt: at };
      const mail = (key: string, some: object) => ({
        ...base,
        key,
        kind: 'sequence' as const,
        stepId: first?.id,
        ...some,
      });
      await tx.outboundEmail.createMany({
        data: [
          mail('1', { variantId: a?.id, state: 'sent', openedAt: at, clickedAt: at, repliedAt: at }),
          mail('2', { variantId: a?.id, state: 'bounced', bouncedAt: at }),
          mail('3', { variantId: b?.id, state: 'delivered', openedAt: at, unsubscribedAt: at }),
          mail('4', { state: 'reserved' }),
          mail('5', { variantId: b?.id, state: 'uncertain' }),
          mail('6', { variantId: b?.id, state: 'sent', kind: 'test' }),
        ],
      });
    });
    const numbers = await person.rpc.sequences.getNumbers({ sequenceId });
    const none = {
      planned: 0,
      sent: 0,
      delivered: 0,
      opened: 0,
      clicked: 0,
      replied: 0,
      bounced: 0,
      unsubscribed: 0,
      failed: 0,
    };
    const ofA = { ...none, sent: 2, delivered: 1, opened: 1, clicked: 1, replied: 1, bounced: 1 };
    const ofB = { ...none, sent: 1, delivered: 1, opened: 1, unsubscribed: 1, failed: 1 };
    const all = {
      ...none,
      planned: 1,
      sent: 3,
      delivered: 2,
      opened: 2,
      clicked: 1,
      replied: 1,
      bounced: 1,
      unsubscribed: 1,
      failed: 1,
    };
    expect(numbers.total).toEqual(all);
    expect(numbers.steps).toMatchObject([
      {
        stepId: first?.id,
        number: 1,
        counts: all,
        variants: [
          { name: 'A', counts: ofA },
          { name: 'B', counts: ofB },
        ],
      },
      { stepId: second?.id, number: 2, counts: none },
    ]);
  }));
