import { randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { Tx } from '../../prisma/db.ts';
import type { OutboundKind } from '../../prisma/generated/client.ts';
import {
  type ContactId,
  type EnrollmentId,
  idOf,
  type MailboxId,
  type OutboundEmailId,
  type SandboxMessageId,
} from '../../workflows/ids.ts';
import { type LinkUse, signLink } from '../../workflows/sending/link.calc.ts';
import { mailPlan, renderMail } from '../../workflows/sending/mail.calc.ts';
import type { Person, TestApi } from './api.ts';
import { make } from './make.ts';
import { inOneStep } from './send-options.ts';

export type SentMail = {
  mailboxId: MailboxId;
  contactId: ContactId;
  enrollmentId: EnrollmentId;
  workflowId: string;
  outboundEmailId: OutboundEmailId;
  messageId: SandboxMessageId;
  toAddress: string;
  /** An address of ours that stands in the mail, as a path. */
  link: (use: LinkUse, position?: number) => string;
};

type Options = {
  kind?: OutboundKind;
  body?: string;
  format?: 'html' | 'text';
  isTracked?: boolean;
  sentAgoMs?: number;
};

const PATHS = { open: 't/o', click: 't/c', unsubscribe: 'u' } as const;

type Row = { id: string; kind: OutboundKind; sentAt: Date };

async function writeLedger(tx: Tx, person: Person, { id, kind, sentAt }: Row) {
  const { workspaceId } = person;
  const mailboxId = await make.mailbox(tx, person);
  const sequenceId = await make.sequence(tx, person);
  const contactId = await make.contact(tx, person);
  const enrollmentId = await make.enrollment(tx, person, { sequenceId, mailboxId, contactId });
  const mailbox = await tx.mailbox.findUniqueOrThrow({ where: { id: mailboxId } });
  const contact = await tx.contact.findUniqueOrThrow({ where: { id: contactId } });
  const workspace = await tx.workspace.findFirstOrThrow();
  const { workflowId } = await tx.enrollment.findUniqueOrThrow({ where: { id: enrollmentId } });
  const key = randomUUID();
  await tx.outboundEmail.create({
    data: {
      id,
      workspaceId,
      mailboxId,
      contactId,
      sequenceId,
      enrollmentId,
      kind,
      key,
      state: 'sent',
      toAddress: contact.email ?? '',
      dueAt: new Date(),
      sentAt,
      handedOverAt: sentAt,
    },
  });
  return { mailboxId, contactId, enrollmentId, workflowId, mailbox, contact, workspace, key };
}

/** A mail that a sandbox mailbox of this person has sent, by SMTP like every other, and that lies in the ledger. */
export async function sendMail(api: TestApi, person: Person, options: Options = {}): Promise<SentMail> {
  const { kind = 'sequence', body = '<p>Hi, see <a href="https://acme.example/offer?a=1&amp;b=2">our offer</a>.</p>' } =
    options;
  const { format = 'html', isTracked = true, sentAgoMs = 600_000 } = options;
  const sentAt = new Date(Date.now() - sentAgoMs);
  const { workspaceId } = person;
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => api.db.withWorkspace(workspaceId, work);
  const id = idOf<OutboundEmailId>(uuidv7());
  const { mailbox, contact, workspace, key, ...ids } = await inWorkspace((tx) =>
    writeLedger(tx, person, { id, kind, sentAt }),
  );
  const words = { subject: 'Quick question', body, format, trackOpens: isTracked, trackClicks: isTracked };
  const plan = { outboundEmailId: id, workspaceId, key, thread: null, sentAt: Date.now() };
  const rendered = renderMail(api.deps, mailPlan({ contact, mailbox, workspace, user: null }, words, plan));
  if (rendered.kind !== 'mail') throw new Error(`The mail cannot be rendered: ${rendered.kind}`);
  const { messageId, subject } = rendered.mail;
  await inWorkspace(async (tx) => {
    await tx.outboundEmail.update({ where: { id }, data: { messageId, subject } });
    await tx.trackedLink.createMany({
      data: rendered.links.map((url, position) => ({ workspaceId, outboundEmailId: id, position, url })),
    });
  });
  const outcome = await api.deps.mail.open(mailbox).send(rendered.mail, inOneStep);
  if (outcome.kind !== 'accepted') throw new Error(`The sandbox did not take the mail: ${JSON.stringify(outcome)}`);
  const { id: sandboxId } = await inWorkspace((tx) => tx.sandboxMessage.findFirstOrThrow({ where: { messageId } }));
  return {
    ...ids,
    outboundEmailId: id,
    messageId: idOf<SandboxMessageId>(sandboxId),
    toAddress: contact.email ?? '',
    link: (use, position = 0) =>
      `/${PATHS[use]}/${signLink(api.deps.linkSecret, { use, workspaceId, outboundEmailId: id, position })}${use === 'open' ? '.gif' : ''}`,
  };
}
