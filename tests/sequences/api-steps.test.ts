import { expect, test } from 'vitest';
import { idOf, type StepId, type VariantId } from '../../workflows/ids.ts';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';

type Step = Parameters<Person['rpc']['sequences']['addStep']>[0]['step'];
const mail = (some: Partial<Step> = {}): Step => ({
  kind: 'mail',
  variants: [{ name: 'A', subject: 'Hello', body: 'Hi {{ contact.firstName }}' }],
  ...some,
});

async function draft({ signUp }: TestApi) {
  const person = await signUp();
  const { sequenceId } = await person.rpc.sequences.createSequence({ name: 'Draft' });
  return { person, sequenceId, sequences: person.rpc.sequences };
}

test.each<[string, Partial<Step>, string, RegExp]>([
  [
    'a delay over a year',
    { delayAmount: 366, delayUnit: 'days' },
    'step.delayAmount',
    /366 days is too long; it can be from 0 to 365/,
  ],
  ['a delay below nothing', { delayAmount: -1 }, 'step.delayAmount', /cannot be negative/],
  ['a time that is none', { atLocalTime: '9:30' }, 'step.atLocalTime', /must be a local time as "09:30"/],
  [
    'a weight that is too much',
    { variants: [{ name: 'A', weight: 1001 }] },
    'step.variants.0.weight',
    /from 0 to 1000/,
  ],
])('a step is checked by field: %s', (_, some, field, sentence) =>
  withApi(async (api) => {
    const { sequences, sequenceId } = await draft(api);
    await expect(sequences.addStep({ sequenceId, step: mail(some) })).rejects.toMatchObject({
      status: 400,
      field,
      detail: expect.stringMatching(sentence),
    });
    expect((await sequences.getSequence({ sequenceId })).steps).toEqual([]);
  }),
);

test.each<[string, string, string]>([
  ['an unknown variable', 'Hi {{ contact.nickname }}', 'names "contact.nickname", which does not exist'],
  ['a custom field that is not there', '{{ contact.custom.plan }}', 'names "contact.custom.plan"'],
  ['a tag left open', '{% if contact.firstName %}', 'cannot be read'],
])('a wording is read before it is saved: %s', (_, body, sentence) =>
  withApi(async (api) => {
    const { sequences, sequenceId } = await draft(api);
    const variants = [
      { name: 'A', subject: 'Hello', body: 'Hi' },
      { name: 'B', subject: 'Hello', body },
    ];
    await expect(sequences.addStep({ sequenceId, step: mail({ variants }) })).rejects.toMatchObject({
      code: 'bad-template',
      field: 'step.variants.1.body',
      detail: expect.stringContaining(sentence),
    });
  }),
);

test('custom fields are variables by name, and the editor is told of them', () =>
  withApi(async (api) => {
    const { sequences, sequenceId, person } = await draft(api);
    await api.db.withWorkspace(person.workspaceId, (tx) =>
      tx.customFieldDefinition.create({
        data: { workspaceId: person.workspaceId, fieldName: 'plan', fieldType: 'text', label: 'Plan' },
      }),
    );
    const { variables } = await sequences.listVariables();
    expect(variables.at(-1)).toEqual({ name: 'contact.custom.plan', label: 'Plan' });
    await sequences.addStep({
      sequenceId,
      step: mail({ variants: [{ name: 'A', body: '{{ contact.custom.plan }}' }] }),
    });
    expect((await sequences.getSequence({ sequenceId })).steps).toHaveLength(1);
  }));

test('scripts do not get into a mail; Liquid and style do', () =>
  withApi(async (api) => {
    const { sequences, sequenceId } = await draft(api);
    const body =
      '<p style="color:red" onclick="x()">{{ contact.firstName | default: "you" }}</p><script>alert(1)</script>';
    await sequences.addStep({ sequenceId, step: mail({ format: 'html', variants: [{ name: 'A', body }] }) });
    const { steps } = await sequences.getSequence({ sequenceId });
    expect(steps[0]?.variants[0]?.body).toBe('<p style="color:red">{{ contact.firstName | default: "you" }}</p>');
  }));

test('a step is changed whole: wordings are changed, added and taken away', () =>
  withApi(async (api) => {
    const { sequences, sequenceId } = await draft(api);
    const { stepId } = await sequences.addStep({
      sequenceId,
      step: mail({
        variants: [
          { name: 'A', body: 'one' },
          { name: 'B', body: 'two' },
        ],
      }),
    });
    const before = (await sequences.getSequence({ sequenceId })).steps[0]?.variants ?? [];
    const id = before[0]?.id;
    await sequences.updateStep({
      sequenceId,
      stepId,
      step: {
        delayAmount: 3,
        variants: [
          { id, name: 'A', body: 'changed', weight: 3 },
          { name: 'C', body: 'new' },
        ],
      },
    });
    const [step] = (await sequences.getSequence({ sequenceId })).steps;
    expect(step).toMatchObject({
      kind: 'mail',
      delayAmount: 3,
      variants: [
        { id, name: 'A', body: 'changed', weight: 3 },
        { name: 'C', body: 'new' },
      ],
    });
    const stranger = { id: idOf<VariantId>('0193a1c0-0000-7000-8000-000000000000'), name: 'X', body: '' };
    await expect(sequences.updateStep({ sequenceId, stepId, step: { variants: [stranger] } })).rejects.toMatchObject({
      status: 404,
    });
  }));

test('steps are added between others, put in another order, deleted and brought back', () =>
  withApi(async (api) => {
    const { sequences, sequenceId } = await draft(api);
    const add = async (taskTitle: string, index?: number) =>
      (await sequences.addStep({ sequenceId, index, step: { kind: 'task', taskTitle } })).stepId;
    const titles = async () => (await sequences.getSequence({ sequenceId })).steps.map(({ taskTitle }) => taskTitle);
    const [one, three] = [await add('one'), await add('three')];
    const two = await add('two', 1);
    expect(await titles()).toEqual(['one', 'two', 'three']);
    await sequences.orderSteps({ sequenceId, stepIds: [three, one, two] });
    expect(await titles()).toEqual(['three', 'one', 'two']);
    expect(await sequences.deleteStep({ sequenceId, stepId: one })).toEqual({ moved: 0 });
    expect(await titles()).toEqual(['three', 'two']);
    await add('four');
    await sequences.restoreStep({ sequenceId, stepId: one });
    expect(await titles()).toEqual(['three', 'one', 'two', 'four']);
    expect((await sequences.getSequence({ sequenceId })).stepsCount).toBe(4);
  }));

test.each<[string, (ids: StepId[]) => StepId[], number]>([
  ['one is left out', ([a]) => (a ? [a] : []), 409],
  ['one is named twice', ([a]) => (a ? [a, a] : []), 409],
  ['one is unknown', ([a]) => (a ? [a, idOf<StepId>('0193a1c0-0000-7000-8000-000000000000')] : []), 404],
])('an order that does not name each step once is refused: %s', (_, order, status) =>
  withApi(async (api) => {
    const { sequences, sequenceId } = await draft(api);
    const ids = [
      (await sequences.addStep({ sequenceId, step: { kind: 'wait' } })).stepId,
      (await sequences.addStep({ sequenceId, step: { kind: 'call' } })).stepId,
    ];
    await expect(sequences.orderSteps({ sequenceId, stepIds: order(ids) })).rejects.toMatchObject({ status });
  }),
);

test('who has passed a place stays past it when a step is put before', () =>
  withApi(async (api) => {
    const { sequences, sequenceId, person } = await draft(api);
    await sequences.addStep({ sequenceId, step: { kind: 'task' } });
    const second = await sequences.addStep({ sequenceId, step: { kind: 'task' } });
    const run = <T>(work: Parameters<typeof api.db.withWorkspace<T>>[1]) =>
      api.db.withWorkspace(person.workspaceId, work);
    const enrollmentId = await run(async (tx) => {
      const mailboxId = await make.mailbox(tx, person);
      return make.enrollment(tx, person, { sequenceId, mailboxId, currentStep: 1, nextStepId: second.stepId });
    });
    await sequences.addStep({ sequenceId, index: 0, step: { kind: 'wait' } });
    expect(await run((tx) => tx.enrollment.findUniqueOrThrow({ where: { id: enrollmentId } }))).toMatchObject({
      currentStep: 2,
      nextStepId: second.stepId,
    });
  }));

test('deleting a step frees the slots of its mails and tells who waits for it', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const { sequences } = person.rpc;
    const run = <T>(work: Parameters<typeof api.db.withWorkspace<T>>[1]) =>
      api.db.withWorkspace(person.workspaceId, work);
    const sequenceId = await run((tx) => make.sequence(tx, person, { steps: [{}, {}] }));
    const stepId = (await sequences.getSequence({ sequenceId })).steps[1]?.id ?? idOf<StepId>('');
    const mailId = await run(async (tx) => {
      const mailboxId = await make.mailbox(tx, person);
      const enrollmentId = await make.enrollment(tx, person, {
        sequenceId,
        mailboxId,
        nextStepId: stepId,
        workflowId: 'w',
      });
      await make.enrollment(tx, person, { sequenceId, mailboxId });
      const row = {
        workspaceId: person.workspaceId,
        mailboxId,
        sequenceId,
        stepId,
        enrollmentId,
        toAddress: 'a@b.example',
      };
      const slot = { state: 'reserved' as const, slotAt: new Date(), slotDay: '2026-11-21', dueAt: new Date() };
      return (await tx.outboundEmail.create({ data: { ...row, ...slot, kind: 'sequence', key: 'k' } })).id;
    });
    expect((await sequences.getSequence({ sequenceId })).steps[1]?.waiting).toBe(1);
    expect(await sequences.deleteStep({ sequenceId, stepId })).toEqual({ moved: 1 });
    expect(await run((tx) => tx.outboundEmail.findUniqueOrThrow({ where: { id: mailId } }))).toMatchObject({
      state: 'cancelled',
      slotDay: null,
    });
    expect(await api.system.workflowMessage.findMany()).toMatchObject([
      { workflowId: 'w', name: 'woken', kind: 'signal' },
    ]);
  }));

test('a preview fills in what is not saved yet, as it would leave', () =>
  withApi(async (api) => {
    const { sequences, sequenceId, person } = await draft(api);
    const { contactId, mailboxId } = await api.db.withWorkspace(person.workspaceId, async (tx) => ({
      contactId: await make.contact(tx, person, { firstName: 'Grace', company: null, email: 'grace@x.example' }),
      mailboxId: await make.mailbox(tx, person, { email: 'robin@acme.example', signature: '<p>Robin</p>' }),
    }));
    await sequences.addStep({
      sequenceId,
      step: mail({ variants: [{ name: 'A', subject: 'Hello {{ contact.firstName }}', body: 'x' }] }),
    });
    const words = { sequenceId, contactId, mailboxId, format: 'html' as const };
    expect(
      await sequences.previewMail({ ...words, subject: '', isReply: true, body: '<p>At {{ contact.company }}?</p>' }),
    ).toMatchObject({
      kind: 'mail',
      from: 'Robin Rep <robin@acme.example>',
      to: 'Grace Lovelace <grace@x.example>',
      subject: 'Re: Hello Grace',
      html: expect.stringContaining('[contact.company]'),
      missing: ['contact.company'],
    });
    expect(await sequences.previewMail({ ...words, subject: 'x', isReply: false, body: '{{ oops' })).toMatchObject({
      kind: 'invalid',
    });
  }));

test('a preview works in an empty workspace, with somebody made up', () =>
  withApi(async (api) => {
    const { sequences, sequenceId } = await draft(api);
    const words = {
      sequenceId,
      subject: 'Hi {{ contact.firstName }}',
      body: 'x',
      format: 'text' as const,
      isReply: false,
    };
    expect(await sequences.previewMail(words)).toMatchObject({ kind: 'mail', subject: 'Hi Ada', missing: [] });
  }));

test('a test mail is written down before anything leaves, once per key', () =>
  withApi(async (api) => {
    const { sequences, sequenceId, person } = await draft(api);
    const { stepId } = await sequences.addStep({ sequenceId, step: mail() });
    const variantId = (await sequences.getSequence({ sequenceId })).steps[0]?.variants[0]?.id ?? idOf<VariantId>('');
    await expect(sequences.sendTest({ sequenceId, stepId, variantId })).rejects.toMatchObject({
      code: 'not-ready',
      field: 'mailboxId',
    });
    await api.db.withWorkspace(person.workspaceId, (tx) => make.mailbox(tx, person));
    const again = api.client({ cookie: person.cookie, 'idempotency-key': 'test-1' });
    const sent = await again.sequences.sendTest({ sequenceId, stepId, variantId });
    expect(await again.sequences.sendTest({ sequenceId, stepId, variantId })).toEqual(sent);
    expect(sent.toAddress).toBe(person.email);
    expect(await sequences.getTest(sent)).toMatchObject({ state: 'on-its-way' });
    expect(await api.system.workflowMessage.findMany({ where: { kind: 'start' } })).toMatchObject([
      { name: 'testMail' },
    ]);
  }));
