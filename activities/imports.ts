import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { noteEvents } from '../prisma/events.ts';
import type { ContactImportInput } from '../workflows/imports/messages.ts';
import { stateAfter, stateDuring } from '../workflows/imports/rules.ts';
import type { Deps } from './deps.ts';
import { type Progress, takeNextChunk } from './imports/apply.ts';

/** How long one activity goes on: a cancelled import stops within this time, and a history stays short. */
const ROUND_MS = 3_000;
const HEARTBEAT_MS = 3_000;

export type ImportActivities = ReturnType<typeof importActivities>;
export const importActivities = ({ db }: Pick<Deps, 'db'>) => ({
  /** Takes the next chunks of an import, each in a transaction of its own, for a few seconds. Tells how far it is. */
  async importPages({ workspaceId, importId, kind }: ContactImportInput): Promise<Progress> {
    const endAt = Date.now() + ROUND_MS;
    const pulse = setInterval(heartbeat, HEARTBEAT_MS);
    try {
      for (;;) {
        const progress = await db.withWorkspace(workspaceId, (tx) => takeNextChunk(tx, { importId, kind }));
        heartbeat(progress);
        if (!progress.hasMore || Date.now() >= endAt || cancellationSignal().aborted) return progress;
      }
    } finally {
      clearInterval(pulse);
    }
  },

  /** Writes down how a check or a run ended. A finished run needs its file no longer. */
  async closeImport({
    workspaceId,
    importId,
    kind,
    outcome,
    reason,
  }: ContactImportInput & { outcome: 'done' | 'cancelled' | 'failed'; reason: string | null }): Promise<void> {
    await db.withWorkspace(workspaceId, async (tx) => {
      const state = stateAfter(kind, outcome);
      const { count } = await tx.importJob.updateMany({
        where: { id: importId, state: stateDuring(kind) },
        data: { state, reason, completedAt: new Date() },
      });
      if (count === 0) return;
      // A run that goes on later must still know which rows came before.
      if (kind === 'check' || outcome === 'done') await tx.importKey.deleteMany({ where: { importId } });
      if (state === 'completed') await tx.importChunk.deleteMany({ where: { importId } });
      await noteEvents(tx, [{ type: 'import.progressed', subjectId: importId }]);
    });
  },
});
