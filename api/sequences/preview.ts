import type { Tx } from '../../prisma/db.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { MADE_UP_CONTACT } from '../../workflows/sending/made-up.calc.ts';
import { mailPlan } from '../../workflows/sending/mail.calc.ts';
import { previewMail as fillIn } from '../../workflows/sending/preview.calc.ts';
import { safeTemplate } from '../../workflows/sending/safe-html.calc.ts';
import { type MailParties, templateScope } from '../../workflows/sending/variables.calc.ts';
import { threadSubject } from '../../workflows/sequences/thread.calc.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { previewMail as contract } from '../contract/sequences.ts';
import type { Context } from '../http/context.ts';
import { findSequence, type SequenceRow, stepOf } from './find.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

const NO_MAILBOX = { email: 'you@example.com', displayName: null, signature: null };

/** The contact that was asked for, or the newest one that has an address. */
export async function contactFor(tx: Tx, contactId: string | undefined) {
  const contact = await tx.contact.findFirst({
    where: { deletedAt: null, ...(contactId ? { id: contactId } : { email: { not: null } }) },
    orderBy: { createdAt: 'desc' },
  });
  if (!contact && contactId) throw new Refusal('not-found', 'There is no such contact in this workspace.', 'contactId');
  return contact;
}

/** The mailbox that was asked for, or the one that a workspace sends from by default. */
export async function mailboxFor(tx: Tx, mailboxId: string | undefined) {
  const mailbox = await tx.mailbox.findFirst({
    where: { deletedAt: null, ...(mailboxId ? { id: mailboxId } : {}) },
    orderBy: [{ isPrimary: 'desc' }, { createdAt: 'asc' }],
  });
  if (!mailbox && mailboxId) throw new Refusal('not-found', 'There is no such mailbox in this workspace.', 'mailboxId');
  return mailbox;
}

/** The thread that a step replies to, under the subject that this contact drew; null for a mail of its own. */
function threadFor({ steps }: SequenceRow, step: { position: number }, parties: MailParties) {
  const scope = templateScope(parties);
  const subject = threadSubject(steps, step, { contactId: parties.contact.id, scope });
  return subject?.kind === 'text' ? { subject: subject.text, messageIds: [] } : null;
}

/** Fills a wording in, saved or not, exactly as it would leave for a contact. */
export function previewMail(
  { inWorkspace, workspaceId, userId, deps }: Context,
  { sequenceId, stepId, contactId, mailboxId, subject, body, format, isReply }: Given<typeof contract>,
): Promise<Answer<typeof contract>> {
  return inWorkspace(async (tx) => {
    const sequence = await findSequence(tx, sequenceId);
    const workspace = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const user = userId ? await tx.user.findUnique({ where: { id: userId }, select: { name: true } }) : null;
    const parties: MailParties = {
      contact: (await contactFor(tx, contactId)) ?? MADE_UP_CONTACT,
      mailbox: (await mailboxFor(tx, mailboxId)) ?? NO_MAILBOX,
      workspace,
      user,
    };
    const step = stepId ? stepOf(sequence, stepId) : { position: Number.POSITIVE_INFINITY };
    const words = {
      subject,
      body: format === 'html' ? safeTemplate(body) : body,
      format,
      trackOpens: false,
      trackClicks: false,
    };
    const shown = fillIn(
      deps,
      mailPlan(parties, words, {
        outboundEmailId: NOBODY,
        workspaceId,
        key: 'preview',
        thread: isReply ? threadFor(sequence, step, parties) : null,
        sentAt: Date.now(),
      }),
    );
    if (shown.kind === 'invalid') return shown;
    const { mail, missing } = shown;
    const address = ({ name, address: email }: { name?: string; address: string }) =>
      name ? `${name} <${email}>` : email;
    return {
      kind: 'mail',
      from: address(mail.from),
      to: address(mail.to),
      subject: mail.subject,
      html: mail.html ?? null,
      text: mail.text,
      missing,
    };
  });
}
