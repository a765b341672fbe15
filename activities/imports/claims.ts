import { insertMany } from '../../prisma/bulk.ts';
import type { Tx } from '../../prisma/db.ts';
import type { ReadRow, RowProblem } from '../../workflows/imports/row.calc.ts';

/** A row with its number in the file; the header is row 1. */
export type NumberedRow = { row: number; cells: string[]; read: ReadRow };
/** A row that is not taken, and why. */
export type Reject = RowProblem & { row: number; cells: string[] };

/** What only one row of a file may have: its key, and its address. */
const claimsOf = ({ key, values }: ReadRow): string[] => {
  const email = values.email?.toLowerCase();
  return email && email !== key ? [`key:${key}`, `email:${email}`] : [`key:${key}`];
};

const duplicateOf = (first: number): RowProblem => ({
  code: 'duplicate-in-file',
  field: null,
  reason: `Row ${first} is about the same contact, and was taken. Put what this row says into that one.`,
});

/** Claims for each row what only one row may have. The first row of the file wins: those that come later are told which it was. */
export async function claimRows(
  tx: Tx,
  importId: string,
  rows: NumberedRow[],
): Promise<{ first: NumberedRow[]; duplicates: Reject[] }> {
  const owners = new Map<string, number>();
  for (const { row, read } of rows) for (const claim of claimsOf(read)) if (!owners.has(claim)) owners.set(claim, row);
  const earlier = await tx.$queryRaw<{ key: string; row: number }[]>`
    SELECT key, row FROM import_keys WHERE import_id = ${importId}::uuid AND key = ANY(${[...owners.keys()]}::text[])`;
  for (const { key, row } of earlier) owners.set(key, row);

  const ownerOf = ({ row, read }: NumberedRow) => Math.min(...claimsOf(read).map((claim) => owners.get(claim) ?? row));
  const first = rows.filter((row) => ownerOf(row) === row.row);
  const claims = first.flatMap(({ row, read }) => claimsOf(read).map((key) => ({ key, row })));
  await insertMany(tx, 'import_keys', {
    columns: {
      import_id: { type: 'uuid', values: claims.map(() => importId) },
      key: { type: 'text', values: claims.map(({ key }) => key) },
      row: { type: 'int', values: claims.map(({ row }) => row) },
    },
  });
  return {
    first,
    duplicates: rows.flatMap((one) => {
      const owner = ownerOf(one);
      return owner === one.row ? [] : [{ row: one.row, cells: one.cells, ...duplicateOf(owner) }];
    }),
  };
}
