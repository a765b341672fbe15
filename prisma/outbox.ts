import type { WorkflowSignal, WorkflowStart } from '../workflows/message.ts';
import type { Tx } from './db.ts';
import { Prisma } from './generated/client.ts';

/** Starts or signals workflows once this transaction has committed, and surely then: the relay delivers in this order. */
export async function tellWorkflows(tx: Tx, messages: (WorkflowStart | WorkflowSignal)[]) {
  if (messages.length === 0) return;
  const columns = [
    messages.map(({ kind }) => kind),
    messages.map(({ workflowId }) => workflowId),
    messages.map(({ name }) => name),
    messages.map((message) => JSON.stringify(message)),
  ] as const;
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO workflow_messages (workspace_id, kind, workflow_id, name, payload)
    SELECT current_workspace(), kind::workflow_message_kind, workflow_id, name, payload
    FROM unnest(${columns[0]}::text[], ${columns[1]}::text[], ${columns[2]}::text[], ${columns[3]}::jsonb[]) AS messages (kind, workflow_id, name, payload)`);
}

/** Sends one signal to many workflows in one statement. `chosen` selects their ids as `workflow_id`. Returns how many were told. */
export const signalMany = (tx: Tx, signal: WorkflowSignal, chosen: Prisma.Sql): Promise<number> =>
  signalManyLater(tx, { signal, delayMs: 0 }, chosen);

/** As `signalMany`, but after a while: for what a person may still take back. */
export function signalManyLater(
  tx: Tx,
  { signal, delayMs }: { signal: WorkflowSignal; delayMs: number },
  chosen: Prisma.Sql,
): Promise<number> {
  return tx.$executeRaw(Prisma.sql`
    INSERT INTO workflow_messages (workspace_id, kind, workflow_id, name, payload, not_before)
    SELECT current_workspace(), 'signal', workflow_id, ${signal.name}, ${JSON.stringify(signal)}::jsonb || jsonb_build_object('workflowId', workflow_id),
      now() + make_interval(secs => ${delayMs / 1000}::float8)
    FROM (${chosen}) AS chosen`);
}
