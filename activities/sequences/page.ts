import { uuidv7 } from 'uuidv7';
import { insertMany } from '../../prisma/bulk.ts';
import { selectionSql } from '../../prisma/contact-filter.ts';
import { customFieldTypes } from '../../prisma/custom-fields.ts';
import type { Tx } from '../../prisma/db.ts';
import { type CandidateRow, candidateOf, candidatesSql } from '../../prisma/enroll-candidates.ts';
import { noteEvents } from '../../prisma/events.ts';
import { type EnrollmentBatch, Prisma } from '../../prisma/generated/client.ts';
import { openPlan, PLAN_HORIZON_MS } from '../../prisma/slot-plan.ts';
import type { Selection } from '../../workflows/contacts/rules.ts';
import { placeAll } from '../../workflows/sending/slots.calc.ts';
import { type EnrollRefusal, enrollRefusalSentence, nameOf, whyNotEnroll } from '../../workflows/sequences/rules.ts';
import { mailsFrom, stepDueAt, zoneOf } from '../../workflows/sequences/step.calc.ts';
import { lockMailbox } from '../sending/slots.ts';
import { type Opening, type OpeningPage, openEnrollments, withSteps } from './open.ts';

const PAGE = 250;

type Refused = { contact: CandidateRow; code: EnrollRefusal };

/** The next contacts of a batch, each with all that decides whether it can be enrolled. */
async function nextCandidates(tx: Tx, batch: EnrollmentBatch): Promise<CandidateRow[]> {
  const where = selectionSql(batch.selection as Selection, await customFieldTypes(tx));
  const after = batch.cursor ? Prisma.sql`AND contacts.id > ${batch.cursor}::uuid` : Prisma.empty;
  return tx.$queryRaw<CandidateRow[]>`
    ${candidatesSql(batch.sequenceId, Prisma.sql`${where} ${after}`)} ORDER BY contacts.id LIMIT ${PAGE}`;
}

/** Gives each contact that may enter its first step: due, and for a mail an instant; who gets none is refused. */
async function planOpenings(
  tx: Tx,
  page: Omit<OpeningPage, 'openings'>,
  contacts: CandidateRow[],
): Promise<{ openings: Opening[]; refused: Refused[] }> {
  const { sequence, mailbox, step, now } = page;
  const requests = contacts.map((contact) => {
    const zone = zoneOf({ contact, mailbox }, step);
    return {
      contact,
      zone,
      dueAt: stepDueAt({ contact, mailbox }, step, now),
      isFollowUp: false,
      mailsToCome: mailsFrom(sequence.steps, step),
      fairnessKey: sequence.id,
    };
  });
  const opening = ({ contact, dueAt, zone }: (typeof requests)[number]) => ({
    enrollmentId: uuidv7(),
    contact,
    dueAt,
    zone,
  });
  if (step.kind !== 'mail')
    return { openings: requests.map((request) => ({ ...opening(request), mail: null })), refused: [] };
  const plan = await openPlan(tx, mailbox, { from: now, to: now + PLAN_HORIZON_MS });
  const placed = placeAll(plan, requests);
  return {
    openings: placed.flatMap(({ request, slot }) =>
      slot ? [{ ...opening(request), mail: { id: uuidv7(), slot } }] : [],
    ),
    refused: placed.flatMap(({ request, slot }) =>
      slot ? [] : [{ contact: request.contact, code: 'no-slot' as const }],
    ),
  };
}

async function writeRefusals(tx: Tx, batch: EnrollmentBatch, refused: Refused[]) {
  await insertMany(tx, 'enrollment_refusals', {
    columns: {
      batch_id: { type: 'uuid', values: refused.map(() => batch.id) },
      contact_id: { type: 'uuid', values: refused.map(({ contact }) => contact.id) },
      code: { type: 'text', values: refused.map(({ code }) => code) },
      sentence: {
        type: 'text',
        values: refused.map(({ contact, code }) => enrollRefusalSentence(code, nameOf(contact))),
      },
    },
    onConflict: 'ON CONFLICT DO NOTHING',
  });
}

/** Enrolls the next page of a batch. The cursor moves in the same transaction, so a repeated page is the next one. Tells whether more are left. */
export async function enrollNextPage(tx: Tx, batchId: string): Promise<{ hasMore: boolean }> {
  await tx.$queryRaw`SELECT 1 FROM enrollment_batches WHERE id = ${batchId}::uuid FOR UPDATE`; // who cancels it waits for this page
  const batch = await tx.enrollmentBatch.findUniqueOrThrow({ where: { id: batchId } });
  if (batch.state === 'cancelled' || batch.state === 'completed') return { hasMore: false };
  await tx.$queryRaw`SELECT 1 FROM sequences WHERE id = ${batch.sequenceId}::uuid FOR NO KEY UPDATE`; // two batches of one sequence take turns
  const sequence = await tx.sequence.findUniqueOrThrow({ where: { id: batch.sequenceId }, include: withSteps });
  const mailbox = await lockMailbox(tx, batch.mailboxId);
  const now = Date.now();
  const candidates = await nextCandidates(tx, batch);

  const judged = candidates.map((contact) => ({
    contact,
    code: whyNotEnroll(candidateOf(contact), sequence),
  }));
  const [step] = sequence.steps;
  if (!step) throw new Error(`Sequence ${sequence.id} has no step.`);
  const page = { batch, sequence, mailbox, step, now };
  const { openings, refused: withoutSlot } = await planOpenings(
    tx,
    page,
    judged.flatMap(({ contact, code }) => (code ? [] : [contact])),
  );
  const refused = [...judged.flatMap(({ contact, code }) => (code ? [{ contact, code }] : [])), ...withoutSlot];
  await openEnrollments(tx, { ...page, openings });
  await writeRefusals(tx, batch, refused);

  const hasMore = candidates.length === PAGE;
  await tx.enrollmentBatch.update({
    where: { id: batch.id },
    data: {
      state: hasMore ? 'running' : 'completed',
      completedAt: hasMore ? null : new Date(now),
      cursor: candidates.at(-1)?.id ?? batch.cursor,
      done: { increment: candidates.length },
      enrolled: { increment: openings.length },
      refused: { increment: refused.length },
    },
  });
  await noteEvents(tx, [{ type: 'batch.progressed', subjectId: batch.id, payload: { sequenceId: sequence.id } }]);
  return { hasMore };
}
