import { noteAudit } from '../../prisma/audit.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { Context } from '../http/context.ts';

/** Empties the sandbox. A mail whose handover is not settled stays: its trace says whether it left. */
export function clearSandbox({ inWorkspace, workspaceId, by }: Context): Promise<void> {
  return inWorkspace(async (tx) => {
    const count = await tx.$executeRaw`
      DELETE FROM sandbox_messages AS mail WHERE mail.workspace_id = current_workspace() AND NOT EXISTS (
        SELECT FROM outbound_emails AS ledger WHERE ledger.workspace_id = mail.workspace_id
          AND ledger.message_id = mail.message_id AND ledger.state IN ('sending', 'uncertain'))`;
    await noteAudit(tx, by, { action: 'sandbox.cleared', entityId: null, before: { mails: count } });
    await noteEvents(tx, [{ type: 'sandbox.changed', subjectId: workspaceId }]);
  });
}
