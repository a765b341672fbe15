import type { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { type AddressFacts, addressState, contactName } from '../../workflows/contacts/rules.ts';
import { idOf, type UserId } from '../../workflows/ids.ts';
import type { ContactItem } from '../contract/contacts.ts';

export type Item = z.input<typeof ContactItem>;
type Row = Prisma.ContactGetPayload<{ include: typeof withRelations }>;
type Suppression = NonNullable<AddressFacts['suppression']>;
type SuppressionRow = Omit<Suppression, 'at'> & { contactId: string; at: Date };

/** More than anybody reads in one row. */
const SHOWN = 50;

const withRelations = {
  owner: { select: { id: true, name: true } },
  tags: { select: { tag: { select: { id: true, name: true, color: true } } }, take: SHOWN },
  listMembers: { select: { list: { select: { id: true, name: true } } }, where: { isActive: true }, take: SHOWN },
  enrollments: {
    select: { id: true, sequenceId: true, sequence: { select: { name: true } } },
    where: { state: { in: ['active', 'paused'] } },
    take: SHOWN,
  },
} satisfies Prisma.ContactInclude;

const ms = (at: Date | null) => at?.getTime() ?? null;
const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

/** The entries of the suppression list that cover these contacts, the gravest of each. */
async function suppressionsOf(tx: Tx, ids: string[]): Promise<Map<string, Suppression>> {
  const rows = await tx.$queryRaw<SuppressionRow[]>(Prisma.sql`
    SELECT contacts.id AS "contactId", found.reason, found.scope, found.detail, found.created_at AS at
    FROM contacts CROSS JOIN LATERAL (
      SELECT reason, scope, detail, created_at FROM suppressions
      WHERE address IN (contacts.email, split_part(contacts.email::text, '@', 2)::citext)
        AND (scope = 'workspace' AND address = contacts.email OR scope = 'domain' AND address <> contacts.email)
        AND (expires_at IS NULL OR expires_at > now())
      ORDER BY array_position(ARRAY['complained', 'unsubscribed', 'bounced', 'manual'], reason::text) LIMIT 1) AS found
    WHERE contacts.id = ANY(${ids}::uuid[])`);
  return new Map(rows.map(({ contactId, at, ...found }) => [contactId, { ...found, at: at.getTime() }]));
}

function itemOf(row: Row, suppression: Suppression | null): Item {
  const { owner, tags, listMembers, enrollments, ...contact } = row;
  const unsubscribedAt = ms(contact.unsubscribedAt);
  const bouncedAt = ms(contact.bouncedAt);
  return {
    ...contact,
    name: contactName(contact),
    customFields: contact.customFields as Item['customFields'],
    owner: owner && { id: idOf<UserId>(owner.id), name: owner.name },
    tags: tags.map(({ tag }) => tag).toSorted(byName),
    lists: listMembers.map(({ list }) => list).toSorted(byName),
    sequences: enrollments.map(({ id, sequenceId, sequence }) => ({ enrollmentId: id, sequenceId, ...sequence })),
    address: addressState({ email: contact.email, unsubscribedAt, bouncedAt, suppression }),
    unsubscribedAt,
    bouncedAt,
    lastContactedAt: ms(contact.lastContactedAt),
    lastRepliedAt: ms(contact.lastRepliedAt),
    lastActivityAt: ms(contact.lastActivityAt),
    createdAt: contact.createdAt.getTime(),
    updatedAt: contact.updatedAt.getTime(),
    deletedAt: ms(contact.deletedAt),
  };
}

/** Contacts with all that a row or a page shows of them, in the order of their ids. */
export async function readContacts(tx: Tx, ids: string[]): Promise<Item[]> {
  if (ids.length === 0) return [];
  const rows = await tx.contact.findMany({ where: { id: { in: ids } }, include: withRelations });
  const suppressions = await suppressionsOf(tx, ids);
  const items = new Map(rows.map((row) => [row.id, itemOf(row, suppressions.get(row.id) ?? null)]));
  return ids.flatMap((id) => items.get(id) ?? []);
}
