import { searchSql } from '../../prisma/contact-filter.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { EnrollmentState } from '../../workflows/sequences/rules.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { listEnrollments as contract } from '../contract/enrollments.ts';
import type { Context } from '../http/context.ts';
import { cutPage, unpackCursor } from '../http/cursor.ts';
import { itemOf, readEnrollments } from './enrollment-rows.ts';

/** Which enrollments are meant. */
export type EnrollmentFilter = {
  sequenceId?: string;
  contactId?: string;
  mailboxId?: string;
  state?: EnrollmentState;
  needsAttention?: boolean;
  search?: string;
};

/** A filter as SQL over the tables `enrollments` and `contacts`. */
export function filterSql(filter: EnrollmentFilter): Prisma.Sql {
  const { sequenceId, contactId, mailboxId, state, needsAttention, search } = filter;
  const parts = [Prisma.sql`true`];
  if (sequenceId) parts.push(Prisma.sql`enrollments.sequence_id = ${sequenceId}::uuid`);
  if (contactId) parts.push(Prisma.sql`enrollments.contact_id = ${contactId}::uuid`);
  if (mailboxId) parts.push(Prisma.sql`enrollments.mailbox_id = ${mailboxId}::uuid`);
  if (state) parts.push(Prisma.sql`enrollments.state = ${state}::enrollment_state`);
  if (needsAttention) parts.push(Prisma.sql`enrollments.state = 'active' AND enrollments.attention IS NOT NULL`);
  if (search) parts.push(searchSql(search));
  return Prisma.join(parts, ' AND ');
}

const ORDERS = {
  newest: Prisma.sql`ORDER BY enrollments.created_at DESC, enrollments.id DESC`,
  next: Prisma.sql`ORDER BY enrollments.next_at ASC NULLS LAST, enrollments.id ASC`,
};

/** The rows after a place, in the order of the list. */
function beyond(cursor: string, sort: 'newest' | 'next'): Prisma.Sql {
  const [at, id] = unpackCursor(cursor);
  const place = at === null ? null : new Date(Number(at));
  const row = String(id);
  if (sort === 'newest') return Prisma.sql`(enrollments.created_at, enrollments.id) < (${place}, ${row}::uuid)`;
  if (place === null) return Prisma.sql`enrollments.next_at IS NULL AND enrollments.id > ${row}::uuid`;
  return Prisma.sql`((enrollments.next_at, enrollments.id) > (${place}, ${row}::uuid) OR enrollments.next_at IS NULL)`;
}

/** A page of enrollments, each with what comes next for it. */
export function listEnrollments(
  { inWorkspace }: Context,
  { cursor, limit, sort, ...filter }: Given<typeof contract>,
): Promise<Answer<typeof contract>> {
  return inWorkspace(async (tx) => {
    const place = cursor ? Prisma.sql`AND ${beyond(cursor, sort)}` : Prisma.empty;
    const rows = await readEnrollments(
      tx,
      Prisma.sql`${filterSql(filter)} ${place} ${ORDERS[sort]} LIMIT ${limit + 1}`,
    );
    const { items, nextCursor } = cutPage(rows, limit, ({ createdAt, nextAt, id }) => [
      (sort === 'newest' ? createdAt : nextAt)?.getTime() ?? null,
      id,
    ]);
    return { items: items.map(itemOf), nextCursor };
  });
}
