import type { EnrollmentBatchId, EnrollmentId, WorkspaceId } from '../workflows/ids.ts';
import type { EndReason, Next } from '../workflows/sequences/rules.ts';
import type { Deps } from './deps.ts';
import { endEnrollment } from './sequences/close.ts';
import { loadEnrollment } from './sequences/context.ts';
import { enrollNextPage } from './sequences/page.ts';
import { pauseMails, replan } from './sequences/pause.ts';
import { takeStep } from './sequences/take-step.ts';
import { whileBeating } from './while-beating.ts';

type OneEnrollment = { workspaceId: WorkspaceId; enrollmentId: EnrollmentId };

export type SequenceActivities = ReturnType<typeof sequenceActivities>;
export const sequenceActivities = (deps: Deps) => {
  const { db } = deps;
  return {
    /** Takes the step that is due: checks every limit, sends or hands out the task, writes it down, and says what comes next. Repeating it sends nothing twice. */
    takeStep: (id: OneEnrollment): Promise<Next> => whileBeating(() => takeStep(deps, id)),

    /** Plans the waiting step anew: for another due time, or after a pause. */
    async planStep({ workspaceId, enrollmentId, dueAt }: OneEnrollment & { dueAt: number | null }): Promise<Next> {
      return db.withWorkspace(workspaceId, async (tx) => replan(tx, await loadEnrollment(tx, enrollmentId), dueAt));
    },

    /** Pauses an enrollment and gives its slot back. */
    async pauseEnrollment({ workspaceId, enrollmentId }: OneEnrollment): Promise<void> {
      await db.withWorkspace(workspaceId, async (tx) => pauseMails(tx, await loadEnrollment(tx, enrollmentId)));
    },

    /** Ends an enrollment, with the reason that the workflow was told. */
    async closeEnrollment({ workspaceId, enrollmentId, reason }: OneEnrollment & { reason: EndReason }): Promise<void> {
      await db.withWorkspace(workspaceId, async (tx) =>
        endEnrollment(tx, await loadEnrollment(tx, enrollmentId), reason),
      );
    },

    /** Enrolls the next page of a batch, and tells whether more are left. */
    async enrollPage({
      workspaceId,
      batchId,
    }: {
      workspaceId: WorkspaceId;
      batchId: EnrollmentBatchId;
    }): Promise<{ hasMore: boolean }> {
      return db.withWorkspace(workspaceId, (tx) => enrollNextPage(tx, batchId));
    },
  };
};
