import type { Database } from '../../prisma/db.ts';
import { idOf, type WorkspaceId } from '../../workflows/ids.ts';
import { nextCopyAt } from '../sending/copies.ts';

/** How often who listens looks whether a mail has left whose copy is due. */
const COPIES_MS = 15_000;

/** Listens until something may have come in, or until a copy of a mail that left is due: then there is something to do too. */
export async function listenUntilDue(
  db: Database,
  { workspaceId, mailboxId }: { workspaceId: string; mailboxId: string },
  listen: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const due = new AbortController();
  const look = async () => {
    const at = await db.withWorkspace(idOf<WorkspaceId>(workspaceId), (tx) => nextCopyAt(tx, mailboxId));
    if (at !== null && at <= Date.now()) due.abort();
  };
  const timer = setInterval(() => void look().catch(() => {}), COPIES_MS); // the next look comes soon
  try {
    await listen(due.signal);
  } finally {
    clearInterval(timer);
  }
}
