import type { Tx } from '../../prisma/db.ts';
import type { Mailbox } from '../../prisma/generated/client.ts';

/** Why nothing leaves a mailbox for a while. */
export type Pause = { scope: 'mailbox' | 'domain'; reason: string; since: Date; probeAt: Date };

/** Which of these mailboxes are shut, by themselves or with their domain; of two pauses the longer one. */
export async function pausesOf(tx: Tx, mailboxes: Pick<Mailbox, 'id'>[]): Promise<Map<string, Pause>> {
  const ids = mailboxes.map(({ id }) => id);
  const rows = await tx.$queryRaw<({ id: string } & Pause)[]>`
    SELECT mailbox.id, scope, reason, since, probe_at AS "probeAt"
    FROM mailboxes AS mailbox JOIN sender_pauses AS pause ON (scope, key) IN
      (('mailbox', mailbox.id::text), ('domain', lower(substring(mailbox.email::text FROM '[^@]*$'))))
    WHERE mailbox.id = ANY(${ids}::uuid[]) ORDER BY probe_at`;
  return new Map(rows.map(({ id, ...pause }) => [id, pause]));
}
