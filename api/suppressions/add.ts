import { uuidv7 } from 'uuidv7';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { signalMany } from '../../prisma/outbox.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import {
  type Entry,
  type Refused,
  readEntry,
  type SuppressionReason,
} from '../../workflows/suppressions/entries.calc.ts';
import { endReasonOf } from '../../workflows/suppressions/rules.ts';

const REFUSED_SHOWN = 100;

export type Wanted = { text: string; reason: SuppressionReason; note: string | null };
type Good = Wanted & { entry: Entry };
type Source = { source: 'manual' | 'import'; createdById: string | null };
type AddedRow = { id: string; address: string; scope: 'workspace' | 'domain'; reason: SuppressionReason };

/** What became of many entries. */
export type Outcome = { added: number; alreadyThere: number; refused: Refused[]; refusedCount: number };
export const NOTHING: Outcome = { added: 0, alreadyThere: 0, refused: [], refusedCount: 0 };

/** Reads each text once, and sorts out those that name no address and no domain. */
function sortOut(wanted: Wanted[]): { good: Good[]; refused: Refused[] } {
  const good = new Map<string, Good>();
  const refused: Refused[] = [];
  for (const one of wanted) {
    const entry = readEntry(one.text);
    if ('kind' in entry) good.set(entry.value, good.get(entry.value) ?? { ...one, entry });
    else refused.push(entry);
  }
  return { good: [...good.values()], refused };
}

function insert(tx: Tx, good: Good[], { source, createdById }: Source): Promise<AddedRow[]> {
  const columns = [
    good.map(() => uuidv7()),
    good.map(({ entry }) => (entry.kind === 'domain' ? 'domain' : 'workspace')),
    good.map(({ entry }) => entry.value),
    good.map(({ reason }) => reason),
    good.map(({ note }) => note),
  ] as const;
  return tx.$queryRaw<AddedRow[]>`
    INSERT INTO suppressions (id, workspace_id, scope, address, reason, source, detail, created_by_id)
    SELECT id, current_workspace(), scope, address, reason, ${source}::suppression_source, note, ${createdById}::uuid
    FROM unnest(${columns[0]}::uuid[], ${columns[1]}::suppression_scope[], ${columns[2]}::citext[], ${columns[3]}::suppression_reason[], ${columns[4]}::text[])
      AS wanted (id, scope, address, reason, note)
    ON CONFLICT DO NOTHING RETURNING id::text AS id, address::text AS address, scope::text AS scope, reason::text AS reason`;
}

const addressesOf = (rows: AddedRow[], scope: AddedRow['scope']) =>
  rows.filter((row) => row.scope === scope).map(({ address }) => address);

/** Stops whoever is in a sequence with one of these addresses or domains, and notes on the contacts themselves why they get no mail. */
async function drawConsequences(tx: Tx, rows: AddedRow[], reason: SuppressionReason) {
  const [addresses, domains] = [addressesOf(rows, 'workspace'), addressesOf(rows, 'domain')];
  const column = reason === 'bounced' ? 'bounced_at' : 'unsubscribed_at';
  if (reason !== 'manual' && addresses.length > 0)
    await tx.$executeRaw`
      UPDATE contacts SET ${Prisma.raw(column)} = now(), updated_at = now()
      WHERE email = ANY(${addresses}::citext[]) AND deleted_at IS NULL AND ${Prisma.raw(column)} IS NULL`;
  await signalMany(
    tx,
    tellEnrollment.stopped('', endReasonOf(reason)),
    Prisma.sql`SELECT enrollments.workflow_id FROM enrollments
      JOIN contacts ON contacts.workspace_id = enrollments.workspace_id AND contacts.id = enrollments.contact_id
      WHERE enrollments.state IN ('active', 'paused')
        AND (contacts.email = ANY(${addresses}::citext[]) OR split_part(contacts.email::text, '@', 2)::citext = ANY(${domains}::citext[]))`,
  );
}

/** Puts many entries on the list. One that is there already keeps its first reason. */
export async function addEntries(tx: Tx, wanted: Wanted[], source: Source): Promise<Outcome> {
  const { good, refused } = sortOut(wanted);
  const rows = good.length > 0 ? await insert(tx, good, source) : [];
  for (const reason of new Set(rows.map((row) => row.reason)))
    await drawConsequences(
      tx,
      rows.filter((row) => row.reason === reason),
      reason,
    );
  await noteEvents(
    tx,
    rows.map(({ id, reason }) => ({ type: 'suppression.added', subjectId: id, payload: { reason } })),
  );
  return {
    added: rows.length,
    alreadyThere: good.length - rows.length,
    refused: refused.slice(0, REFUSED_SHOWN),
    refusedCount: refused.length,
  };
}

/** Adds up what became of two parts of a file. */
export const sumOf = (one: Outcome, other: Outcome): Outcome => ({
  added: one.added + other.added,
  alreadyThere: one.alreadyThere + other.alreadyThere,
  refused: [...one.refused, ...other.refused].slice(0, REFUSED_SHOWN),
  refusedCount: one.refusedCount + other.refusedCount,
});
