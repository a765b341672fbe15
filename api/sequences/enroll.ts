import { selectionSql } from '../../prisma/contact-filter.ts';
import { customFieldTypes } from '../../prisma/custom-fields.ts';
import type { Tx } from '../../prisma/db.ts';
import { type CandidateRow, candidateOf, candidatesSql } from '../../prisma/enroll-candidates.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import type { Selection } from '../../workflows/contacts/rules.ts';
import { type EnrollmentBatchId, idOf } from '../../workflows/ids.ts';
import { Refusal, type RefusalCode } from '../../workflows/refusal.ts';
import { batchStart } from '../../workflows/sequences/messages.ts';
import { type EnrollRefusal, enrollRefusalSentence, nameOf, whyNotEnroll } from '../../workflows/sequences/rules.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { enroll as contract } from '../contract/enrolling.ts';
import type { Context } from '../http/context.ts';
import { findSequence, problemsOf } from './find.ts';
import { mailboxFor } from './preview.ts';
import { assertReady } from './status.ts';

/** The sequence and the mailbox of an enrolling, both able to carry people. */
export async function findTarget(tx: Tx, { sequenceId, mailboxId }: { sequenceId: string; mailboxId: string }) {
  const sequence = await findSequence(tx, sequenceId);
  if (sequence.status !== 'active' && sequence.status !== 'paused')
    throw new Refusal(
      'not-ready',
      `"${sequence.name}" is ${sequence.status === 'draft' ? 'a draft' : sequence.status}. Activate it, then enroll people.`,
      'sequenceId',
    );
  assertReady(await problemsOf(tx, sequence), `Nobody can be enrolled in "${sequence.name}" yet.`);
  const mailbox = await mailboxFor(tx, mailboxId);
  if (!mailbox) throw new Refusal('not-found', 'There is no such mailbox in this workspace.', 'mailboxId');
  if (!mailbox.isActive || mailbox.health === 'disconnected')
    throw new Refusal(
      'not-ready',
      `${mailbox.email} cannot send: ${mailbox.healthReason ?? 'it is switched off'}. Mend it, or choose another mailbox.`,
      'mailboxId',
    );
  return { sequence, mailbox };
}

/** A selection as SQL over contacts; refused when it means nobody. */
export async function resolveSelection(tx: Tx, selection: Selection): Promise<{ where: Prisma.Sql; total: number }> {
  if (selection.kind === 'list' && !(await tx.contactList.findUnique({ where: { id: selection.listId } })))
    throw new Refusal('not-found', 'There is no such list in this workspace.', 'selection.listId');
  const where = selectionSql(selection, await customFieldTypes(tx));
  const [row] = await tx.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM contacts WHERE ${where}`;
  if (row?.total) return { where, total: row.total };
  if (selection.kind === 'contacts')
    throw new Refusal('not-found', 'None of these contacts is in this workspace.', 'selection.contactIds');
  throw new Refusal('not-ready', 'No contact matches. Choose others.', 'selection');
}

const CODES: Record<EnrollRefusal, RefusalCode> = {
  'already-enrolled': 'already-enrolled',
  suppressed: 'suppressed',
  unsubscribed: 'suppressed',
  bounced: 'suppressed',
  'no-address': 'not-ready',
  'in-exclusive-sequence': 'not-ready',
  deleted: 'not-ready',
  'no-slot': 'no-slot',
};

/** Somebody enrolled alone is refused at once, not in a list of refusals. */
async function assertAdmitted(tx: Tx, sequence: { id: string; isExclusive: boolean }, where: Prisma.Sql) {
  const [row] = await tx.$queryRaw<CandidateRow[]>(candidatesSql(sequence.id, where));
  const code = row && whyNotEnroll(candidateOf(row), sequence);
  if (code) throw new Refusal(CODES[code], enrollRefusalSentence(code, nameOf(row)), 'selection');
}

/** Writes down who shall be enrolled, and starts the workflow that does it page by page. */
export function enroll(
  { inWorkspace, workspaceId, userId }: Context,
  { sequenceId, mailboxId, selection }: Given<typeof contract>,
): Promise<Answer<typeof contract>> {
  return inWorkspace(async (tx) => {
    const { sequence } = await findTarget(tx, { sequenceId, mailboxId });
    const { where, total } = await resolveSelection(tx, selection);
    if (selection.kind === 'contacts' && selection.contactIds.length === 1) await assertAdmitted(tx, sequence, where);
    const { id } = await tx.enrollmentBatch.create({
      data: { workspaceId, sequenceId, mailboxId, userId, selection, total },
    });
    const batchId = idOf<EnrollmentBatchId>(id);
    const title = `Enroll ${total} in "${sequence.name}"`.slice(0, 200);
    await tellWorkflows(tx, [batchStart({ workspaceId, batchId, sequenceId, mailboxId, title })]);
    await noteEvents(tx, [{ type: 'batch.progressed', subjectId: id, payload: { sequenceId } }]);
    return { batchId, total };
  });
}
