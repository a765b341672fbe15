import type { z } from 'zod';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { type EnrollmentId, idOf, type SequenceId } from '../../workflows/ids.ts';
import { correctedAs, type Understanding, understandingOf } from '../../workflows/replies/correction.calc.ts';
import type { Classification } from '../../workflows/replies/rules.ts';
import { nameOf } from '../../workflows/sequences/rules.ts';
import type { ReplyItem } from '../contract/replies.ts';
import { detailOf } from './words.ts';

/** What a row of the list needs beside the message itself. */
export const withAround = {
  contact: { select: { id: true, firstName: true, lastName: true, email: true } },
  mailbox: { select: { id: true, email: true } },
  corrections: { where: { appliedAt: null }, orderBy: { createdAt: 'desc' }, take: 1, select: { kind: true } },
} satisfies Prisma.EmailMessageInclude;

export type ReplyRow = Prisma.EmailMessageGetPayload<{ include: typeof withAround }>;

/** What a message is taken for, with the evidence; null where it was never sorted. */
export function classificationOf(row: Pick<ReplyRow, 'classification' | 'understoodAs'>): Classification | null {
  const machine = row.classification as Classification | null;
  const to = row.understoodAs as Understanding | null;
  if (!machine || !to || understandingOf(machine) === to) return machine;
  return correctedAs(machine, { to, text: '', address: null });
}

type Sequences = Map<string, { id: string; name: string }>;

/** The sequences of these enrollments, by the enrollment's id. */
export async function sequencesOf(tx: Tx, rows: { enrollmentId: string | null }[]): Promise<Sequences> {
  const ids = rows.flatMap(({ enrollmentId }) => enrollmentId ?? []);
  if (ids.length === 0) return new Map();
  const enrollments = await tx.enrollment.findMany({
    where: { id: { in: ids } },
    select: { id: true, sequence: { select: { id: true, name: true } } },
  });
  return new Map(enrollments.map(({ id, sequence }) => [id, sequence]));
}

/** A row as the list shows it. */
export function itemOf(row: ReplyRow, sequences: Sequences): z.input<typeof ReplyItem> {
  const sequence = row.enrollmentId ? sequences.get(row.enrollmentId) : undefined;
  return {
    id: row.id,
    understoodAs: (row.understoodAs as Understanding | null) ?? 'unknown',
    correctingTo: (row.corrections[0]?.kind as Understanding | undefined) ?? null,
    subject: row.subject,
    snippet: row.snippet,
    from: { name: row.fromName, address: row.fromEmail },
    contact: row.contact && { id: row.contact.id, name: nameOf(row.contact) },
    mailbox: row.mailbox,
    sequence:
      sequence && row.enrollmentId
        ? { id: idOf<SequenceId>(sequence.id), name: sequence.name, enrollmentId: idOf<EnrollmentId>(row.enrollmentId) }
        : null,
    intent: row.intent as z.input<typeof ReplyItem>['intent'],
    detail: detailOf(classificationOf(row)),
    receivedAt: row.receivedAt.getTime(),
    doneAt: row.doneAt?.getTime() ?? null,
  };
}
