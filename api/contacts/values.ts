import { activeCustomFields } from '../../prisma/custom-fields.ts';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { checkTextField, TEXT_FIELDS, type TextField } from '../../workflows/contacts/contact-values.calc.ts';
import { type CheckedFields, checkCustomFields } from '../../workflows/contacts/custom-field.calc.ts';
import { contactName } from '../../workflows/contacts/rules.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Given } from '../contract/base.ts';
import type { updateContact } from '../contract/contacts.ts';

/** What a person wrote of a contact. */
export type Written = Omit<Given<typeof updateContact>, 'contactId'>;

type Checked = {
  /** The columns to write. */
  columns: Prisma.ContactUncheckedUpdateInput & Partial<Record<TextField, string | null>>;
  custom: Pick<Extract<CheckedFields, { kind: 'ok' }>, 'values' | 'removed'>;
};

/** Refuses an owner who is no active member of the workspace. */
export async function assertMember(tx: Tx, userId: string) {
  const member = await tx.membership.findFirst({ where: { userId, status: 'active' }, select: { id: true } });
  if (!member)
    throw new Refusal('not-found', 'The owner is no active member of this workspace. Choose one who is.', 'ownerId');
}

/** Refuses an address that another living contact has, by that contact's name. */
export async function assertFree(tx: Tx, { email, exceptId }: { email: string; exceptId: string | null }) {
  const other = await tx.contact.findFirst({
    where: { email, deletedAt: null, ...(exceptId ? { id: { not: exceptId } } : {}) },
    select: { firstName: true, lastName: true, email: true },
  });
  if (!other) return;
  const name = contactName(other);
  throw new Refusal(
    'already-exists',
    name === other.email
      ? `There is a contact with the address ${email} already. Open that one, or give another address.`
      : `${name} has the address ${email} already. Open that contact, or give another address.`,
    'email',
  );
}

const hasName = (written: Written) =>
  [written.email, written.firstName, written.lastName].some((value) => value?.trim());

/** Checks what a person wrote; refuses the first field that is wrong, by its name. */
export async function checkWritten(
  tx: Tx,
  { customFields, ownerId, score, ...texts }: Written,
  { contactId }: { contactId: string | null },
): Promise<Checked> {
  const isNew = contactId === null;
  if (isNew && !hasName(texts))
    throw new Refusal(
      'bad-value',
      'A contact needs an address or a name. Give one of email, firstName, lastName.',
      'email',
    );
  const columns: Checked['columns'] = {};
  for (const field of TEXT_FIELDS) {
    const given = texts[field];
    if (given === undefined) continue;
    const checked = checkTextField(field, given ?? '');
    if (checked.kind === 'wrong') throw new Refusal('bad-value', checked.sentence, field);
    Object.assign(columns, { [field]: checked.value });
  }
  if (score !== undefined) columns.score = score;
  if (ownerId !== undefined) columns.ownerId = ownerId;
  if (ownerId) await assertMember(tx, ownerId);
  if (columns.email) await assertFree(tx, { email: columns.email, exceptId: contactId });

  const custom =
    customFields || isNew ? checkCustomFields(await activeCustomFields(tx), customFields ?? {}, { isNew }) : null;
  if (custom?.kind === 'wrong') throw new Refusal('bad-value', custom.sentence, `customFields.${custom.field}`);
  return { columns, custom: custom ?? { values: {}, removed: [] } };
}
