import type { OutgoingMail } from '../../activities/clients/mail-provider.ts';
import { idOf, type OutboundEmailId, type WorkspaceId } from '../ids.ts';
import { type LinkUse, signLink } from './link.calc.ts';
import { buildBody } from './mail-body.calc.ts';
import { messageIdOf } from './message-id.calc.ts';
import { safeHtml } from './safe-html.calc.ts';
import { type Rendered, renderTemplate, type TemplateScope } from './template.calc.ts';
import { type MailParties, templateScope } from './variables.calc.ts';

/** What signs a mail's own links, and where they lead. */
export type LinkHome = { linkSecret: string; publicUrl: string };

/** What a mail is made of, once it is known who gets it. */
export type MailPlan = {
  outboundEmailId: string;
  workspaceId: string;
  key: string;
  from: { name: string; address: string };
  to: { name: string; address: string };
  template: { subject: string; body: string; format: 'html' | 'text' };
  scope: TemplateScope;
  signature: string | null;
  footer: { postalAddress: string | null } | null;
  trackOpens: boolean;
  trackClicks: boolean;
  /** The mails of the thread that this one goes on, oldest first; the subject is then theirs. */
  thread: MailThread | null;
  sentAt: number;
};

/** A conversation that a mail goes on. */
export type MailThread = { subject: string; messageIds: string[]; providerThreadId?: string | null };

export type RenderedMail = { kind: 'mail'; mail: OutgoingMail; links: string[] };

/** What a step says, and how. */
export type MailWords = {
  subject: string;
  body: string;
  format: 'html' | 'text';
  trackOpens: boolean;
  trackClicks: boolean;
};

/** Plans the mail that these words are, from a mailbox to a contact. */
export function mailPlan(
  parties: MailParties,
  words: MailWords,
  rest: Pick<MailPlan, 'outboundEmailId' | 'workspaceId' | 'key' | 'thread' | 'sentAt'>,
): MailPlan {
  const { contact, mailbox, workspace, user } = parties;
  const { subject, body, format } = words;
  return {
    ...rest,
    from: { name: mailbox.displayName ?? user?.name ?? '', address: mailbox.email },
    to: { name: [contact.firstName, contact.lastName].filter(Boolean).join(' '), address: contact.email ?? '' },
    template: { subject, body, format },
    scope: templateScope(parties),
    signature: mailbox.signature,
    footer: workspace.hasFooter ? { postalAddress: workspace.postalAddress } : null,
    trackOpens: words.trackOpens && format === 'html',
    trackClicks: words.trackClicks && format === 'html',
  };
}

/** A mail's own addresses on our side. */
function linksOf({ linkSecret, publicUrl }: LinkHome, plan: MailPlan) {
  const ids = {
    workspaceId: idOf<WorkspaceId>(plan.workspaceId),
    outboundEmailId: idOf<OutboundEmailId>(plan.outboundEmailId),
  };
  return (path: string, use: LinkUse, position = 0) =>
    `${publicUrl}/${path}/${signLink(linkSecret, { ...ids, use, position })}`;
}

const replySubject = (subject: string) => (/^re:/i.test(subject) ? subject : `Re: ${subject}`);

function subjectOf({ template, scope, thread }: MailPlan): Rendered {
  if (thread) return { kind: 'text', text: replySubject(thread.subject) };
  const subject = renderTemplate(template.subject, { scope, format: 'text' });
  if (subject.kind !== 'text' || subject.text.trim()) return subject;
  return {
    kind: 'invalid',
    sentence: 'The mail has no subject, and there is no mail before it to reply to. Give it one.',
  };
}

/** Whether a template writes HTML that nobody has looked at: with `raw` it may. */
const isRaw = ({ format, body }: MailPlan['template']) => format === 'html' && /\braw\b/.test(body);

/** Makes the mail. A variable without a value, or a template that cannot be read, makes none. */
export function renderMail(home: LinkHome, plan: MailPlan): RenderedMail | Exclude<Rendered, { kind: 'text' }> {
  const { template, scope, thread } = plan;
  const subject = subjectOf(plan);
  if (subject.kind !== 'text') return subject;
  const body = renderTemplate(template.body, { scope, format: template.format });
  if (body.kind !== 'text') return body;

  const link = linksOf(home, plan);
  const unsubscribeUrl = link('u', 'unsubscribe');
  const { html, text, links } = buildBody(
    { format: template.format, body: isRaw(template) ? safeHtml(body.text) : body.text },
    {
      signature: plan.signature,
      footer: plan.footer ? { postalAddress: plan.footer.postalAddress, unsubscribeUrl } : null,
      pixelUrl: plan.trackOpens ? `${link('t/o', 'open')}.gif` : null,
      linkUrl: plan.trackClicks ? (position) => link('t/c', 'click', position) : null,
    },
  );
  const mail: OutgoingMail = {
    messageId: messageIdOf({ key: plan.key, from: plan.from.address }),
    from: plan.from,
    to: plan.to,
    subject: subject.text.replaceAll(/\s+/g, ' ').trim(),
    text,
    html,
    inReplyTo: thread?.messageIds.at(-1),
    references: thread?.messageIds ?? [],
    providerThreadId: thread?.providerThreadId ?? undefined,
    unsubscribeUrl,
    sentAt: plan.sentAt,
  };
  return { kind: 'mail', mail, links };
}
