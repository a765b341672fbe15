import type { Candidate } from '../workflows/sequences/rules.ts';
import { Prisma } from './generated/client.ts';

/** A contact on its way into a sequence, with all that decides whether it can enter. */
export type CandidateRow = {
  id: string;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  timeZone: string | null;
  deletedAt: Date | null;
  bouncedAt: Date | null;
  unsubscribedAt: Date | null;
  isSuppressed: boolean;
  isEnrolledHere: boolean;
  isInExclusiveSequence: boolean;
};

/** Selects what a candidate is judged by, from the table `contacts`. */
export const candidatesSql = (sequenceId: string, where: Prisma.Sql) => Prisma.sql`
  SELECT contacts.id, email, first_name AS "firstName", last_name AS "lastName", time_zone AS "timeZone", deleted_at AS "deletedAt",
    bounced_at AS "bouncedAt", unsubscribed_at AS "unsubscribedAt",
    EXISTS (SELECT FROM suppressions WHERE suppressions.workspace_id = contacts.workspace_id
      AND (scope IN ('workspace', 'sequence') AND address = contacts.email OR scope = 'domain' AND address = split_part(contacts.email::text, '@', 2)::citext)
      AND (scope <> 'sequence' OR scope_id = ${sequenceId}::uuid) AND (expires_at IS NULL OR expires_at > now())) AS "isSuppressed",
    EXISTS (SELECT FROM enrollments WHERE enrollments.workspace_id = contacts.workspace_id AND enrollments.contact_id = contacts.id
      AND enrollments.sequence_id = ${sequenceId}::uuid AND state IN ('active', 'paused')) AS "isEnrolledHere",
    EXISTS (SELECT FROM enrollments WHERE enrollments.workspace_id = contacts.workspace_id AND enrollments.contact_id = contacts.id
      AND is_exclusive AND state IN ('active', 'paused')) AS "isInExclusiveSequence"
  FROM contacts WHERE ${where}`;

/** Whether a row of `candidatesSql` may be refused: finds the few of many that the rule has to judge. */
export const mayBeRefusedSql = ({ isExclusive }: { isExclusive: boolean }) => Prisma.sql`
  ("deletedAt" IS NOT NULL OR coalesce(email, '') = '' OR "isEnrolledHere" OR "unsubscribedAt" IS NOT NULL OR "bouncedAt" IS NOT NULL
    OR "isSuppressed" OR ${isExclusive} AND "isInExclusiveSequence")`;

/** A row as the rule wants it. */
export const candidateOf = (row: CandidateRow): Candidate => ({
  email: row.email,
  isDeleted: row.deletedAt !== null,
  bouncedAt: row.bouncedAt?.getTime() ?? null,
  unsubscribedAt: row.unsubscribedAt?.getTime() ?? null,
  isSuppressed: row.isSuppressed,
  isEnrolledHere: row.isEnrolledHere,
  isInExclusiveSequence: row.isInExclusiveSequence,
});
