import type { EnrollmentBatchId, EnrollmentId, WorkspaceId } from '../workflows/ids.ts';
import type { EndReason, Next } from '../workflows/sequences/rules.ts';
import type { SendOutcome } from './clients/mail-provider.ts';
import type { Deps } from './deps.ts';
import { later } from './permanent.ts';
import { handOver } from './sending/handover.ts';
import { releaseMail } from './sending/ledger.ts';
import { endEnrollment } from './sequences/close.ts';
import { loadEnrollment } from './sequences/context.ts';
import type { Prepared } from './sequences/mail-step.ts';
import { enrollNextPage } from './sequences/page.ts';
import { pauseMails, replan } from './sequences/pause.ts';
import { recordOutcome } from './sequences/record.ts';
import { prepareStep } from './sequences/take.ts';

type OneEnrollment = { workspaceId: WorkspaceId; enrollmentId: EnrollmentId };

export type SequenceActivities = ReturnType<typeof sequenceActivities>;
export const sequenceActivities = (deps: Deps) => {
  const { db, mail } = deps;

  /** Asks the provider what became of a mail over which a process died. One that surely did not leave is given back. */
  async function settle(
    { workspaceId, enrollmentId }: OneEnrollment,
    { row, mailbox }: Extract<Prepared, { kind: 'ask' }>,
  ): Promise<Next | null> {
    const answer = await mail.open(mailbox).findSent(row.messageId ?? '');
    if (answer === 'absent') {
      await db.withWorkspace(workspaceId, (tx) => releaseMail(tx, row.id));
      return null;
    }
    const outcome: SendOutcome =
      answer === 'sent'
        ? { kind: 'accepted', answer: 'found among the sent mails' }
        : {
            kind: 'unknown',
            sentence:
              'The process that handed it over died before the server answered, and the server cannot be asked.',
          };
    return db.withWorkspace(workspaceId, (tx) => recordOutcome(tx, { enrollmentId, outboundEmailId: row.id }, outcome));
  }

  return {
    /** Takes the step that is due: checks every limit, sends or hands out the task, writes it down, and says what comes next. Repeating it sends nothing twice. */
    async takeStep({ workspaceId, enrollmentId }: OneEnrollment): Promise<Next> {
      for (;;) {
        const prepared = await db.withWorkspace(workspaceId, (tx) => prepareStep(deps, tx, enrollmentId));
        switch (prepared.kind) {
          case 'next':
            return prepared.next;
          case 'retry':
            throw later('not-yet', { sentence: `Tried again in ${prepared.inMs} ms.`, inMs: prepared.inMs });
          case 'ask': {
            const next = await settle({ workspaceId, enrollmentId }, prepared);
            if (next) return next;
            break;
          }
          case 'send': {
            const provider = mail.open(prepared.mailbox);
            const outcome = await handOver(deps, provider, prepared.claim);
            const next = await db.withWorkspace(workspaceId, (tx) =>
              recordOutcome(tx, { enrollmentId, outboundEmailId: prepared.claim.outboundEmailId }, outcome),
            );
            // The mail has left; a missing copy in the folder of sent mails is no reason to send it again.
            if (outcome.kind === 'accepted')
              await provider
                .fileSent(prepared.claim.mail)
                .catch((error: unknown) => deps.log.warn({ error, enrollmentId }, 'sent mail not filed'));
            return next;
          }
        }
      }
    },

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
