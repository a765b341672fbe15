import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { Mailbox, OutboundEmail, OutboundState, Prisma } from '../../prisma/generated/client.ts';
import { MADE_UP_CONTACT } from '../../workflows/sending/made-up.calc.ts';
import { mailPlan, renderMail } from '../../workflows/sending/mail.calc.ts';
import type { TestMailInput } from '../../workflows/sending/messages.ts';
import { templateScope } from '../../workflows/sending/variables.calc.ts';
import { threadSubject } from '../../workflows/sequences/thread.calc.ts';
import type { SendOutcome } from '../clients/mail-provider.ts';
import type { Deps } from '../deps.ts';
import { noteHealth } from '../mailboxes/health.ts';
import type { Claim } from './handover.ts';
import { claimMail, releaseMail, settleMail } from './ledger.ts';
import { lockMailbox } from './slots.ts';

/** So often an unreachable server is tried before a test is given up: somebody waits for it. */
const MAX_ATTEMPTS = 4;

export type PreparedTest =
  | { kind: 'done'; state: OutboundState }
  | { kind: 'retry'; inMs: number }
  | { kind: 'ask'; row: OutboundEmail; mailbox: Mailbox }
  | { kind: 'send'; claim: Claim; mailbox: Mailbox };

/** Ends a test that cannot be sent, and says why. */
async function giveUp(tx: Tx, row: OutboundEmail, sentence: string): Promise<PreparedTest> {
  await tx.outboundEmail.update({ where: { id: row.id }, data: { state: 'failed', errorMessage: sentence } });
  await noteEvents(tx, [{ type: 'mail.failed', subjectId: row.id }]);
  return { kind: 'done', state: 'failed' };
}

const withSequence = {
  sequence: {
    include: {
      workspace: true,
      steps: {
        where: { deletedAt: null },
        include: { variants: { where: { deletedAt: null }, orderBy: { name: 'asc' } } },
      },
    },
  },
} satisfies Prisma.SequenceStepInclude;

/** Fills the step in as for the contact, to the person who asked. */
async function renderTest(
  deps: Deps,
  tx: Tx,
  { row, mailbox, contactId, now }: { row: OutboundEmail; mailbox: Mailbox; contactId: string | null; now: number },
) {
  const step = await tx.sequenceStep.findUniqueOrThrow({ where: { id: row.stepId ?? '' }, include: withSequence });
  const words = await tx.stepVariant.findUniqueOrThrow({ where: { id: row.variantId ?? '' } });
  const user = await tx.user.findUnique({ where: { id: row.userId ?? '' }, select: { name: true } });
  const contact = contactId ? await tx.contact.findUniqueOrThrow({ where: { id: contactId } }) : MADE_UP_CONTACT;
  const { workspace, steps } = step.sequence;
  const parties = { contact, mailbox, workspace, user };
  const subject = step.isReply
    ? threadSubject(steps, step, { contactId: contact.id, scope: templateScope(parties) })
    : null;
  const plan = mailPlan(
    parties,
    { ...step, subject: words.subject, body: words.body },
    {
      outboundEmailId: row.id,
      workspaceId: row.workspaceId,
      key: row.key,
      thread: subject?.kind === 'text' ? { subject: subject.text, messageIds: [] } : null,
      sentAt: now,
    },
  );
  return renderMail(deps, { ...plan, to: { name: user?.name ?? '', address: row.toAddress } });
}

/** Claims a test mail, or tells where it stands. It goes to oneself and at once: it takes no slot from others. */
export async function prepareTest(
  deps: Deps,
  tx: Tx,
  { outboundEmailId, contactId }: TestMailInput,
): Promise<PreparedTest> {
  const { mailboxId } = await tx.outboundEmail.findUniqueOrThrow({ where: { id: outboundEmailId } });
  const mailbox = await lockMailbox(tx, mailboxId);
  const row = await tx.outboundEmail.findUniqueOrThrow({ where: { id: outboundEmailId } });
  const now = Date.now();
  if (row.state === 'sending') {
    const heldFor = (row.leaseUntil?.getTime() ?? 0) - now;
    return heldFor > 0 ? { kind: 'retry', inMs: heldFor } : { kind: 'ask', row, mailbox };
  }
  if (row.state !== 'planned' && row.state !== 'reserved') return { kind: 'done', state: row.state };
  if (mailbox.deletedAt || !mailbox.isActive || mailbox.health === 'disconnected')
    return giveUp(tx, row, `${mailbox.email} cannot send: ${mailbox.healthReason ?? 'it is switched off'}.`);
  const rendered = await renderTest(deps, tx, { row, mailbox, contactId, now });
  if (rendered.kind === 'missing')
    return giveUp(tx, row, `The contact has no ${rendered.variable}, which this mail names without a fallback.`);
  if (rendered.kind === 'invalid') return giveUp(tx, row, rendered.sentence);
  await claimMail(tx, row, { mail: rendered.mail, links: rendered.links, variantId: row.variantId, now });
  return {
    kind: 'send',
    mailbox,
    claim: {
      workspaceId: row.workspaceId,
      outboundEmailId,
      draftId: row.providerDraftId,
      isRetry: row.attempts > 0,
      mail: rendered.mail,
    },
  };
}

/** Writes down what became of a test. Null when it is worth another try. */
export async function recordTest(
  tx: Tx,
  outboundEmailId: string,
  { outcome, mailbox }: { outcome: SendOutcome; mailbox: Mailbox },
): Promise<OutboundState | null> {
  const at = Date.now();
  const settle = async (state: OutboundState, answer: string) => {
    const errorMessage = state === 'sent' ? undefined : answer;
    await settleMail(tx, outboundEmailId, { state, answer, errorMessage, at });
    const type = state === 'sent' ? 'mail.sent' : 'mail.failed';
    await noteEvents(tx, [{ type, subjectId: outboundEmailId }]);
    return state;
  };
  switch (outcome.kind) {
    case 'accepted':
      await noteHealth(tx, mailbox, { isUsable: true });
      return settle('sent', outcome.answer);
    case 'unknown':
      return settle('uncertain', outcome.sentence);
    case 'refused':
      return settle('failed', `The server refused it: ${outcome.answer}`);
    case 'unreachable': {
      await noteHealth(tx, mailbox, { isUsable: false, code: 'unreachable', sentence: outcome.sentence });
      const { attempts } = await tx.outboundEmail.findUniqueOrThrow({ where: { id: outboundEmailId } });
      if (attempts >= MAX_ATTEMPTS) return settle('failed', outcome.sentence);
      await releaseMail(tx, outboundEmailId);
      return null;
    }
  }
}
