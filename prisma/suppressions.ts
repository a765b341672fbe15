import { uuidv7 } from 'uuidv7';
import type { Tx } from './db.ts';
import { noteEvents } from './events.ts';
import { Prisma, type SuppressionReason, type SuppressionSource } from './generated/client.ts';

const NONE = '00000000-0000-0000-0000-000000000000';

/** Whether an address, or its whole domain, gets no mail: anywhere, or from this sequence. */
export async function isSuppressed(
  tx: Tx,
  { address, sequenceId }: { address: string; sequenceId?: string },
): Promise<boolean> {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const found = await tx.$queryRaw<unknown[]>(Prisma.sql`
    SELECT 1 FROM suppressions
    WHERE address IN (${address}::citext, ${domain}::citext)
      AND (scope = 'workspace' AND address = ${address}::citext OR scope = 'domain' AND address = ${domain}::citext
        OR scope = 'sequence' AND scope_id = ${sequenceId ?? NONE}::uuid AND address = ${address}::citext)
      AND (expires_at IS NULL OR expires_at > now())
    LIMIT 1`);
  return found.length > 0;
}

type NewSuppression = {
  address: string;
  reason: SuppressionReason;
  source: SuppressionSource;
  detail?: string;
  outboundEmailId?: string;
};

/** Puts an address on the workspace's suppression list; one that is there already keeps its first reason. */
export async function suppress(tx: Tx, { address, reason, source, detail, outboundEmailId }: NewSuppression) {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO suppressions (id, workspace_id, scope, address, reason, source, detail, outbound_email_id)
    VALUES (${uuidv7()}::uuid, current_workspace(), 'workspace', ${address}::citext, ${reason}::suppression_reason, ${source}::suppression_source, ${detail ?? null}, ${outboundEmailId ?? null}::uuid)
    ON CONFLICT DO NOTHING RETURNING id`;
  await noteEvents(
    tx,
    rows.map(({ id }) => ({ type: 'suppression.added', subjectId: id, payload: { reason } })),
  );
}
