import { noteAudit } from '../../prisma/audit.ts';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { Prisma, type Suppression } from '../../prisma/generated/client.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { piecesOf } from '../../workflows/suppressions/entries.calc.ts';
import { mayRemove, roleToRemove } from '../../workflows/suppressions/rules.ts';
import type { Given } from '../contract/base.ts';
import type { addSuppressions as addContract, removeSuppression as removeContract } from '../contract/suppressions.ts';
import type { Context } from '../http/context.ts';
import { addEntries, type Outcome } from './add.ts';

const MOST_AT_ONCE = 20_000;

/** Puts pasted addresses and domains on the list. */
export function addSuppressions(
  { inWorkspace, userId }: Context,
  { text, reason, note }: Given<typeof addContract>,
): Promise<Outcome> {
  const pieces = piecesOf(text);
  if (pieces.length > MOST_AT_ONCE)
    throw new Refusal(
      'too-large',
      `These are ${pieces.length} entries; ${MOST_AT_ONCE} can be pasted at once. Send them as a CSV instead.`,
      'text',
    );
  return inWorkspace(async (tx) => {
    const wanted = pieces.map((piece) => ({ text: piece, reason, note: note || null }));
    const outcome = await addEntries(tx, wanted, { source: 'manual', createdById: userId });
    const [first] = outcome.refused;
    if (outcome.added + outcome.alreadyThere === 0)
      throw new Refusal(
        'bad-value',
        first ? `"${first.text}" is ${first.reason}.` : 'Give at least one address, or a domain as example.com.',
        'text',
      );
    return outcome;
  });
}

/** Lets the contact of an address be written to again, where nothing else forbids it. */
async function clearContact(tx: Tx, { scope, address, reason }: Suppression) {
  if (scope !== 'workspace' || reason === 'manual') return;
  const column = Prisma.raw(reason === 'bounced' ? 'bounced_at' : 'unsubscribed_at');
  await tx.$executeRaw`
    UPDATE contacts SET ${column} = NULL, updated_at = now() WHERE email = ${address}::citext AND ${column} IS NOT NULL`;
}

/** Takes an entry off the list, and keeps in the audit log what it was. */
export function removeSuppression(
  { inWorkspace, role, by }: Context,
  { suppressionId }: Given<typeof removeContract>,
): Promise<void> {
  return inWorkspace(async (tx) => {
    const row = await tx.suppression.findUnique({ where: { id: suppressionId } });
    if (!row) throw new Refusal('not-found', 'There is no such entry on the suppression list.', 'suppressionId');
    if (!mayRemove(role, row.reason))
      throw new Refusal(
        'forbidden',
        `${row.address} complained about mail from you. To write to it again needs the role ${roleToRemove(row.reason)}; you are ${role}.`,
      );
    await tx.suppression.delete({ where: { id: suppressionId } });
    await clearContact(tx, row);
    const { address, scope, reason, source, detail, createdAt } = row;
    await noteAudit(tx, by, {
      action: 'suppression.removed',
      entityId: suppressionId,
      before: { address, scope, reason, source, detail, createdAt: createdAt.getTime() },
    });
    await noteEvents(tx, [{ type: 'suppression.removed', subjectId: suppressionId, payload: { reason } }]);
  });
}
