import { type EnrollmentId, type WorkspaceId } from '../../workflows/ids.ts';
import type { Next } from '../../workflows/sequences/rules.ts';
import type { SendOutcome } from '../clients/mail-provider.ts';
import type { Deps } from '../deps.ts';
import { later } from '../permanent.ts';
import { handOver } from '../sending/handover.ts';
import { releaseMail, sentQuestion } from '../sending/ledger.ts';
import { loadEnrollment, relockEnrollment } from './context.ts';
import type { Prepared } from './mail-step.ts';
import { prepareStep } from './prepare.ts';
import { recordOutcome } from './record.ts';

type OneEnrollment = { workspaceId: WorkspaceId; enrollmentId: EnrollmentId };

/** Asks the provider what became of a mail over which a process died. One that surely did not leave is given back. */
async function settle(
  { db, mail }: Deps,
  { workspaceId, enrollmentId }: OneEnrollment,
  { row, mailbox }: Extract<Prepared, { kind: 'ask' }>,
): Promise<Next | null> {
  const answer = await mail.open(mailbox).findSent(sentQuestion(row));
  if (answer.kind === 'absent') {
    await db.withWorkspace(workspaceId, (tx) => releaseMail(tx, row.id));
    return null;
  }
  const outcome: SendOutcome =
    answer.kind === 'sent'
      ? { ...answer, kind: 'accepted', answer: 'found among the sent mails' }
      : {
          kind: 'unknown',
          sentence:
            (row.state === 'uncertain' && row.providerAnswer) ||
            'The process that handed it over died before the server answered.',
        };
  return db.withWorkspace(workspaceId, async (tx) =>
    recordOutcome(tx, { context: await loadEnrollment(tx, enrollmentId), row }, outcome),
  );
}

/** Hands a claimed mail over, and writes down what became of it. */
async function send(
  deps: Deps,
  { workspaceId }: OneEnrollment,
  { claim, context, row }: Extract<Prepared, { kind: 'send' }>,
): Promise<Next> {
  const provider = deps.mail.open(context.mailbox);
  return handOver(deps, claim, {
    provider,
    async record(outcome) {
      return deps.db.withWorkspace(workspaceId, async (tx) =>
        recordOutcome(tx, { context: await relockEnrollment(tx, context), row }, outcome),
      );
    },
  });
}

/** Takes the step that is due, and goes on until it is clear what comes next. */
export async function takeStep(deps: Deps, id: OneEnrollment): Promise<Next> {
  for (;;) {
    const prepared = await deps.db.withWorkspace(id.workspaceId, (tx) => prepareStep(deps, tx, id.enrollmentId));
    switch (prepared.kind) {
      case 'next':
        return prepared.next;
      case 'retry':
        throw later('not-yet', { sentence: `Tried again in ${prepared.inMs} ms.`, inMs: prepared.inMs });
      case 'ask': {
        const next = await settle(deps, id, prepared);
        if (next) return next;
        break;
      }
      case 'send':
        return send(deps, id, prepared);
    }
  }
}
