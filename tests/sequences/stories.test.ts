import { expect, test } from 'vitest';
import type { Answer } from '../../api/contract/base.ts';
import type { getEnrollment } from '../../api/contract/enrollments.ts';
import type { Tx } from '../../prisma/db.ts';
import { type ContactId, idOf, type SequenceId, type StepId, type VariantId } from '../../workflows/ids.ts';
import type { Person, TestApi } from '../helpers/api.ts';
import { eventually } from '../helpers/engine.ts';
import { make } from '../helpers/make.ts';
import { withProduct } from '../helpers/product.ts';

type Steps = NonNullable<Parameters<typeof make.sequence>[2]>['steps'];
type Contact = Parameters<typeof make.contact>[2];
type Shown = Answer<typeof getEnrollment>;
type Story = {
  person: Person;
  sequenceId: SequenceId;
  contactId: ContactId;
  inWorkspace: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** What the page of the enrollment shows, as soon as it is as it should be. */
  shownWhen: (is: (shown: Shown) => boolean) => Promise<Shown>;
};

const THREE_DAYS = { delayAmount: 3, delayUnit: 'days' as const };

/** Enrolls somebody in a sequence through the API, with the whole engine behind it. */
const withStory = (
  { steps, contact }: { steps: Steps; contact?: Contact },
  tell: (story: Story, api: TestApi) => Promise<void>,
) =>
  withProduct(async ({ api }) => {
    const person = await api.signUp({ workspace: 'Acme' });
    const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => api.db.withWorkspace(person.workspaceId, work);
    const made = await inWorkspace(async (tx) => ({
      mailboxId: await make.mailbox(tx, person),
      contactId: await make.contact(tx, person, contact),
      sequenceId: await make.sequence(tx, person, { steps }),
    }));
    const { contactId, ...target } = made;
    await person.rpc.enrolling.enroll({ ...target, selection: { kind: 'contacts', contactIds: [contactId] } });
    const { sequenceId } = target;
    const { id: enrollmentId } = await eventually(async () => {
      const { items } = await person.rpc.enrollments.listEnrollments({ sequenceId });
      return items[0];
    });
    const shownWhen = (is: (shown: Shown) => boolean) =>
      eventually(async () => {
        const shown = await person.rpc.enrollments.getEnrollment({ enrollmentId });
        return is(shown) && shown;
      });
    await tell({ person, sequenceId, contactId, inWorkspace, shownWhen }, api);
  });

const sentMails = ({ inWorkspace }: Story) =>
  inWorkspace((tx) => tx.sandboxMessage.findMany({ where: { folder: 'sent' }, orderBy: { id: 'asc' } }));

test('whom one enrolls gets the first mail, and the page says when the second leaves', () =>
  withStory({ steps: [{}, THREE_DAYS] }, async (story) => {
    const before = Date.now();
    const shown = await story.shownWhen(({ stepsDone }) => stepsDone === 1);
    expect(shown).toMatchObject({
      state: 'active',
      next: { step: { ordinal: 2, kind: 'mail' }, holdCode: null, attention: null },
      steps: [
        { progress: 'done', mail: { state: 'sent', subject: 'Hello Ada' } },
        { progress: 'next', delay: '3 days later' },
      ],
    });
    expect(shown.next.at).toBeGreaterThan(before + 2.9 * 86_400_000);
    expect(await sentMails(story)).toMatchObject([{ subject: 'Hello Ada' }]);
    const numbers = await story.person.rpc.sequences.getNumbers({ sequenceId: story.sequenceId });
    expect(numbers).toMatchObject({ people: { active: 1, contacted: 1 }, total: { sent: 1, planned: 1 } });
  }));

test('a pause takes the instant away, resuming plans a new one, and skipping the wait sends', () =>
  withStory({ steps: [{}, THREE_DAYS] }, async (story) => {
    const { shownWhen, person } = story;
    const { id: enrollmentId } = await shownWhen(({ stepsDone }) => stepsDone === 1);
    const command = (what: 'pause' | 'resume' | 'skip-wait') =>
      person.rpc.enrollments.commandEnrollment({ enrollmentId, command: what });
    await command('pause');
    const paused = await shownWhen(({ state }) => state === 'paused');
    expect(paused.next.at).toBeNull();
    await expect(command('skip-wait')).rejects.toMatchObject({ code: 'not-ready', status: 409 });
    await command('resume');
    const resumed = await shownWhen(({ state, next }) => state === 'active' && next.at !== null);
    expect(resumed.next.at).toBeGreaterThan(Date.now() + 2.9 * 86_400_000);
    await command('skip-wait');
    const ended = await shownWhen(({ state }) => state === 'completed');
    expect(ended.steps).toMatchObject([
      { mail: { state: 'sent' } },
      { mail: { state: 'sent', subject: 'Re: Hello Ada' } },
    ]);
    expect(await sentMails(story)).toHaveLength(2);
    await expect(command('resume')).rejects.toMatchObject({ code: 'ended' });
  }));

const NAMES_COMPANY = {
  steps: [{ variants: [{ body: 'How is {{ contact.company }}?' }] }],
  contact: { company: null },
};
const textsOf = async (story: Story) => (await sentMails(story)).map(({ raw }) => Buffer.from(raw).toString());

test('a variable without a value holds the mail by its name, and the mended contact gets it', () =>
  withStory(NAMES_COMPANY, async (story) => {
    const { shownWhen, person, contactId } = story;
    const { next } = await shownWhen(({ next: { holdCode } }) => holdCode !== null);
    expect(next).toMatchObject({ holdCode: 'missing-variable', attention: expect.stringContaining('contact.company') });
    expect(await sentMails(story)).toEqual([]);
    await person.rpc.contacts.updateContact({ contactId, company: 'Analytical Engines' });
    await shownWhen(({ state }) => state === 'completed');
    expect(await textsOf(story)).toEqual([expect.stringContaining('How is Analytical Engines?')]);
  }));

test('a mended template reaches whom it held once one tries again, and not before', () =>
  withStory(NAMES_COMPANY, async (story) => {
    const { shownWhen, person, sequenceId } = story;
    const { id: enrollmentId } = await shownWhen(({ next }) => next.holdCode === 'missing-variable');
    const retry = () => person.rpc.enrollments.commandEnrollment({ enrollmentId, command: 'retry' });
    const [step] = (await person.rpc.sequences.getSequence({ sequenceId })).steps;
    const stepId = idOf<StepId>(step?.id ?? '');
    const variants = step?.variants.map((variant) => ({
      ...variant,
      body: 'How is {{ contact.company | default: "work" }}?',
    }));
    await person.rpc.sequences.updateStep({ sequenceId, stepId, step: { ...step, variants } });
    expect(await sentMails(story)).toEqual([]);
    await retry();
    await shownWhen(({ state }) => state === 'completed');
    expect(await textsOf(story)).toEqual([expect.stringContaining('How is work?')]);
  }));

test('a paused sequence holds who is in it, and lets go when it is active again', () =>
  withStory({ steps: [{}, THREE_DAYS] }, async (story) => {
    const { shownWhen, person, sequenceId } = story;
    const { id: enrollmentId } = await shownWhen(({ stepsDone }) => stepsDone === 1);
    await person.rpc.sequences.pauseSequence({ sequenceId });
    await person.rpc.enrollments.commandEnrollment({ enrollmentId, command: 'skip-wait' });
    await shownWhen(({ next }) => next.holdCode === 'sequence-paused');
    expect(await sentMails(story)).toHaveLength(1);
    expect(await person.rpc.sequences.activateSequence({ sequenceId })).toEqual({ woken: 1 });
    await shownWhen(({ state }) => state === 'completed');
    expect(await sentMails(story)).toHaveLength(2);
  }));

test('a test mail goes to the person who asks, filled in as for the contact, and counts nowhere', () =>
  withStory({ steps: [{}, THREE_DAYS] }, async (story) => {
    const { shownWhen, person, sequenceId, contactId, inWorkspace } = story;
    await shownWhen(({ stepsDone }) => stepsDone === 1);
    const { id, stepId } = await inWorkspace((tx) =>
      tx.stepVariant.findFirstOrThrow({ where: { step: { position: 1 } } }),
    );
    const sent = await person.rpc.sequences.sendTest({
      sequenceId,
      contactId,
      stepId: idOf<StepId>(stepId),
      variantId: idOf<VariantId>(id),
    });
    expect(sent.toAddress).toBe(person.email);
    const { outboundEmailId } = sent;
    await eventually(async () => (await person.rpc.sequences.getTest({ outboundEmailId })).state === 'sent');
    const mails = await sentMails(story);
    expect(mails).toHaveLength(2);
    expect(mails.at(-1)?.subject).toContain('Hello Ada');
    const { total } = await person.rpc.sequences.getNumbers({ sequenceId });
    expect(total.sent).toBe(1);
  }));
