import { Prisma } from '../../prisma/generated/client.ts';
import { signalMany, tellWorkflows } from '../../prisma/outbox.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import { type EnrollCommand, whyNotCommand } from '../../workflows/sequences/rules.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { commandEnrollments as bulkContract, commandEnrollment as contract } from '../contract/enrollments.ts';
import type { Context } from '../http/context.ts';
import { filterSql } from './enrollment-list.ts';
import { findEnrollment } from './enrollment-page.ts';
import { findSequence } from './find.ts';

/** The fact that a command is for a workflow. */
function signalOf(command: EnrollCommand, workflowId: string) {
  switch (command) {
    case 'pause':
      return tellEnrollment.paused(workflowId);
    case 'resume':
      return tellEnrollment.resumed(workflowId);
    case 'skip-wait':
      return tellEnrollment.waitSkipped(workflowId);
    case 'stop':
      return tellEnrollment.stopped(workflowId, 'stopped');
    case 'retry':
      return tellEnrollment.woken(workflowId);
  }
}

/** Tells an enrollment what a person wants; its workflow does it, and writes down that it did. */
export function commandEnrollment({ inWorkspace }: Context, { enrollmentId, command }: Given<typeof contract>) {
  return inWorkspace(async (tx) => {
    const row = await findEnrollment(tx, enrollmentId);
    const sentence = whyNotCommand(command, {
      state: row.state,
      holdCode: row.holdCode,
      isWaiting: row.nextAt !== null,
    });
    if (sentence)
      throw new Refusal(row.state === 'active' || row.state === 'paused' ? 'not-ready' : 'ended', sentence, 'command');
    await tellWorkflows(tx, [signalOf(command, row.workflowId)]);
  });
}

/** Whom a command concerns; the others of a selection are left as they are. */
const CONCERNED: Record<EnrollCommand, Prisma.Sql> = {
  pause: Prisma.sql`enrollments.state = 'active'`,
  resume: Prisma.sql`enrollments.state = 'paused'`,
  'skip-wait': Prisma.sql`enrollments.state = 'active' AND enrollments.hold_code IS NULL AND enrollments.next_at > now()`,
  stop: Prisma.sql`enrollments.state IN ('active', 'paused')`,
  retry: Prisma.sql`enrollments.state = 'active' AND enrollments.hold_code IS NOT NULL
    AND enrollments.hold_code NOT IN ('uncertain', 'send-failed', 'task-open')`,
};

/** The same for many, in one statement: these, or all that match a filter. */
export function commandEnrollments(
  { inWorkspace }: Context,
  { sequenceId, command, who }: Given<typeof bulkContract>,
): Promise<Answer<typeof bulkContract>> {
  return inWorkspace(async (tx) => {
    await findSequence(tx, sequenceId);
    const chosen =
      who.kind === 'these'
        ? Prisma.sql`enrollments.id = ANY(${who.enrollmentIds}::uuid[])`
        : filterSql({ state: who.state, needsAttention: who.needsAttention, search: who.search });
    const told = await signalMany(
      tx,
      signalOf(command, ''),
      Prisma.sql`SELECT workflow_id FROM enrollments
        JOIN contacts ON contacts.workspace_id = enrollments.workspace_id AND contacts.id = enrollments.contact_id
        WHERE enrollments.sequence_id = ${sequenceId}::uuid AND ${chosen} AND ${CONCERNED[command]}`,
    );
    return { told };
  });
}
