import { expect, test } from 'vitest';
import { type CustomFieldTypes, filterSql, searchSql } from '../../prisma/contact-filter.ts';
import type { Tx } from '../../prisma/db.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { type Condition, type Filter, OPERATORS } from '../../workflows/contacts/rules.ts';
import { type TestDatabase, withDatabase } from '../helpers/database.ts';
import { make, type Place } from '../helpers/make.ts';

const CUSTOM: CustomFieldTypes = {
  plan: 'choice',
  seats: 'number',
  colours: 'choices',
  renewal: 'day',
  seenAt: 'date',
  isVip: 'boolean',
  motto: 'text',
};
const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

type Ids = { tagId: string; listId: string; sequenceId: string; userId: string };

async function people(tx: Tx, place: Place): Promise<Ids> {
  const { workspaceId, userId } = place;
  const ada = await make.contact(tx, place, {
    email: 'Ada@Example.com',
    firstName: 'Ada',
    company: '50% Off_Ltd',
    status: 'qualified',
    score: 10,
    ownerId: userId,
    lastContactedAt: ago(2),
    createdAt: new Date('2026-03-10T22:30:00Z'),
    customFields: {
      plan: 'Team',
      seats: 12.5,
      colours: ['red', 'blue'],
      renewal: dayOf(ago(3)),
      seenAt: ago(1).toISOString(),
      isVip: true,
      motto: 'Onwards',
    },
  });
  await make.contact(tx, place, {
    email: 'bob@example.org',
    firstName: 'Bob',
    company: '500 Offices',
    status: 'new',
    score: 5,
    lastContactedAt: ago(40),
    createdAt: new Date('2026-03-10T23:30:00Z'),
    customFields: {
      plan: 'Trial',
      seats: 3,
      colours: ['green'],
      renewal: '2030-01-01',
      seenAt: ago(90).toISOString(),
      isVip: false,
    },
  });
  // What another program or an older definition of a field may have left behind.
  await make.contact(tx, place, {
    email: null,
    firstName: 'Cy',
    company: null,
    createdAt: new Date('2026-05-01T12:00:00Z'),
    customFields: { seats: 'many', colours: 'red', renewal: 'soon', seenAt: 'never', isVip: 'yes', motto: '' },
  });
  const { id: tagId } = await tx.tag.create({ data: { workspaceId, name: 'VIP' } });
  const { id: listId } = await tx.contactList.create({ data: { workspaceId, name: 'Fair' } });
  const sequenceId = await make.sequence(tx, place);
  const mailboxId = await make.mailbox(tx, place);
  await tx.contactTag.create({ data: { workspaceId, contactId: ada, tagId } });
  await tx.contactListMember.create({ data: { workspaceId, contactId: ada, listId } });
  await tx.enrollment.create({ data: { workspaceId, sequenceId, contactId: ada, mailboxId, workflowId: 'w' } });
  return { tagId, listId, sequenceId, userId };
}

const NAMES = Prisma.sql`SELECT string_agg(first_name, ' ' ORDER BY first_name) AS names FROM contacts`;

async function matching(tx: Tx, where: Prisma.Sql): Promise<string> {
  const [row] = await tx.$queryRaw<{ names: string | null }[]>(Prisma.sql`${NAMES} WHERE ${where}`);
  return row?.names ?? '';
}

/** One after another: a transaction has one connection. */
const inTurn = <T, R>(things: T[], work: (thing: T) => Promise<R>) =>
  things.reduce<Promise<R[]>>(async (done, thing) => [...(await done), await work(thing)], Promise.resolve([]));

type Case = [condition: Condition | ((ids: Ids) => Condition), names: string];

/** Each operator of each type of field, on columns and on custom fields; what is not there counts as not so. */
const CASES: Record<string, Case[]> = {
  text: [
    [{ field: 'email', op: 'is', value: 'ada@EXAMPLE.com' }, 'Ada'],
    [{ field: 'email', op: 'is_not', value: 'ada@example.com' }, 'Bob Cy'],
    [{ field: 'company', op: 'is', value: '50% off_ltd' }, 'Ada'],
    [{ field: 'company', op: 'contains', value: '50%' }, 'Ada'],
    [{ field: 'company', op: 'contains', value: 'f_l' }, 'Ada'],
    [{ field: 'company', op: 'not_contains', value: 'off' }, 'Cy'],
    [{ field: 'company', op: 'starts_with', value: '50' }, 'Ada Bob'],
    [{ field: 'company', op: 'is_empty' }, 'Cy'],
    [{ field: 'company', op: 'is_not_empty' }, 'Ada Bob'],
    [{ field: 'custom.motto', op: 'is', value: 'ONWARDS' }, 'Ada'],
    [{ field: 'custom.motto', op: 'is_not', value: 'onwards' }, 'Bob Cy'],
    [{ field: 'custom.motto', op: 'contains', value: 'ward' }, 'Ada'],
    [{ field: 'custom.motto', op: 'not_contains', value: 'ward' }, 'Bob Cy'],
    [{ field: 'custom.motto', op: 'starts_with', value: 'on' }, 'Ada'],
    [{ field: 'custom.motto', op: 'is_empty' }, 'Bob Cy'],
    [{ field: 'custom.motto', op: 'is_not_empty' }, 'Ada'],
  ],
  number: [
    [{ field: 'score', op: 'is', value: 10 }, 'Ada'],
    [{ field: 'score', op: 'is', value: 10.5 }, ''],
    [{ field: 'score', op: 'is_not', value: '10' }, 'Bob Cy'],
    [{ field: 'score', op: 'greater_than', value: 4.5 }, 'Ada Bob'],
    [{ field: 'score', op: 'less_than', value: 5 }, 'Cy'],
    [{ field: 'score', op: 'is_empty' }, ''],
    [{ field: 'score', op: 'is_not_empty' }, 'Ada Bob Cy'],
    [{ field: 'custom.seats', op: 'is', value: 12.5 }, 'Ada'],
    [{ field: 'custom.seats', op: 'is_not', value: 3 }, 'Ada Cy'],
    [{ field: 'custom.seats', op: 'greater_than', value: 3 }, 'Ada'],
    [{ field: 'custom.seats', op: 'less_than', value: 12.5 }, 'Bob'],
    [{ field: 'custom.seats', op: 'is_empty' }, 'Cy'],
    [{ field: 'custom.seats', op: 'is_not_empty' }, 'Ada Bob'],
  ],
  // The workspace counts its days in Berlin: Ada came at 23:30 of the tenth there, Bob at 0:30 of the eleventh.
  date: [
    [{ field: 'createdAt', op: 'before', value: '2026-03-11' }, 'Ada'],
    [{ field: 'createdAt', op: 'after', value: '2026-03-10' }, 'Bob Cy'],
    [{ field: 'createdAt', op: 'after', value: '2026-03-11' }, 'Cy'],
    [{ field: 'createdAt', op: 'before', value: '2026-03-10T23:00:00Z' }, 'Ada'],
    [{ field: 'createdAt', op: 'after', value: '2026-03-11T00:29:59+01:00' }, 'Bob Cy'],
    [{ field: 'lastContactedAt', op: 'in_last_days', value: 7 }, 'Ada'],
    [{ field: 'lastContactedAt', op: 'not_in_last_days', value: 7 }, 'Bob Cy'],
    [{ field: 'lastContactedAt', op: 'is_empty' }, 'Cy'],
    [{ field: 'lastContactedAt', op: 'is_not_empty' }, 'Ada Bob'],
    [{ field: 'custom.seenAt', op: 'in_last_days', value: 7 }, 'Ada'],
    [{ field: 'custom.seenAt', op: 'before', value: dayOf(ago(30)) }, 'Bob'],
    [{ field: 'custom.seenAt', op: 'not_in_last_days', value: 7 }, 'Bob Cy'],
  ],
  day: [
    [{ field: 'custom.renewal', op: 'before', value: '2030-01-01' }, 'Ada'],
    [{ field: 'custom.renewal', op: 'after', value: '2029-12-31' }, 'Bob'],
    [{ field: 'custom.renewal', op: 'after', value: '2030-01-01' }, ''],
    [{ field: 'custom.renewal', op: 'in_last_days', value: 7 }, 'Ada'],
    [{ field: 'custom.renewal', op: 'not_in_last_days', value: 7 }, 'Bob Cy'],
    [{ field: 'custom.renewal', op: 'is_empty' }, 'Cy'],
    [{ field: 'custom.renewal', op: 'is_not_empty' }, 'Ada Bob'],
  ],
  boolean: [
    [{ field: 'custom.isVip', op: 'is_true' }, 'Ada'],
    [{ field: 'custom.isVip', op: 'is_false' }, 'Bob Cy'],
  ],
  choice: [
    [{ field: 'status', op: 'is_any_of', value: ['qualified', 'customer'] }, 'Ada'],
    [{ field: 'status', op: 'is_none_of', value: ['qualified'] }, 'Bob Cy'],
    [{ field: 'status', op: 'is_empty' }, ''],
    [{ field: 'status', op: 'is_not_empty' }, 'Ada Bob Cy'],
    [{ field: 'custom.plan', op: 'is_any_of', value: ['Team'] }, 'Ada'],
    [{ field: 'custom.plan', op: 'is_none_of', value: ['Team'] }, 'Bob Cy'],
    [{ field: 'custom.plan', op: 'is_empty' }, 'Cy'],
    [{ field: 'custom.plan', op: 'is_not_empty' }, 'Ada Bob'],
  ],
  choices: [
    [{ field: 'custom.colours', op: 'is_any_of', value: ['blue', 'green'] }, 'Ada Bob'],
    [{ field: 'custom.colours', op: 'is_none_of', value: ['blue'] }, 'Bob Cy'],
    [{ field: 'custom.colours', op: 'is_empty' }, 'Cy'],
    [{ field: 'custom.colours', op: 'is_not_empty' }, 'Ada Bob'],
  ],
  reference: [
    [({ userId }) => ({ field: 'ownerId', op: 'is_any_of', value: [userId.toUpperCase()] }), 'Ada'],
    [({ userId }) => ({ field: 'ownerId', op: 'is_none_of', value: [userId] }), 'Bob Cy'],
    [{ field: 'ownerId', op: 'is_empty' }, 'Bob Cy'],
    [{ field: 'ownerId', op: 'is_not_empty' }, 'Ada'],
  ],
  references: [
    [({ tagId }) => ({ field: 'tags', op: 'is_any_of', value: [tagId] }), 'Ada'],
    [({ tagId }) => ({ field: 'tags', op: 'is_none_of', value: [tagId] }), 'Bob Cy'],
    [{ field: 'tags', op: 'is_empty' }, 'Bob Cy'],
    [{ field: 'tags', op: 'is_not_empty' }, 'Ada'],
    [({ listId }) => ({ field: 'lists', op: 'is_any_of', value: [listId] }), 'Ada'],
    [({ sequenceId }) => ({ field: 'sequences', op: 'is_any_of', value: [sequenceId] }), 'Ada'],
    [{ field: 'sequences', op: 'is_empty' }, 'Bob Cy'],
  ],
};

async function inBerlin(database: TestDatabase, work: (tx: Tx, place: Place) => Promise<void>) {
  const place = await make.workspace(database, { timeZone: 'Europe/Berlin' });
  await database.db.withWorkspace(place.workspaceId, (tx) => work(tx, place));
}

test('each operator of each type finds those it is true of', () =>
  withDatabase((database) =>
    inBerlin(database, async (tx, place) => {
      const ids = await people(tx, place);
      const asked = Object.values(CASES)
        .flat()
        .map(([given, names]) => ({ condition: typeof given === 'function' ? given(ids) : given, names }));
      const found = await inTurn(asked, async ({ condition }) => ({
        condition,
        names: await matching(tx, filterSql({ match: 'all', conditions: [condition] }, CUSTOM)),
      }));
      expect(found).toEqual(asked);
    }),
  ));

test('no operator is left out of the cases above', () => {
  const nobody = { tagId: '', listId: '', sequenceId: '', userId: '' };
  const opOf = ([given]: Case) => (typeof given === 'function' ? given(nobody) : given).op;
  const tried = Object.entries(CASES).map(([type, cases]) => [type, [...new Set(cases.map(opOf))].toSorted()]);
  const known = Object.entries(OPERATORS).map(([type, operators]) => [type, operators.toSorted()]);
  expect(Object.fromEntries(tried)).toEqual(Object.fromEntries(known));
});

test('groups: all of these, and any of those', () =>
  withDatabase((database) =>
    inBerlin(database, async (tx, place) => {
      await people(tx, place);
      const filter: Filter = {
        match: 'any',
        conditions: [
          { field: 'email', op: 'is_empty' },
          {
            match: 'all',
            conditions: [
              { field: 'score', op: 'greater_than', value: 1 },
              { field: 'status', op: 'is_any_of', value: ['new'] },
            ],
          },
        ],
      };
      expect(await matching(tx, filterSql(filter, CUSTOM))).toBe('Bob Cy');
      expect(await matching(tx, filterSql({ match: 'any', conditions: [] }, CUSTOM))).toBe('Ada Bob Cy');
    }),
  ));

test('a list counts its active members alone', () =>
  withDatabase((database) =>
    inBerlin(database, async (tx, place) => {
      const { listId } = await people(tx, place);
      await tx.contactListMember.updateMany({ data: { isActive: false } });
      const onList: Filter = { match: 'all', conditions: [{ field: 'lists', op: 'is_any_of', value: [listId] }] };
      expect(await matching(tx, filterSql(onList, CUSTOM))).toBe('');
    }),
  ));

const REFUSED: [Condition, RegExp][] = [
  [{ field: 'shoeSize', op: 'is', value: '44' }, /There is no field "shoeSize".*custom\.name/],
  [{ field: 'custom.nothing', op: 'is', value: 'x' }, /There is no field "custom.nothing"/],
  [{ field: 'constructor', op: 'is', value: 'x' }, /There is no field/],
  [{ field: 'status', op: 'contains', value: 'new' }, /a choice field takes is_any_of, is_none_of/],
  [{ field: 'status', op: 'is_any_of', value: ['happy'] }, /"happy" is none of new, contacted/],
  [{ field: 'status', op: 'is_any_of', value: [] }, /needs a list of values/],
  [{ field: 'status', op: 'is_any_of', value: 'new' }, /needs a list of values/],
  [{ field: 'tags', op: 'is_any_of', value: ['VIP'] }, /"VIP" is not an id/],
  [{ field: 'ownerId', op: 'is_none_of', value: ['me'] }, /"me" is not an id/],
  [{ field: 'score', op: 'is', value: 'ten' }, /needs a number/],
  [{ field: 'score', op: 'is', value: '' }, /needs a number/],
  [{ field: 'score', op: 'is', value: ['1'] }, /needs a number/],
  [{ field: 'createdAt', op: 'before', value: '2026-02-31' }, /needs a date as 2026-11-21/],
  [{ field: 'createdAt', op: 'before', value: '5' }, /needs a date as 2026-11-21/],
  [{ field: 'createdAt', op: 'before' }, /needs a date as 2026-11-21/],
  [{ field: 'custom.renewal', op: 'before', value: '2026-02-01T00:00:00Z' }, /needs a date as 2026-11-21/],
  [{ field: 'createdAt', op: 'in_last_days', value: 1e12 }, /whole number of days between 1 and 36500/],
  [{ field: 'createdAt', op: 'in_last_days', value: 1.5 }, /whole number of days/],
  [{ field: 'email', op: 'contains' }, /needs a text/],
  [{ field: 'email', op: 'contains', value: 'a\0b' }, /needs a text/],
];

test.each(REFUSED)('%o is refused by name', (condition, sentence) => {
  expect(() => filterSql({ match: 'all', conditions: [condition] }, CUSTOM)).toThrow(
    expect.objectContaining({ code: 'bad-filter', field: condition.field, message: expect.stringMatching(sentence) }),
  );
});

test('a search finds beginnings of words in any order, and takes any text', () =>
  withDatabase((database) =>
    inBerlin(database, async (tx, place) => {
      await people(tx, place);
      const searches = ['ad', 'EXAMP bo', 'off ad', 'example.com', "o'brien & (", '@', '', 'ada zzz'];
      const found = await inTurn(searches, (search) => matching(tx, searchSql(search)));
      expect(found).toEqual(['Ada', 'Bob', 'Ada', 'Ada', '', 'Ada Bob Cy', 'Ada Bob Cy', '']);
    }),
  ));
