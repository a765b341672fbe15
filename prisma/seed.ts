import { hashPassword } from 'better-auth/crypto';
import { uuidv7 } from 'uuidv7';
import { idOf, type WorkspaceId } from '../workflows/ids.ts';
import { mailboxStart } from '../workflows/mailboxes/messages.ts';
import type { SendWindow } from '../workflows/sending/rules.ts';
import { openDatabase, openSystemDatabase, type SystemDatabase, type Tx } from './db.ts';
import { COMPANIES, DEMO_SIGN_IN, FIRST_NAMES, LAST_NAMES, TITLES } from './demo-people.ts';
import { tellWorkflows } from './outbox.ts';

const CONTACTS = 60;
const HOURS = [{ from: '00:00', to: '24:00' }];
const ALWAYS: SendWindow = { 1: HOURS, 2: HOURS, 3: HOURS, 4: HOURS, 5: HOURS, 6: HOURS, 7: HOURS };

async function createPeople(system: SystemDatabase): Promise<{ workspaceId: WorkspaceId; userId: string }> {
  const user = await system.user.create({
    data: { email: DEMO_SIGN_IN.email, name: 'Robin Rivers', emailVerified: true, timeZone: 'Europe/Berlin' },
  });
  await system.account.create({
    data: {
      userId: user.id,
      accountId: user.id,
      providerId: 'credential',
      password: await hashPassword(DEMO_SIGN_IN.password),
    },
  });
  const workspace = await system.workspace.create({
    data: {
      name: 'Northlight',
      slug: 'northlight',
      plan: 'professional',
      features: { hasApi: true },
      timeZone: 'Europe/Berlin',
      postalAddress: 'Northlight, 1 Harbour Street, 10115 Berlin, Germany',
    },
  });
  await system.membership.create({ data: { workspaceId: workspace.id, userId: user.id, role: 'owner' } });
  return { workspaceId: idOf<WorkspaceId>(workspace.id), userId: user.id };
}

const pick = <T>(list: T[], index: number): T => list[index % list.length] as T;

function createContacts(tx: Tx, workspaceId: string, ownerId: string) {
  const data = Array.from({ length: CONTACTS }, (_, index) => {
    const [firstName, lastName, company] = [
      pick(FIRST_NAMES, index),
      pick(LAST_NAMES, index * 7),
      pick(COMPANIES, index),
    ];
    return {
      id: uuidv7(),
      workspaceId,
      ownerId,
      createdById: ownerId,
      firstName,
      lastName: index % 11 === 10 ? null : lastName,
      email: index % 17 === 16 ? null : `${firstName}.${lastName}${index}@${company.domain}`.toLowerCase(),
      company: company.name,
      title: pick(TITLES, index * 5),
      city: company.city,
      country: company.country,
      timeZone: company.timeZone,
    };
  });
  return tx.contact.createManyAndReturn({ data, select: { id: true } });
}

async function createSequence(tx: Tx, workspaceId: string, createdById: string) {
  const { id: sequenceId } = await tx.sequence.create({
    data: {
      workspaceId,
      createdById,
      name: 'First conversation',
      description: 'Three mails and a call, in five minutes: to watch it work.',
      status: 'active',
      stepsCount: 4,
    },
  });
  const steps = [
    {
      kind: 'mail' as const,
      delayAmount: 0,
      subject: 'Quick question, {{ contact.firstName }}',
      body: '<p>Hi {{ contact.firstName }},</p><p>how does {{ contact.company }} follow up with people today?</p><p>{{ sender.name }}</p>',
    },
    {
      kind: 'mail' as const,
      delayAmount: 2,
      subject: '',
      body: '<p>Hi {{ contact.firstName }},</p><p>did my question reach you? A line is enough.</p><p>{{ sender.name }}</p>',
    },
    { kind: 'call' as const, delayAmount: 2, taskTitle: 'Call about their follow-up' },
    {
      kind: 'mail' as const,
      delayAmount: 1,
      subject: '',
      body: '<p>Last one from me, {{ contact.firstName }}. Shall I close your file?</p>',
    },
  ];
  for (const [index, { subject, body, ...step }] of steps.entries()) {
    const { id: stepId } = await tx.sequenceStep.create({
      data: {
        workspaceId,
        sequenceId,
        position: index + 1,
        delayUnit: 'minutes',
        trackOpens: step.kind === 'mail',
        trackClicks: step.kind === 'mail',
        ...step,
      },
    });
    if (body) await tx.stepVariant.create({ data: { workspaceId, stepId, subject, body } });
  }
}

/** Writes the demonstration's workspace, once. */
export async function seed({
  APP_DATABASE_URL,
  SYSTEM_DATABASE_URL,
}: {
  APP_DATABASE_URL: string;
  SYSTEM_DATABASE_URL: string;
}): Promise<{ isNew: boolean } & typeof DEMO_SIGN_IN> {
  const system = await openSystemDatabase({ url: SYSTEM_DATABASE_URL, pool: 1 });
  const db = await openDatabase({ url: APP_DATABASE_URL, pool: 1 });
  try {
    if ((await system.user.count()) > 0) return { isNew: false, ...DEMO_SIGN_IN };
    const { workspaceId, userId } = await createPeople(system);
    await db.withWorkspace(workspaceId, async (tx) => {
      const contacts = await createContacts(tx, workspaceId, userId);
      const [vip, event] = await Promise.all(
        ['VIP', 'Trade fair'].map((name) =>
          tx.tag.create({ data: { workspaceId, name, color: name === 'VIP' ? '#d97706' : '#0284c7' } }),
        ),
      );
      const tagged = contacts.flatMap(({ id }, index) =>
        index % 4 === 0 ? [{ workspaceId, contactId: id, tagId: (index % 8 ? vip : event)?.id ?? '' }] : [],
      );
      await tx.contactTag.createMany({ data: tagged });
      const list = await tx.contactList.create({
        data: { workspaceId, name: 'Spring trade fair', description: 'Met at the booth' },
      });
      await tx.contactListMember.createMany({
        data: contacts.slice(0, 20).map(({ id }) => ({ workspaceId, listId: list.id, contactId: id })),
      });
      await tx.customFieldDefinition.create({
        data: {
          workspaceId,
          fieldName: 'plan',
          fieldType: 'select',
          label: 'Plan',
          options: ['Trial', 'Team', 'Enterprise'],
        },
      });
      const mailbox = await tx.mailbox.create({
        data: {
          workspaceId,
          userId,
          provider: 'sandbox',
          email: 'robin@northlight.example',
          displayName: 'Robin Rivers',
          isPrimary: true,
          timeZone: 'Europe/Berlin',
          dailyLimit: 200,
          minGapSeconds: 5,
          sendWindow: ALWAYS,
          signature: '<p>Robin Rivers<br>Northlight</p>',
        },
      });
      await tellWorkflows(tx, [mailboxStart({ workspaceId, mailboxId: mailbox.id, title: mailbox.email })]);
      await createSequence(tx, workspaceId, userId);
    });
    return { isNew: true, ...DEMO_SIGN_IN };
  } finally {
    await db.close();
    await system.$disconnect();
  }
}
