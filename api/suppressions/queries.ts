import type { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Answer, Given } from '../contract/base.ts';
import type {
  exportSuppressions as exportContract,
  listSuppressions as listContract,
  SuppressionItem,
} from '../contract/suppressions.ts';
import type { Context } from '../http/context.ts';
import { csvDownload } from '../http/csv-download.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';

type Which = Given<typeof exportContract>;
type Row = Prisma.SuppressionGetPayload<object>;

const EXPORT_PAGE = 2_000;

/** A text in which no sign stands for others: addresses are full of `_`. */
const literally = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

const whereOf = ({ search, reason, source }: Which): Prisma.SuppressionWhereInput => ({
  ...(search ? { address: { contains: literally(search), mode: 'insensitive' } } : {}),
  ...(reason ? { reason } : {}),
  ...(source ? { source } : {}),
});

/** A page of rows after a place, the newest first. */
function readPage(
  { inWorkspace }: Context,
  which: Which,
  { after, take }: { after: [number, string] | null; take: number },
) {
  const at = new Date(after?.[0] ?? 0);
  const beyond = after ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: after[1] } }] } : {};
  return inWorkspace(async (tx) => {
    const rows = await tx.suppression.findMany({
      where: { AND: [whereOf(which), beyond] },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take,
    });
    const ids = [...new Set(rows.flatMap(({ createdById }) => (createdById ? [createdById] : [])))];
    const people =
      ids.length > 0 ? await tx.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }) : [];
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return rows.map((row) => ({ ...row, createdBy: names.get(row.createdById ?? '') ?? null }));
  });
}

const itemOf = ({
  detail,
  createdAt,
  expiresAt,
  ...row
}: Row & { createdBy: string | null }): z.input<typeof SuppressionItem> => ({
  ...row,
  note: detail,
  createdAt: createdAt.getTime(),
  expiresAt: expiresAt?.getTime() ?? null,
});

/** A page of the suppression list, the newest first. */
export async function listSuppressions(
  context: Context,
  { cursor, limit, ...which }: Given<typeof listContract>,
): Promise<Answer<typeof listContract>> {
  const [at, id] = cursor ? unpackCursor(cursor) : [];
  const after: [number, string] | null = cursor ? [Number(at), String(id)] : null;
  const rows = await readPage(context, which, { after, take: limit + 1 });
  return cutPage(rows.map(itemOf), limit, (item) => [item.createdAt, item.id]);
}

async function* exportedRows(context: Context, which: Which) {
  for (let after: [number, string] | null = null; ; ) {
    const rows = await readPage(context, which, { after, take: EXPORT_PAGE });
    for (const { address, scope, reason, source, detail, createdBy, createdAt } of rows)
      yield [
        address,
        scope === 'domain' ? 'domain' : 'address',
        reason,
        source,
        detail ?? '',
        createdBy ?? '',
        createdAt.toISOString(),
      ];
    const last = rows.at(-1);
    if (!last || rows.length < EXPORT_PAGE) return;
    after = [last.createdAt.getTime(), last.id];
  }
}

/** The suppression list as a CSV that can be imported elsewhere, or here. */
export const exportSuppressions = (context: Context, which: Which) =>
  csvDownload({
    fileName: 'suppressions.csv',
    header: ['Address', 'Kind', 'Reason', 'Source', 'Note', 'Added by', 'Added at'],
    rows: exportedRows(context, which),
  });
