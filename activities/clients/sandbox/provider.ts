import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from '../../../prisma/db.ts';
import type { MailboxAccess, MailProvider } from '../mail-provider.ts';
import { handOverBySmtp } from '../smtp/handover.ts';
import { smtpPool } from '../smtp/pool.ts';
import { reportOf } from '../smtp/report.ts';
import { sandboxLogin } from './smtp-server.ts';

const PAGE = 50;
const Cursor = z.object({ uid: z.string() }).catch({ uid: '0' });

export type SandboxOptions = { db: Database; secret: string; host: string; port: number };

/** The sandbox: mail goes by SMTP to the product's own server, and comes back from there. It can always say what was sent. */
export function sandboxProvider({ db, secret, host, port }: SandboxOptions, mailbox: MailboxAccess): MailProvider {
  const { workspaceId, id: mailboxId } = mailbox;
  const pool = smtpPool({
    connection: { ignoreTLS: true, connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 30_000 },
    server: { name: "sandbox's", host, port },
    login: sandboxLogin(secret, { workspaceId, mailboxId }),
    maxConnections: 5,
  });

  return {
    send: (mail, { signal }) => handOverBySmtp(pool, mail, signal),
    fileSent: async () => {},
    findSent: ({ messageId }) =>
      db.withWorkspace(workspaceId, async (tx) => {
        const found = await tx.sandboxMessage.findFirst({
          where: { messageId, mailboxId, folder: 'sent' },
          select: { id: true },
        });
        return { kind: found ? 'sent' : 'absent' };
      }),
    fetchSince: (cursor) =>
      db.withWorkspace(workspaceId, async (tx) => {
        const { uid } = Cursor.parse(cursor);
        const rows = await tx.sandboxMessage.findMany({
          where: { mailboxId, folder: 'inbox', uid: { gt: BigInt(uid) } },
          orderBy: { uid: 'asc' },
          take: PAGE,
        });
        return {
          mails: rows.map((row) => ({
            externalId: `sandbox/${row.uid}`,
            raw: Buffer.from(row.raw),
            receivedAt: row.createdAt.getTime(),
          })),
          cursor: { uid: String(rows.at(-1)?.uid ?? uid) },
          hasMore: rows.length === PAGE,
        };
      }),
    // The sandbox's page tells the watch when something came in.
    awaitMail: (_cursor, { forMs, signal }) => sleep(forMs, undefined, { signal }).catch(() => {}),
    async check() {
      try {
        await pool.verify();
        return { isUsable: true };
      } catch (error) {
        return reportOf(error, pool.server);
      }
    },
    reportOf(error) {
      throw error; // the sandbox lies in our own database
    },
    close: async () => pool.close(),
  };
}
