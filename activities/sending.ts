import type { OutboundState } from '../prisma/generated/client.ts';
import type { TestMailInput } from '../workflows/sending/messages.ts';
import type { SendOutcome } from './clients/mail-provider.ts';
import type { Deps } from './deps.ts';
import { later } from './permanent.ts';
import { handOver } from './sending/handover.ts';
import { releaseMail, sentQuestion } from './sending/ledger.ts';
import { type PreparedTest, prepareTest, recordTest } from './sending/test-mail.ts';
import { whileBeating } from './while-beating.ts';

const RETRY_MS = 5_000;

export type SendingActivities = ReturnType<typeof sendingActivities>;
export const sendingActivities = (deps: Deps) => {
  const { db, mail } = deps;

  /** What became of a test over which a process died; null for one that surely did not leave. */
  async function ask({ row, mailbox }: Extract<PreparedTest, { kind: 'ask' }>): Promise<SendOutcome | null> {
    const answer = await mail.open(mailbox).findSent(sentQuestion(row));
    if (answer.kind === 'absent') return null;
    if (answer.kind === 'sent') return { ...answer, kind: 'accepted', answer: 'found among the sent mails' };
    return { kind: 'unknown', sentence: 'The process that handed it over died before the server answered.' };
  }

  /** Claims a test, hands it over and records it; null where another try is worth it. */
  async function attempt(input: TestMailInput): Promise<OutboundState | null> {
    const { workspaceId, outboundEmailId } = input;
    const prepared = await db.withWorkspace(workspaceId, (tx) => prepareTest(deps, tx, input));
    if (prepared.kind === 'done') return prepared.state;
    if (prepared.kind === 'retry')
      throw later('not-yet', { sentence: 'Another process holds the mail.', inMs: prepared.inMs });
    const { mailbox } = prepared;
    const record = (outcome: SendOutcome) =>
      db.withWorkspace(workspaceId, (tx) => recordTest(tx, outboundEmailId, { outcome, mailbox }));
    if (prepared.kind === 'send') return handOver(deps, prepared.claim, { provider: mail.open(mailbox), record });
    const outcome = await ask(prepared);
    if (outcome) return record(outcome);
    await db.withWorkspace(workspaceId, (tx) => releaseMail(tx, outboundEmailId));
    return attempt(input);
  }

  return {
    /** Sends a person the mail of a step, through the ledger like every mail: repeating it sends nothing twice. */
    sendTestMail: (input: TestMailInput): Promise<{ state: OutboundState }> =>
      whileBeating(async () => {
        const state = await attempt(input);
        if (state) return { state };
        throw later('unreachable', { sentence: 'The mailbox cannot be reached.', inMs: RETRY_MS });
      }),
  };
};
