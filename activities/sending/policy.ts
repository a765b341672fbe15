import type { Tx } from '../../prisma/db.ts';
import type { Mailbox, OutboundEmail } from '../../prisma/generated/client.ts';
import { companyKeyOf } from '../../workflows/sending/company.calc.ts';
import { DAY_MS, judgePolicy, type PolicyFacts, policyOf, reachOf } from '../../workflows/sending/policy.calc.ts';
import { judgePause, pauseSentence, type SenderPause } from '../../workflows/sending/sender-pause.calc.ts';
import { type EndReason, nameOf } from '../../workflows/sequences/rules.ts';
import { noteRefusal } from './refusals.ts';
import { domainOf, startProbe } from './sender-pause.ts';

/** A mail that is about to be claimed, with those it concerns. */
export type Leaving = {
  row: OutboundEmail;
  mailbox: Mailbox;
  contact: Parameters<typeof nameOf>[0] & { company: string | null };
  workspace: { sendingPolicy: unknown };
  now: number;
};

/** Whether a mail may leave: now, not before an instant, or never. */
export type Leave = { kind: 'go' } | { kind: 'wait'; until: number } | { kind: 'stop'; reason: EndReason };

type FactsRow = {
  touches: PolicyFacts['touches'] | null;
  colleague: PolicyFacts['colleague'];
  under_way: PolicyFacts['underWay'];
  replied_at: Date | null;
  pauses: SenderPause[] | null;
};

/** Reads in one statement all that decides, holding the contact and the company until the transaction ends. After the mailbox and the enrollment, never before. */
async function readFacts(tx: Tx, { row, mailbox, contact, workspace, now }: Leaving): Promise<FactsRow> {
  const policy = policyOf(workspace.sendingPolicy);
  const { most, forMs } = reachOf(policy);
  const company = policy.companyDays === null ? null : companyKeyOf(contact);
  const companyFrom = new Date(now - (policy.companyDays ?? 0) * DAY_MS);
  const [facts] = await tx.$queryRaw<FactsRow[]>`
    SELECT * FROM send_facts(of_mail => ${row.id}::uuid, of_contact => ${row.contactId}::uuid, of_enrollment => ${row.enrollmentId}::uuid,
      of_mailbox => ${mailbox.id}::uuid, sender_domain => ${domainOf(mailbox)}, company => ${company}, company_from => ${companyFrom},
      touches_from => ${new Date(now - forMs)}, most => ${most}::int)`;
  if (!facts) throw new Error(`Nothing is known about mail ${row.id}.`);
  return facts;
}

/** Asks whether the mail may leave at all: whether its sender is shut, then the policy of the workspace. A refusal is noted. */
export async function mayLeave(tx: Tx, leaving: Leaving): Promise<Leave> {
  const { row, mailbox, contact, workspace, now } = leaving;
  const facts = await readFacts(tx, leaving);
  const pauses = facts.pauses ?? [];
  const sender = judgePause(pauses, { mailId: row.id, now });
  if (sender.kind === 'wait') {
    const sentence = pauseSentence(sender.pause, { email: mailbox.email, zone: mailbox.timeZone });
    await noteRefusal(tx, row, { rule: 'sender-paused', sentence, until: sender.until });
    return { kind: 'wait', until: sender.until };
  }
  const verdict = judgePolicy(policyOf(workspace.sendingPolicy), {
    now,
    zone: mailbox.timeZone,
    contactName: nameOf(contact),
    companyName: contact.company?.trim() || domainOf({ email: contact.email ?? '' }),
    touches: facts.touches ?? [],
    colleague: facts.colleague,
    underWay: facts.under_way,
    repliedAt: facts.replied_at?.getTime() ?? null,
  });
  if (verdict.kind === 'go')
    return sender.kind === 'probe' ? startProbe(tx, { mailId: row.id, mailbox, pauses, now }) : verdict;
  const { rule, sentence } = verdict;
  await noteRefusal(tx, row, { rule, sentence, until: verdict.kind === 'wait' ? verdict.until : undefined });
  return verdict.kind === 'wait' ? { kind: 'wait', until: verdict.until } : { kind: 'stop', reason: verdict.reason };
}
