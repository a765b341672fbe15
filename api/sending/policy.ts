import { noteAudit } from '../../prisma/audit.ts';
import { noteEvents } from '../../prisma/events.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { signalMany } from '../../prisma/outbox.ts';
import { policyOf } from '../../workflows/sending/policy.calc.ts';
import { tellEnrollment } from '../../workflows/sequences/messages.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { readPolicy as readContract, updatePolicy as updateContract } from '../contract/sending-policy.ts';
import type { Context } from '../http/context.ts';

/** The policy as it holds: what the workspace said, and the defaults. */
export const readPolicy = ({ inWorkspace }: Context): Promise<Answer<typeof readContract>> =>
  inWorkspace(async (tx) => policyOf((await tx.workspace.findFirstOrThrow()).sendingPolicy));

/** Whose mail the policy keeps back at this moment. */
const KEPT_BACK = Prisma.sql`
  SELECT DISTINCT enrollments.workflow_id FROM send_refusals AS refusal
    JOIN enrollments ON enrollments.workspace_id = refusal.workspace_id AND enrollments.id = refusal.enrollment_id
  WHERE refusal.until > now() AND refusal.rule IN ('too-soon', 'frequency-cap', 'company-taken')
    AND enrollments.state = 'active' AND enrollments.hold_code IS NULL`;

/** Changes the policy, notes who did, and has the mails that it keeps back asked for anew. */
export async function updatePolicy(
  { inWorkspace, workspaceId, by }: Context,
  changes: Given<typeof updateContract>,
): Promise<void> {
  await inWorkspace(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId}::uuid FOR NO KEY UPDATE`;
    const { sendingPolicy } = await tx.workspace.findFirstOrThrow();
    const before = policyOf(sendingPolicy);
    const after = policyOf({ ...before, ...changes });
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await tx.workspace.update({ where: { id: workspaceId }, data: { sendingPolicy: after } });
    await noteAudit(tx, by, { action: 'workspace.policy-changed', entityId: workspaceId, before, after });
    await noteEvents(tx, [{ type: 'workspace.changed', subjectId: workspaceId }]);
    await signalMany(tx, tellEnrollment.waitSkipped(''), KEPT_BACK);
  });
}
