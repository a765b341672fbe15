import type { Tx } from '../../prisma/db.ts';
import type { Contact } from '../../prisma/generated/client.ts';
import { TEXT_FIELDS } from '../../workflows/contacts/contact-values.calc.ts';
import { CONTACT_LABELS } from '../../workflows/contacts/rules.ts';

/** A field that changed, with both values as the timeline shows them. */
export type Change = { field: string; label: string; from: string | null; to: string | null };

const LONGEST = 200;
const FIELDS = [...TEXT_FIELDS, 'score', 'ownerId'] as const;

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value);
  return text.slice(0, LONGEST);
}

/** What differs between two states of a contact, in words. */
export async function changesOf(tx: Tx, before: Contact, after: Contact): Promise<Change[]> {
  const owners = [before.ownerId, after.ownerId].filter((id) => id !== null);
  const users =
    before.ownerId === after.ownerId
      ? []
      : await tx.user.findMany({ where: { id: { in: owners } }, select: { id: true, name: true } });
  const nameOf = (id: unknown) => users.find((user) => user.id === id)?.name ?? shown(id);

  const [old, now] = [before.customFields, after.customFields] as Record<string, unknown>[];
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])];
  const labels =
    names.length === 0
      ? []
      : await tx.customFieldDefinition.findMany({
          where: { objectType: 'contact', fieldName: { in: names } },
          select: { fieldName: true, label: true },
        });
  const builtIn = FIELDS.map((field) => ({
    field: field as string,
    label: CONTACT_LABELS[field],
    from: field === 'ownerId' ? nameOf(before.ownerId) : shown(before[field]),
    to: field === 'ownerId' ? nameOf(after.ownerId) : shown(after[field]),
  }));
  const custom = names.map((name) => ({
    field: `custom.${name}`,
    label: labels.find(({ fieldName }) => fieldName === name)?.label ?? name,
    from: shown(old?.[name]),
    to: shown(now?.[name]),
  }));
  return [...builtIn, ...custom].filter(({ from, to }) => from !== to);
}
