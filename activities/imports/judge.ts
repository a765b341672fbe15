import type { RowPlan, RowProblem } from '../../workflows/imports/row.calc.ts';
import { isNews, whyNotNew } from '../../workflows/imports/row.calc.ts';
import { type ImportMode, isSkip, verdictOf } from '../../workflows/imports/rules.ts';
import type { NumberedRow, Reject } from './claims.ts';
import type { KnownContact } from './known.ts';

export type Change = NumberedRow & { contact: KnownContact };

/** What becomes of each row of a page. */
export type Judgement = { creates: NumberedRow[]; updates: Change[]; same: NumberedRow[]; rejects: Reject[] };

type Setting = {
  plan: RowPlan;
  mode: ImportMode;
  listId: string | null;
  /** The tags that a row brings: its own and those of the whole import; null stands for one that is not there yet. */
  tagsOf: (row: NumberedRow) => (string | null)[];
};

const PASSED_OVER = {
  exists: 'There is such a contact already, and this import only creates.',
  'not-there': 'There is no such contact, and this import only updates.',
};

function matchesOf(contacts: KnownContact[]) {
  const byKey = new Map<string, KnownContact[]>();
  const byEmail = new Map<string, KnownContact>();
  for (const contact of contacts) {
    if (contact.key !== null) byKey.set(contact.key, [...(byKey.get(contact.key) ?? []), contact]);
    if (contact.email !== null) byEmail.set(contact.email, contact);
  }
  return { byKey, byEmail };
}

/** What the contacts that are there already keep a row from, if anything. */
function conflictOf(
  { read }: NumberedRow,
  { matches, keyLabel, holder }: { matches: KnownContact[]; keyLabel: string; holder: KnownContact | undefined },
): RowProblem | null {
  if (matches.length > 1)
    return {
      code: 'ambiguous',
      field: keyLabel,
      reason: `${matches.length} contacts have the ${keyLabel} "${read.key}": it is not clear which one is meant.`,
    };
  if (holder && holder.id !== matches[0]?.id)
    return {
      code: 'address-taken',
      field: 'Email',
      reason: `Another contact has the address ${read.values.email} already.`,
    };
  return null;
}

/** Decides for each row, by the contacts that are there already, what becomes of it. */
export function judgeRows(rows: NumberedRow[], contacts: KnownContact[], setting: Setting): Judgement {
  const { plan, mode, listId, tagsOf } = setting;
  const { byKey, byEmail } = matchesOf(contacts);
  const judged: Judgement = { creates: [], updates: [], same: [], rejects: [] };
  const reject = ({ row, cells }: NumberedRow, problem: RowProblem) => judged.rejects.push({ row, cells, ...problem });

  for (const row of rows) {
    const { read } = row;
    const matches = byKey.get(read.key) ?? [];
    const holder = byEmail.get(read.values.email?.toLowerCase() ?? '');
    const conflict = conflictOf(row, { matches, keyLabel: plan.keyLabel, holder });
    if (conflict) {
      reject(row, conflict);
      continue;
    }
    const [contact] = matches;
    const hasNews =
      contact !== undefined &&
      (isNews(read, contact) ||
        (listId !== null && !contact.isInList) ||
        tagsOf(row).some((tagId) => tagId === null || !contact.tagIds.includes(tagId)));
    const verdict = verdictOf({ mode, isThere: contact !== undefined, isNews: hasNews });
    if (verdict.kind === 'skip') reject(row, { code: verdict.code, field: null, reason: PASSED_OVER[verdict.code] });
    else if (contact && verdict.kind === 'update') judged.updates.push({ ...row, contact });
    else if (contact) judged.same.push(row);
    else {
      const missing = whyNotNew(read, plan);
      if (missing) reject(row, missing);
      else judged.creates.push(row);
    }
  }
  return judged;
}

/** The counts of a page, as the import adds them up. */
export function countsOf({ creates, updates, same, rejects }: Judgement) {
  const skipped = rejects.filter(({ code }) => isSkip(code)).length;
  return {
    newRows: creates.length,
    updatedRows: updates.length,
    skippedRows: same.length + skipped,
    errorRows: rejects.length - skipped,
  };
}
