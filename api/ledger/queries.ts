import type { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import { nameOf } from '../../workflows/sequences/rules.ts';
import type { Answer, Given } from '../contract/base.ts';
import type {
  countUncertain as countContract,
  listUncertain as listContract,
  UncertainMail,
} from '../contract/ledger.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';

/** Mails that wait for a person: the provider has been asked as often as makes sense, and nobody has decided yet. */
const UNDECIDED = {
  state: 'uncertain',
  decision: null,
  askAt: null,
  kind: { not: 'test' },
} satisfies Prisma.OutboundEmailWhereInput;

const around = {
  contact: { select: { id: true, firstName: true, lastName: true, email: true } },
  mailbox: { select: { id: true, email: true } },
  enrollment: { select: { state: true, sequence: { select: { id: true, name: true } } } },
} satisfies Prisma.OutboundEmailInclude;

type Row = Prisma.OutboundEmailGetPayload<{ include: typeof around }>;

const itemOf = ({ contact, enrollment, providerAnswer, handedOverAt, ...row }: Row): z.input<typeof UncertainMail> => ({
  ...row,
  contact: contact && { id: contact.id, name: nameOf(contact) },
  sequence: enrollment?.sequence ?? null,
  mayBeSentAgain: enrollment?.state === 'active' || enrollment?.state === 'paused',
  sentence: providerAnswer ?? 'It was handed to the server, which never answered.',
  handedOverAt: handedOverAt?.getTime() ?? null,
});

/** A page of the mails that wait for a decision, the oldest first. */
export function listUncertain(
  { inWorkspace }: Context,
  { cursor, limit }: Given<typeof listContract>,
): Promise<Answer<typeof listContract>> {
  const [after] = cursor ? unpackCursor(cursor) : [];
  return inWorkspace(async (tx) => {
    const rows = await tx.outboundEmail.findMany({
      where: { ...UNDECIDED, ...(after ? { id: { gt: String(after) } } : {}) },
      orderBy: { id: 'asc' },
      take: limit + 1,
      include: around,
    });
    return cutPage(rows.map(itemOf), limit, ({ id }) => [id]);
  });
}

/** How many mails wait for a decision. */
export const countUncertain = ({ inWorkspace }: Context): Promise<Answer<typeof countContract>> =>
  inWorkspace(async (tx) => ({ count: await tx.outboundEmail.count({ where: UNDECIDED }) }));
