import { tellEnrollment } from '../workflows/sequences/messages.ts';
import type { HoldCode } from '../workflows/sequences/rules.ts';
import type { Tx } from './db.ts';
import { tellWorkflows } from './outbox.ts';

/** Tells every enrollment that a mailbox held to look again: what held it is mended. */
export async function wakeHeld(tx: Tx, mailboxId: string, holdCode: HoldCode) {
  const held = await tx.enrollment.findMany({
    where: { mailboxId, holdCode, state: 'active' },
    select: { workflowId: true },
  });
  await tellWorkflows(
    tx,
    held.map(({ workflowId }) => tellEnrollment.woken(workflowId)),
  );
}
