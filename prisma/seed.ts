import { hashPassword } from 'better-auth/crypto';
import { uuidv7 } from 'uuidv7';
import { idOf, type WorkspaceId } from '../workflows/ids.ts';
import { openDatabase, openSystemDatabase, type SystemDatabase, type Tx } from './db.ts';
import { createFirstConversation, createMailboxes, enrollFairGuests } from './demo-outreach.ts';
import { COMPANIES, DEMO_SIGN_IN, FIRST_NAMES, LAST_NAMES, TITLES } from './demo-people.ts';

const CONTACTS = 60;

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
      plan: 'business',
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
      const [vip, event] = await tx.tag.createManyAndReturn({
        data: [
          { workspaceId, name: 'VIP', color: '#d97706' },
          { workspaceId, name: 'Trade fair', color: '#0284c7' },
        ],
      });
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
      const { officeId } = await createMailboxes(tx, { workspaceId, userId });
      await createFirstConversation(tx, { workspaceId, userId });
      await enrollFairGuests(tx, { workspaceId, userId, mailboxId: officeId, contacts: contacts.slice(0, 20) });
    });
    return { isNew: true, ...DEMO_SIGN_IN };
  } finally {
    await db.close();
    await system.$disconnect();
  }
}
