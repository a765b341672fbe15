import { type EnrollmentBatchId, idOf, type SequenceId, type WorkspaceId } from '../workflows/ids.ts';
import { mailboxStart } from '../workflows/mailboxes/messages.ts';
import type { SendWindow } from '../workflows/sending/rules.ts';
import { batchStart } from '../workflows/sequences/messages.ts';
import type { Tx } from './db.ts';
import type { SequenceStepUncheckedCreateInput } from './generated/models.ts';
import { tellWorkflows } from './outbox.ts';

const ALL_DAY = [{ from: '00:00', to: '24:00' }];
const ALWAYS: SendWindow = { 1: ALL_DAY, 2: ALL_DAY, 3: ALL_DAY, 4: ALL_DAY, 5: ALL_DAY, 6: ALL_DAY, 7: ALL_DAY };
const WORKING = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
];
const OFFICE_HOURS: SendWindow = { 1: WORKING, 2: WORKING, 3: WORKING, 4: WORKING, 5: WORKING };

type Owner = { workspaceId: WorkspaceId; userId: string };

/** One mailbox that sends at once, to watch; and one with office hours and a small limit, as real ones have. */
export async function createMailboxes(tx: Tx, { workspaceId, userId }: Owner): Promise<{ officeId: string }> {
  const common = {
    workspaceId,
    userId,
    provider: 'sandbox' as const,
    displayName: 'Robin Rivers',
    timeZone: 'Europe/Berlin',
  };
  const signature = '<p>Robin Rivers<br>Northlight</p>';
  const always = await tx.mailbox.create({
    data: {
      ...common,
      email: 'robin@northlight.example',
      isPrimary: true,
      dailyLimit: 200,
      minGapSeconds: 5,
      sendWindow: ALWAYS,
      signature,
    },
  });
  const office = await tx.mailbox.create({
    data: {
      ...common,
      email: 'robin.rivers@northlight.example',
      dailyLimit: 12,
      minGapSeconds: 90,
      sendWindow: OFFICE_HOURS,
      holidayCountry: 'DE',
      signature,
    },
  });
  await tellWorkflows(
    tx,
    [always, office].map(({ id, email }) => mailboxStart({ workspaceId, mailboxId: id, title: email })),
  );
  return { officeId: office.id };
}

type Step = Partial<SequenceStepUncheckedCreateInput> & { subject?: string; body?: string };
type Plan = { name: string; description: string; steps: Step[] };

async function createSequence(tx: Tx, { workspaceId, userId }: Owner, { name, description, steps }: Plan) {
  const { id: sequenceId } = await tx.sequence.create({
    data: { workspaceId, createdById: userId, name, description, status: 'active', stepsCount: steps.length },
  });
  for (const [index, { subject = '', body, ...step }] of steps.entries()) {
    const { id: stepId } = await tx.sequenceStep.create({
      data: { kind: 'mail', ...step, workspaceId, sequenceId, position: index + 1 },
    });
    if (body) await tx.stepVariant.create({ data: { workspaceId, stepId, subject, body } });
  }
  return sequenceId;
}

/** A sequence of minutes, to watch it work from the first mail to the answer. */
export const createFirstConversation = (tx: Tx, owner: Owner) =>
  createSequence(tx, owner, {
    name: 'First conversation',
    description: 'Three mails and a call, in five minutes: to watch it work.',
    steps: [
      {
        delayAmount: 0,
        delayUnit: 'minutes',
        trackOpens: true,
        trackClicks: true,
        subject: 'Quick question, {{ contact.firstName }}',
        body: '<p>Hi {{ contact.firstName }},</p><p>how does {{ contact.company }} follow up with people today? <a href="https://northlight.example/tour">Here is how we do it</a>.</p><p>{{ sender.name }}</p>',
      },
      {
        delayAmount: 2,
        delayUnit: 'minutes',
        trackOpens: true,
        body: '<p>Hi {{ contact.firstName }},</p><p>did my question reach you? A line is enough.</p><p>{{ sender.name }}</p>',
      },
      { kind: 'call', delayAmount: 2, delayUnit: 'minutes', taskTitle: 'Call about their follow-up' },
      {
        delayAmount: 1,
        delayUnit: 'minutes',
        body: '<p>Last one from me, {{ contact.firstName }}. Shall I close your file?</p>',
      },
    ],
  });

/** People of a trade fair on their way through a sequence of business days: their next mails fill the days ahead. */
export async function enrollFairGuests(
  tx: Tx,
  { mailboxId, contacts, ...owner }: Owner & { mailboxId: string; contacts: { id: string }[] },
) {
  const { workspaceId, userId } = owner;
  const sequenceId = await createSequence(tx, owner, {
    name: 'Trade fair follow-up',
    description: 'Two mails and a call over two weeks, in office hours.',
    steps: [
      {
        delayAmount: 0,
        delayUnit: 'days',
        subject: 'Good to meet you, {{ contact.firstName }}',
        body: '<p>Hi {{ contact.firstName }},</p><p>thank you for coming by. Shall I send you the figures for {{ contact.company | default: "your team" }}?</p><p>{{ sender.name }}</p>',
      },
      {
        delayAmount: 3,
        delayUnit: 'business_days',
        atLocalTime: '10:00',
        body: '<p>Hi {{ contact.firstName }},</p><p>are the figures still of use to you?</p><p>{{ sender.name }}</p>',
      },
      { kind: 'call', delayAmount: 2, delayUnit: 'business_days', taskTitle: 'Call about the figures' },
    ],
  });
  const { id } = await tx.enrollmentBatch.create({
    data: {
      workspaceId,
      sequenceId,
      mailboxId,
      userId,
      selection: { kind: 'contacts', contactIds: contacts.map((contact) => contact.id) },
      total: contacts.length,
    },
  });
  await tellWorkflows(tx, [
    batchStart({
      workspaceId,
      batchId: idOf<EnrollmentBatchId>(id),
      sequenceId: idOf<SequenceId>(sequenceId),
      mailboxId,
      title: 'Trade fair follow-up',
    }),
  ]);
}
